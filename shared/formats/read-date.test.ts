import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDate, plainDate, readDate } from './read-date.ts';

const dateOf = (text: string, order?: 'monthFirst' | 'dayFirst') => {
  const reading = readDate(text, order);
  return reading.kind === 'value' ? reading.date : reading.kind;
};

describe('dates as files write them', () => {
  test.each([
    ['20260310', '2026-03-10'],
    ['2026-03-10', '2026-03-10'],
    ['2026/3/10', '2026-03-10'],
    ['3/10/2026', '2026-03-10'],
    ['3/10/26', '2026-03-10'],
    ['13/3/2026', '2026-03-13'],
    ['10.03.2026', '2026-03-10'],
    ['10-Mar-2026', '2026-03-10'],
    ['10 March 2026', '2026-03-10'],
    ['Mar 10, 2026', '2026-03-10'],
    ['Tuesday, March 10th, 2026', '2026-03-10'],
    ['2026-03-10T00:00:00Z', '2026-03-10'],
    ['3/10/2026 12:30 PM', '2026-03-10'],
    ['2024-02-29', '2024-02-29'],
    ['12/31/99', '1999-12-31'],
  ])('%s', (text, expected) => {
    expect(dateOf(text)).toBe(expected);
  });

  test('3/4/2026 follows the order given, and says that it could be either', () => {
    expect(readDate('3/4/2026')).toMatchObject({ date: '2026-03-04', isAmbiguous: true });
    expect(readDate('3/4/2026', 'dayFirst')).toMatchObject({ date: '2026-04-03', isAmbiguous: true });
    expect(readDate('4/4/2026')).toMatchObject({ date: '2026-04-04', isAmbiguous: false });
  });

  test.each([
    '20260230',
    '2025-02-29',
    '2026-13-01',
    '31/31/2026',
    '0000-00-00',
    '00000000',
    '10 Foo 2026',
    'yesterday',
    '45000',
    '2026-3',
  ])('%s is no date', (text) => {
    expect(dateOf(text)).toBe('notADate');
  });
});

test('every calendar day is read back from YYYYMMDD, and no other number is a day', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1900, max: 2199 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
      (year, month, day) => {
        const text = `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
        const real = new Date(Date.UTC(year, month - 1, day));
        const isReal = real.getUTCFullYear() === year && real.getUTCMonth() === month - 1 && real.getUTCDate() === day;
        expect(plainDate(text)).toBe(isReal ? real.toISOString().slice(0, 10) : null);
        expect(calendarDate(year, month, day)).toBe(plainDate(text));
      },
    ),
    { seed: 13, numRuns: 1000 },
  );
});
