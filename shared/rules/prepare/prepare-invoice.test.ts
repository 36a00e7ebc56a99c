import { describe, expect, test } from 'vitest';
import { buildExpense, buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { codeSetsOf } from '#shared/utbms/code-sets-in-use.ts';
import { dayNumberOf, weekdayOf } from './day-number.ts';
import { prepareInvoice } from './prepare-invoice.ts';
import { timekeeperKeyOf } from './timekeeper-key.ts';

const GIVEN = { codeSets: codeSetsOf([], []), context: { today: '2026-04-15' } };

describe('day numbers', () => {
  test('count days from 1970-01-01, over leap years and before it', () => {
    expect(dayNumberOf('1970-01-01')).toBe(0);
    expect(dayNumberOf('1969-12-31')).toBe(-1);
    for (const date of ['1999-01-15', '2000-02-29', '2000-03-01', '2026-03-10', '2100-03-01', '1900-02-28']) {
      expect(dayNumberOf(date)).toBe(Date.parse(`${date}T00:00:00Z`) / 86_400_000);
    }
  });

  test('know the day of the week', () => {
    expect(weekdayOf(dayNumberOf('1970-01-01'))).toBe(4);
    expect(weekdayOf(dayNumberOf('2026-03-08'))).toBe(0);
    expect(weekdayOf(dayNumberOf('1969-12-27'))).toBe(6);
  });
});

test('a timekeeper is the id, else the name; case and spaces do not count; an id is never taken for a name', () => {
  expect(timekeeperKeyOf(' TK1 ', 'Okafor, Ada')).toBe(timekeeperKeyOf('tk1', null));
  expect(timekeeperKeyOf(null, 'Okafor,  Ada')).toBe(timekeeperKeyOf('  ', 'OKAFOR, ADA'));
  expect(timekeeperKeyOf('ada', null)).not.toBe(timekeeperKeyOf(null, 'ada'));
  expect(timekeeperKeyOf(null, ' ')).toBeNull();
});

describe('a prepared invoice', () => {
  test('sums each timekeeper’s day over fee lines alone, in line order', () => {
    const invoice = buildInvoice({
      lines: [
        { unitsE4: 15_000 },
        { timekeeperId: 'TK2', unitsE4: 40_000 },
        { unitsE4: 5_000, timekeeperId: 'tk1' },
        { unitsE4: null },
        { date: '2026-03-11', unitsE4: 10_000 },
        { ...buildExpense({ record: 6 }), timekeeperId: 'TK1' },
        { date: null },
        { timekeeperId: null, timekeeperName: null },
      ],
    });
    const { timekeeperDays, lines } = prepareInvoice(invoice, GIVEN);
    expect(timekeeperDays.map(({ date, lines: of, hoursE4 }) => [date, of, hoursE4])).toEqual([
      ['2026-03-10', [0, 2, 3], 20_000],
      ['2026-03-10', [1], 40_000],
      ['2026-03-11', [4], 10_000],
    ]);
    expect(lines[5]).toMatchObject({ index: 5, isFee: false });
    expect(lines[6]?.dayNumber).toBeNull();
    expect(lines[0]?.reading.text).toBe(invoice.lines[0]?.narrative);
  });

  test('pairs near duplicates once per set of options', () => {
    const prepared = prepareInvoice(buildInvoice({ lines: [{}, {}] }), GIVEN);
    const options = { minimumSimilarityE4: 9_000, maximumDaysApart: 7 };
    const once = prepared.nearDuplicates(options);
    expect(prepared.nearDuplicates({ ...options })).toBe(once);
    expect(prepared.nearDuplicates({ ...options, maximumDaysApart: 1 })).not.toBe(once);
  });
});
