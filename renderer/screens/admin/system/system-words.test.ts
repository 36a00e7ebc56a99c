import { expect, it } from 'vitest';
import { ageWords, durationWords, millisecondWords, sizeWords } from './system-words.ts';

it.each([
  [0, '0 seconds'],
  [1, '1 second'],
  [119, '119 seconds'],
  [120, '2 minutes'],
  [3_600, '60 minutes'],
  [7_200, '2 hours'],
  [47.9 * 3_600, '47 hours'],
  [48 * 3_600, '2 days'],
  [-5, '0 seconds'],
])('%d seconds are said as %s, never longer than they were', (seconds, words) => {
  expect(durationWords(seconds)).toBe(words);
});

it.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_000, '1.0 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [1_440_000_000, '1.4 GB'],
  [9_960_000_000, '10 GB'],
  [412_300_000_000, '412 GB'],
])('%d bytes are %s', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words);
});

it('short times stand in milliseconds, long ones in seconds', () => {
  expect([41, 1_000, 1_500, 20_000].map(millisecondWords)).toEqual(['41 ms', '1 s', '1.5 s', '20 s']);
});

it('an age is reckoned by the clock of the server alone', () => {
  expect(ageWords('2026-04-01T09:00:00.000Z', '2026-04-01T09:03:10.000Z')).toBe('3 minutes');
});
