import { describe, expect, it } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import { weekendOrHoliday } from './r29-weekend-or-holiday.ts';

const on = (...dates: (string | null)[]) => buildInvoice({ lines: dates.map((date) => ({ date })) });

describe('R29 weekend or holiday', () => {
  it('reports a day once with its entries and hours, and proposes nothing', () => {
    expect(checkRule(weekendOrHoliday, on('2026-03-15', '2026-03-16', '2026-03-15'))).toEqual([
      {
        lines: [0, 2],
        message: '15 March 2026 was a Sunday: 2 entries, 2 h.',
        evidence: [{ field: 'LINE_ITEM_DATE' }],
      },
    ]);
  });

  it.each([
    ['2026-03-14', 'a Saturday'],
    ['2026-05-25', 'Memorial Day'],
    ['2026-07-03', 'Independence Day (observed)'],
    ['2026-11-26', 'Thanksgiving Day'],
  ])('knows %s as %s', (date, name) => {
    const [draft] = checkRule(weekendOrHoliday, on(date));
    expect(draft?.message).toContain(`was ${name}: 1 entry, 1 h.`);
  });

  it('lets weekdays, unknown dates and expenses pass', () => {
    const invoice = buildInvoice({
      lines: [{ date: '2026-03-13' }, { date: null }, { date: '2026-03-14', kind: 'E' }],
    });
    expect(checkRule(weekendOrHoliday, invoice)).toEqual([]);
  });

  it('can leave weekends and holidays out and take further days in', () => {
    const invoice = on('2026-03-14', '2026-05-25', '2026-03-12');
    const only = { includesWeekends: false, includesFederalHolidays: false, extraDates: [' 2026-03-12 '] };
    expect(checkRule(weekendOrHoliday, invoice, only)).toMatchObject([
      { lines: [2], message: '12 March 2026 was a day off: 1 entry, 1 h.' },
    ]);
    expect(checkRule(weekendOrHoliday, invoice, { includesWeekends: false })).toMatchObject([{ lines: [1] }]);
    expect(checkRule(weekendOrHoliday, invoice, { includesFederalHolidays: false })).toMatchObject([{ lines: [0] }]);
  });
});
