import { describe, expect, test } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import { futureDate } from './r09-future-date.ts';

// The invoice date of `buildInvoice` is 2 April 2026.
const dated = (...dates: readonly (string | null)[]) => buildInvoice({ lines: dates.map((date) => ({ date })) });

describe('R09', () => {
  test('finds lines dated after the invoice; the day of the invoice is fine', () => {
    expect(checkRule(futureDate, dated('2026-04-02', '2026-04-03', null))).toEqual([
      {
        lines: [1],
        message: '3 April 2026 is after the invoice date, 2 April 2026.',
        evidence: [{ field: 'LINE_ITEM_DATE' }],
      },
    ]);
  });

  test('finds lines dated after today, also where the invoice itself is, or has no date', () => {
    const late = { ...dated('2026-05-01'), invoiceDate: '2026-06-01' };
    expect(checkRule(futureDate, late)).toMatchObject([{ message: '1 May 2026 is after today, 15 April 2026.' }]);
    expect(checkRule(futureDate, { ...dated('2026-05-01'), invoiceDate: null })).toHaveLength(1);
    expect(checkRule(futureDate, { ...dated('2026-04-14'), invoiceDate: null })).toEqual([]);
  });

  test('lets pass the days of grace after the invoice, never after today', () => {
    const invoice = dated('2026-04-03', '2026-04-04');
    expect(checkRule(futureDate, invoice, { graceDays: 1 }).map(({ lines }) => lines)).toEqual([[1]]);
    expect(checkRule(futureDate, dated('2026-04-16'), { graceDays: 31 })).toHaveLength(1);
  });
});
