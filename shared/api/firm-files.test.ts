import { expect, it } from 'vitest';
import { takesFile } from './firm-files.ts';

const RELEASE = '0198c1de-0000-7000-8000-000000000001';

it.each([
  '/api/admin/registers/new-york/import?asOf=2026-08-01',
  `/api/admin/releases/${RELEASE}/files/LAIT-1.2.3.AppImage`,
])('a file may go to %s', (path) => {
  expect(takesFile(path)).toBe(true);
});

it.each([
  '/api/invoices',
  '/api/admin/users',
  '/api/admin/registers/new-york/import',
  '/api/admin/registers/new-york/import?asOf=2026-08-01&x=1',
  `/api/admin/releases/${RELEASE}/files/a/b`,
  `/api/admin/releases/${RELEASE}/publish`,
])('and not to %s', (path) => {
  expect(takesFile(path)).toBe(false);
});
