import { expect, it } from 'vitest';
import { formatDate, formatMoment, formatPeriod, formatWait } from './format-date.ts';

it('writes dates as people do and leaves what it cannot read as it is', () => {
  expect(formatDate('2026-01-04')).toBe('4 Jan 2026');
  expect(formatDate(null)).toBe('\u2013');
  expect(formatDate('soon')).toBe('soon');
});

it('says a period once per year', () => {
  expect(formatPeriod('2026-01-01', '2026-01-31')).toBe('1 Jan \u2013 31 Jan 2026');
  expect(formatPeriod('2025-12-01', '2026-01-31')).toBe('1 Dec 2025 \u2013 31 Jan 2026');
  expect(formatPeriod(null, '2026-01-31')).toBe('until 31 Jan 2026');
});

it('says a moment by its distance from now', () => {
  const now = new Date(2026, 4, 2, 12, 0);
  expect(formatMoment(new Date(2026, 4, 2, 9, 5).toISOString(), now)).toBe('today 09:05');
  expect(formatMoment(new Date(2026, 3, 2, 9, 5).toISOString(), now)).toBe('2 Apr, 09:05');
});

it('says a wait so that nobody comes too early', () => {
  expect([0.4, 40, 89.2, 90, 899, 900].map(formatWait)).toEqual([
    '1 second',
    '40 seconds',
    '90 seconds',
    '2 minutes',
    '15 minutes',
    '15 minutes',
  ]);
});
