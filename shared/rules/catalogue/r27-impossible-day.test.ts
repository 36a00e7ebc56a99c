import { describe, expect, it } from 'vitest';
import { buildInvoice, buildLine } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import type { OtherInvoice } from '../prepare/prepared-invoice.ts';
import { impossibleDay } from './r27-impossible-day.ts';

const date = '2026-03-12';
const other = (changes: Partial<OtherInvoice> = {}): OtherInvoice => ({
  invoiceId: 'other',
  vendorId: '24-6437381',
  invoiceNumber: '2026-0299',
  invoiceDate: null,
  billingStart: null,
  billingEnd: null,
  totalE4: null,
  lines: [buildLine({ date, unitsE4: 180_000 })],
  ...changes,
});
const tenHours = buildInvoice({ lines: [{ date, unitsE4: 100_000 }] });

describe('R27 impossible day', () => {
  it('refuses more than 24 hours within one invoice', () => {
    const invoice = buildInvoice({
      lines: [
        { date, unitsE4: 200_000 },
        { date, unitsE4: 45_000 },
      ],
    });
    expect(checkRule(impossibleDay, invoice)).toEqual([
      {
        lines: [0, 1],
        message: '24.5 h on 12 March 2026 for Okafor, Ada: more than the 24 h a day can have.',
        evidence: [{ field: 'LINE_ITEM_NUMBER_OF_UNITS' }],
        severity: 'reject',
      },
    ]);
  });

  it('refuses more than 24 hours over several invoices and names the other one', () => {
    expect(checkRule(impossibleDay, tenHours, {}, { otherInvoices: [other()] })).toMatchObject([
      {
        lines: [0],
        message:
          '28 h on 12 March 2026 for Okafor, Ada (18 h of it on invoice 2026-0299): more than the 24 h a day can have.',
        severity: 'reject',
      },
    ]);
    const two = [
      other({ lines: [buildLine({ date, unitsE4: 90_000 })] }),
      other({ lines: [buildLine({ date, unitsE4: 90_000 })] }),
    ];
    const [draft] = checkRule(impossibleDay, tenHours, {}, { otherInvoices: two });
    expect(draft?.message).toContain('(18 h of it on 2 other invoices)');
  });

  it('counts hours on other matters, of which it names nothing, not even how many', () => {
    const onOtherMatters = (invoiceCount: number) => ({
      otherMatterDays: [{ timekeeperKey: 'id:tk1', date, hoursE4: 180_000, invoiceCount }],
    });
    const messageOf = (context: Parameters<typeof checkRule>[3]) =>
      checkRule(impossibleDay, tenHours, {}, context)[0]?.message;
    const message =
      '10 h on 12 March 2026 for Okafor, Ada, and together with bills of other matters more than the 24 h a day can have.';
    expect(messageOf(onOtherMatters(1))).toBe(message);
    expect(messageOf(onOtherMatters(3))).toBe(message);
    // Nor can they be reckoned from the hours of this matter's other bills.
    const both = { ...onOtherMatters(3), otherInvoices: [other({ lines: [buildLine({ date, unitsE4: 10_000 })] })] };
    expect(messageOf(both)).toBe(message);
  });

  it('only warns above the soft limit', () => {
    const invoice = buildInvoice({ lines: [{ date, unitsE4: 161_000 }] });
    expect(checkRule(impossibleDay, invoice)).toMatchObject([
      { message: '16.1 h on 12 March 2026 for Okafor, Ada: more than 16 h.', severity: 'warn' },
    ]);
    expect(checkRule(impossibleDay, invoice, { softHoursE4: 170_000 })).toEqual([]);
    expect(checkRule(impossibleDay, invoice, { impossibleHoursE4: 150_000 })).toMatchObject([{ severity: 'reject' }]);
  });

  it.each([
    { name: "another vendor's timekeeper of the same id", change: { vendorId: '99' } },
    { name: 'an earlier copy of the same bill', change: { invoiceNumber: '2026-0311' } },
    { name: 'another day', change: { lines: [buildLine({ date: '2026-03-13', unitsE4: 180_000 })] } },
    { name: 'another timekeeper', change: { lines: [buildLine({ date, unitsE4: 180_000, timekeeperId: 'TK2' })] } },
    { name: 'an expense', change: { lines: [buildLine({ date, unitsE4: 180_000, kind: 'E' as const })] } },
    { name: 'a line without hours', change: { lines: [buildLine({ date, unitsE4: null })] } },
  ])('does not count $name', ({ change }) => {
    expect(checkRule(impossibleDay, tenHours, {}, { otherInvoices: [other(change)] })).toEqual([]);
  });

  it('lets exactly 16 hours pass', () => {
    expect(checkRule(impossibleDay, buildInvoice({ lines: [{ date, unitsE4: 160_000 }] }))).toEqual([]);
  });
});
