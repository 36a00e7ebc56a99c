import { describe, expect, test } from 'vitest';
import { buildExpense, buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import { outsideBillingPeriod } from './r08-outside-billing-period.ts';

// The billing period of `buildInvoice` is March 2026.
const dated = (...dates: readonly (string | null)[]) => buildInvoice({ lines: dates.map((date) => ({ date })) });

describe('R08', () => {
  test('finds work before and after the period; its first and last day are inside', () => {
    const drafts = checkRule(outsideBillingPeriod, dated('2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01', null));
    expect(drafts.map(({ lines, message }) => [lines, message])).toEqual([
      [[0], '28 February 2026 is before the billing period starts on 1 March 2026.'],
      [[3], '1 April 2026 is after the billing period ends on 31 March 2026.'],
    ]);
  });

  test('lets pass the days of grace', () => {
    const invoice = dated('2026-02-26', '2026-02-27', '2026-04-02', '2026-04-03');
    expect(checkRule(outsideBillingPeriod, invoice, { graceDays: 2 }).map(({ lines }) => lines)).toEqual([[0], [3]]);
  });

  test('leaves expenses alone where the client says so', () => {
    const invoice = buildInvoice({ lines: [buildExpense({ date: '2026-01-05' })] });
    expect(checkRule(outsideBillingPeriod, invoice)).toHaveLength(1);
    expect(checkRule(outsideBillingPeriod, invoice, { feesOnly: true })).toEqual([]);
  });

  test('a period with one end only is checked at that end; a reversed one says nothing', () => {
    const open = { ...dated('2026-02-28', '2026-04-01'), billingStart: null };
    expect(checkRule(outsideBillingPeriod, open).map(({ lines }) => lines)).toEqual([[1]]);
    const reversed = { ...dated('2026-02-28'), billingStart: '2026-03-31', billingEnd: '2026-03-01' };
    expect(checkRule(outsideBillingPeriod, reversed)).toEqual([]);
  });

  test('a period that fits none of many lines is one remark about the period', () => {
    const invoice = dated(...Array.from({ length: 20 }, () => '2025-12-01'));
    expect(checkRule(outsideBillingPeriod, invoice)).toMatchObject([
      { lines: [], message: expect.stringMatching(/^20 of 20 lines/) },
    ]);
  });
});
