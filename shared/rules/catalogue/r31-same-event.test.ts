import { describe, expect, it } from 'vitest';
import { buildInvoice, buildLine } from '#shared/domain/build-invoice.testing.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { checkRule } from '../check-rule.testing.ts';
import { sameEvent } from './r31-same-event.ts';

const date = '2026-03-12';
const check = (here: Partial<InvoiceLine>, there: Partial<InvoiceLine>, parameters = {}, vendorId = '24-6437381') =>
  checkRule(sameEvent, buildInvoice({ lines: [{ date, unitsE4: 25_000, ...here }] }), parameters, {
    otherInvoices: [
      {
        invoiceId: 'other',
        vendorId,
        invoiceNumber: '2026-0299',
        invoiceDate: null,
        billingStart: null,
        billingEnd: null,
        totalE4: null,
        lines: [buildLine({ date, unitsE4: 25_000, lineNumber: '4', ...there })],
      },
    ],
  });
const hearing = { narrative: 'Attend status hearing in Smith' };
const otherHearing = { narrative: 'Attended hearing on Jones motion' };

describe('R31 one event billed to two clients', () => {
  it('reports the same appearance with the same hours on another invoice and proposes nothing', () => {
    expect(check(hearing, otherHearing)).toEqual([
      {
        lines: [0],
        message:
          'Okafor, Ada also billed a hearing on 12 March 2026 on invoice 2026-0299, line 4 with 2.5 h: one event is billed once.',
        evidence: [{ field: 'LINE_ITEM_DESCRIPTION' }],
      },
    ]);
  });

  it('reports the same trip', () => {
    expect(check({ narrative: 'Travel to Fresno' }, { narrative: 'Travelled to Fresno for hearing' })).toHaveLength(1);
  });

  it.each([
    { name: 'another day', here: hearing, there: { ...otherHearing, date: '2026-03-13' } },
    { name: 'another timekeeper', here: hearing, there: { ...otherHearing, timekeeperId: 'TK2' } },
    { name: 'other hours', here: hearing, there: { ...otherHearing, unitsE4: 10_000 } },
    { name: 'another kind of event', here: hearing, there: { narrative: 'Attend deposition of Lee' } },
    { name: 'preparation', here: hearing, there: { narrative: 'Prepare for hearing on Jones motion' } },
    { name: 'ordinary work', here: { narrative: 'Draft answer' }, there: { narrative: 'Draft answer' } },
  ])('lets $name pass', ({ here, there }) => {
    expect(check(here, there)).toEqual([]);
  });

  it("does not mix two vendors' people", () => {
    expect(check(hearing, otherHearing, {}, '99')).toEqual([]);
  });

  it('compares events without the hours when the guideline says so', () => {
    expect(check(hearing, { ...otherHearing, unitsE4: 10_000 }, { requiresSameHours: false })).toHaveLength(1);
  });

  it('does not run without other invoices', () => {
    expect(() => checkRule(sameEvent, buildInvoice())).toThrow('no other invoices');
  });
});
