import { expect, test } from 'vitest';
import { codeKey, isCode } from './is-code.ts';

test('a code is the same in capitals and small letters, and no other', () => {
  expect(['A105', 'a105'].map((code) => isCode(code, 'A105'))).toEqual([true, true]);
  expect([null, '', 'A106', 'B105', 'A1055', 'A15'].map((code) => isCode(code, 'A105'))).not.toContain(true);
});

test('a code is looked up as tables have it', () => {
  expect([null, 'L310', 'l310', ' L310', '7'].map(codeKey)).toEqual(['', 'L310', 'L310', ' L310', '7']);
});
