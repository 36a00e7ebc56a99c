import { expect, it } from 'vitest';
import type { ImportEntry } from '../state/imports.ts';
import { importPermille } from './import-progress.ts';

const entry = (change: Partial<ImportEntry>): ImportEntry => ({
  importId: 'i',
  name: 'one.led',
  stage: 'queued',
  permille: 0,
  result: null,
  error: null,
  ...change,
});
const done = entry({ error: { kind: 'cancelled', message: '' } });

it('progress on the taskbar counts the files of this drop alone, moves within a file, and ends', () => {
  expect(importPermille([], 0)).toBe(null);
  expect(importPermille([done, done], 0)).toBe(null);
  expect(importPermille([done, entry({})], 0)).toBe(500);
  expect(importPermille([done, entry({ stage: 'reading', permille: 500 }), entry({})], 1)).toBe(100);
  expect(importPermille([done, entry({ stage: 'storing', permille: 1000 })], 1)).toBe(1000);
});
