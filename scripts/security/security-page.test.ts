import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../process/project-root.ts';
import { limitsOfTheCode } from './limits-table.ts';
import { SECURITY_CHECKLIST } from './security-checklist.ts';
import { securityPage } from './security-page.ts';
import { testTitles } from './test-titles.ts';

const PAGE = readFileSync(join(projectRoot, 'docs', 'SECURITY.md'), 'utf8');
const promises = SECURITY_CHECKLIST.flatMap((area) => area.promises);

describe('docs/SECURITY.md', () => {
  it('says what the checklist and the limits of the code say (else run: node scripts/generate-security-page.ts)', () => {
    expect(PAGE).toBe(securityPage(PAGE, SECURITY_CHECKLIST, limitsOfTheCode()));
  });

  it('names tests that exist, by the very title they are written with', () => {
    const titles = new Map<string, ReadonlySet<string>>();
    const missing = promises.flatMap(({ id, proofs }) =>
      proofs.flatMap(({ file, test }) => {
        const path = join(projectRoot, file);
        const known = titles.get(file) ?? testTitles(existsSync(path) ? readFileSync(path, 'utf8') : '');
        titles.set(file, known);
        return known.has(test) ? [] : [`${id}: ${file} > ${test}`];
      }),
    );
    expect(missing).toEqual([]);
  });

  it('calls nothing held or partly held without a test, and nothing partly held or absent without a reason', () => {
    for (const { id, state, reason, proofs } of promises) {
      expect([id, proofs.length > 0]).toEqual([id, state !== 'absent']);
      expect([id, reason !== null]).toEqual([id, state !== 'held']);
    }
  });

  it('has each promise once, with each of its tests once', () => {
    const ids = promises.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    for (const { id, proofs } of promises) {
      const named = proofs.map(({ file, test }) => `${file} > ${test}`);
      expect([id, named]).toEqual([id, [...new Set(named)]]);
    }
  });

  it('points only at files that are there', () => {
    const targets = [...PAGE.matchAll(/\]\(([^)#]+)\)/g)].map(([, target = '']) => target);
    expect(targets.length).toBeGreaterThan(20);
    const missing = targets.filter((target) => !existsSync(join(projectRoot, 'docs', target)));
    expect(missing).toEqual([]);
  });
});

it('a title is found as it is written, in tables of cases too, and nothing that is skipped or only mentioned', () => {
  const source = [
    `it('one', () => {`,
    `test("two's", async () => {`,
    `it.each([['a', (x) => f('no', x)]])('three %s', (name) => {`,
    `it('four\\u2019s', () => {`,
    `it.each(CASES)(\n    'five',\n    async () => {`,
    `it.skip('six', () => {`,
    `expect(title).toBe('seven');`,
    `describe('eight', () => {`,
  ].join('\n');
  expect([...testTitles(source)].sort()).toEqual(['five', 'four\u2019s', 'one', 'three %s', "two's"]);
});
