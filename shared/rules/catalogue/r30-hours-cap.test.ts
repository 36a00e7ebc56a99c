import { describe, expect, it } from 'vitest';
import { buildInvoice, buildLine } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import type { OtherInvoice } from '../prepare/prepared-invoice.ts';
import { hoursCap } from './r30-hours-cap.ts';

const other = (date: string, unitsE4: number): OtherInvoice => ({
  invoiceId: 'other',
  vendorId: '24-6437381',
  invoiceNumber: '2026-0299',
  invoiceDate: null,
  billingStart: null,
  billingEnd: null,
  totalE4: null,
  lines: [buildLine({ date, unitsE4 })],
});
const march = buildInvoice({
  lines: [
    { date: '2026-03-02', unitsE4: 90_000 },
    { date: '2026-03-31', unitsE4: 20_000 },
    { date: '2026-04-01', unitsE4: 90_000 },
    { date: '2026-03-03', unitsE4: 90_000, timekeeperId: 'TK2' },
  ],
});

describe('R30 hours cap', () => {
  it('adds one timekeeper up over a calendar month', () => {
    expect(checkRule(hoursCap, march, { maximumMonthHoursE4: 100_000 })).toEqual([
      {
        lines: [0, 1],
        message: '11 h in March 2026 for Okafor, Ada: more than the 10 h allowed.',
        evidence: [{ field: 'LINE_ITEM_NUMBER_OF_UNITS' }],
      },
    ]);
  });

  it('lets a month at the cap pass, and every month when there is none', () => {
    expect(checkRule(hoursCap, march, { maximumMonthHoursE4: 110_000 })).toEqual([]);
    expect(checkRule(hoursCap, march, { maximumMonthHoursE4: 0 })).toEqual([]);
    expect(checkRule(hoursCap, march)).toEqual([]);
  });

  it('counts what other invoices bill in the same month', () => {
    const context = { otherInvoices: [other('2026-03-20', 30_000)] };
    expect(checkRule(hoursCap, march, { maximumMonthHoursE4: 130_000 }, context)).toMatchObject([
      {
        lines: [0, 1],
        message: '14 h in March 2026 for Okafor, Ada (3 h of it on other invoices): more than the 13 h allowed.',
      },
    ]);
    const february = { otherInvoices: [other('2026-02-20', 30_000)] };
    expect(checkRule(hoursCap, march, { maximumMonthHoursE4: 130_000 }, february)).toEqual([]);
  });

  it('counts hours on other matters too, and does not say how many', () => {
    const context = {
      otherMatterDays: [
        { timekeeperKey: 'id:tk1', date: '2026-03-20', hoursE4: 20_000, invoiceCount: 2 },
        { timekeeperKey: 'id:tk1', date: '2026-03-21', hoursE4: 10_000, invoiceCount: 1 },
        { timekeeperKey: 'id:tk1', date: '2026-02-21', hoursE4: 10_000, invoiceCount: 1 },
        { timekeeperKey: 'id:tk9', date: '2026-03-21', hoursE4: 10_000, invoiceCount: 1 },
      ],
    };
    const [draft] = checkRule(hoursCap, march, { maximumMonthHoursE4: 130_000 }, context);
    expect(draft?.message).toBe(
      '11 h in March 2026 for Okafor, Ada, and together with bills of other matters more than the 13 h allowed.',
    );
  });

  it('has a yearly cap of its own', () => {
    expect(checkRule(hoursCap, march, { maximumYearHoursE4: 190_000 })).toMatchObject([
      { lines: [0, 1, 2], message: '20 h in 2026 for Okafor, Ada: more than the 19 h allowed.' },
    ]);
  });
});
