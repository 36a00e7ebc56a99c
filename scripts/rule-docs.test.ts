import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ruleDocs } from './rule-docs.ts';

test('docs/rules.md is what the catalogue says (else run: node scripts/generate-rule-docs.ts)', () => {
  expect(readFileSync(new URL('../docs/rules.md', import.meta.url), 'utf8')).toBe(ruleDocs());
});
