import { describe, expect, test } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import { lateInvoice } from './r11-late-invoice.ts';

// The billing period of `buildInvoice` ends on 31 March 2026.
const check = (receivedOn: string, parameters = {}, changes = {}) =>
  checkRule(lateInvoice, buildInvoice(changes), parameters, { receivedOn });

describe('R11', () => {
  test('finds an invoice received after the days allowed; the last day is fine', () => {
    expect(check('2026-05-30')).toEqual([]);
    expect(check('2026-05-31')).toEqual([
      {
        lines: [],
        message:
          'Received on 31 May 2026, 61 days after the billing period ended on 31 March 2026; 60 days are allowed.',
        evidence: [{ field: 'BILLING_END_DATE' }],
      },
    ]);
    expect(check('2026-05-30', { maximumDays: 30 })).toHaveLength(1);
  });

  test('finds an invoice received before its period has ended', () => {
    expect(check('2026-03-30')).toMatchObject([{ message: expect.stringContaining('before the end') }]);
    expect(check('2026-03-31')).toEqual([]);
  });

  test('finds a period that runs over the calendar unit the client asks for', () => {
    const acrossQuarter = { billingStart: '2026-03-15', billingEnd: '2026-04-14' };
    const over = (periodWithin: string, changes: object) => check('2026-04-20', { periodWithin }, changes).length;
    expect(over('any', acrossQuarter)).toBe(0);
    expect(over('month', acrossQuarter)).toBe(1);
    expect(over('quarter', acrossQuarter)).toBe(1);
    expect(over('year', acrossQuarter)).toBe(0);
    expect(over('quarter', { billingStart: '2026-01-01', billingEnd: '2026-03-31' })).toBe(0);
    expect(over('year', { billingStart: '2025-12-31', billingEnd: '2026-04-14' })).toBe(1);
    expect(over('month', {})).toBe(0);
  });
});
