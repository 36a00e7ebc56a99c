import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FAILURES } from './http-failure.ts';

const table = readFileSync(join(import.meta.dirname, '../../docs/error-codes.md'), 'utf8');

it('every error code is documented with its status, and no other', () => {
  const documented = [...table.matchAll(/^\| `([A-Z_0-9]+)` \| (\d{3})/gm)].map(([, code, status]) => [
    code,
    Number(status),
  ]);
  expect(Object.fromEntries(documented)).toEqual(FAILURES);
});
