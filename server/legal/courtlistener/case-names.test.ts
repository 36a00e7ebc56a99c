import { describe, expect, it } from 'vitest';
import { caseNameLikenessE4 } from './case-names.ts';

const SAME = 8_000;

describe('names of cases', () => {
  it.each([
    ['Obergefell v. Hodges', 'James Obergefell, et al. v. Richard Hodges, Director'],
    ['Obergefell', 'Obergefell v. Hodges'],
    ['Smith v. Comm’r', 'Smith v. Commissioner of Internal Revenue'],
    ['Hensley v. Eckerhart', 'ECKERHART v. HENSLEY'],
    ['In re Acme Corp.', 'In the Matter of ACME CORPORATION'],
    ['United States v. Nixon', 'U.S. v. Nixon'],
    ['Missouri v. Jenkins', 'MISSOURI v. JENKENS'],
    ['Peña v. Ruiz', 'Pena v. Ruiz'],
  ])('%s is %s', (one, other) => {
    expect(caseNameLikenessE4(one, other)).toBeGreaterThanOrEqual(SAME);
  });

  it.each([
    ['Hensley v. Eckerhart', 'Foo v. Foo'],
    ['Varghese v. China Southern Airlines', 'Varghese v. Holder'],
    ['Smith v. Jones', 'Smith v. Brown'],
    ['Miller v. United Airlines', 'Martinez v. Delta Airlines'],
    ['', 'Foo v. Foo'],
  ])('%s is not %s', (one, other) => {
    expect(caseNameLikenessE4(one, other)).toBeLessThan(SAME);
  });

  it('are compared in one pass, however long a source makes them', () => {
    const began = performance.now();
    expect(caseNameLikenessE4(`Foo${' '.repeat(200_000)}x`, 'Bar v. Baz')).toBe(0);
    expect(caseNameLikenessE4('Foo '.repeat(50_000), 'Bar '.repeat(50_000))).toBe(0);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
