import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PROBLEM_CODES, PROBLEM_TITLES } from './problem-codes.ts';

const documented = readFileSync(new URL('../../docs/problems.md', import.meta.url), 'utf8')
  .split('\n')
  .flatMap((line) => /^\| `([A-Z0-9_]+)` \|/.exec(line)?.[1] ?? []);

test('docs/problems.md explains every problem code, once, and no other', () => {
  expect([...documented].sort()).toEqual([...PROBLEM_CODES].sort());
});

test('every problem code has a title of its own', () => {
  const titles = Object.values(PROBLEM_TITLES);
  expect(new Set(titles).size).toBe(titles.length);
});
