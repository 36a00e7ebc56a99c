import { describe, expect, test } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import type { OtherInvoice } from '../prepare/prepared-invoice.ts';
import { duplicateInvoice } from './r04-duplicate-invoice.ts';

const INVOICE = buildInvoice();

function other(changes: Partial<OtherInvoice> = {}): OtherInvoice {
  return {
    invoiceId: 'other',
    vendorId: '24-6437381',
    invoiceNumber: '2026-0399',
    invoiceDate: '2026-04-01',
    billingStart: null,
    billingEnd: null,
    totalE4: 5,
    lines: [],
    ...changes,
  };
}

const check = (others: readonly OtherInvoice[], parameters = {}) =>
  checkRule(duplicateInvoice, INVOICE, parameters, { otherInvoices: others });

describe('R04', () => {
  test('finds a number this vendor has used before, whatever its case and spaces', () => {
    expect(check([other({ invoiceNumber: ' 2026-0311', totalE4: 12_345_600 })])).toEqual([
      {
        lines: [],
        message: 'Invoice 2026-0311 of 1 April 2026 over 1,234.56 has been received from this vendor before.',
        evidence: [{ field: 'INVOICE_NUMBER' }],
      },
    ]);
  });

  test('lets another vendor use the same number', () => {
    expect(check([other({ invoiceNumber: '2026-0311', vendorId: '99' })])).toEqual([]);
    expect(check([other({ invoiceNumber: '2026-0311', vendorId: null })])).toEqual([]);
  });

  test('warns of the same total for the same period under another number', () => {
    const sameBill = { billingStart: '2026-03-01', billingEnd: '2026-03-31', totalE4: 3_500_000 };
    expect(check([other(sameBill)])).toMatchObject([{ severity: 'warn', evidence: [{ field: 'INVOICE_TOTAL' }] }]);
    expect(check([other(sameBill)], { comparesTotals: false })).toEqual([]);
    expect(check([other({ ...sameBill, totalE4: 3_500_001 })])).toEqual([]);
    expect(check([other({ ...sameBill, billingEnd: '2026-03-30' })])).toEqual([]);
    expect(check([other({ ...sameBill, billingEnd: null })])).toEqual([]);
  });

  test('does not take two invoices without a number for one', () => {
    const nameless = { ...INVOICE, invoiceNumber: null };
    const context = { otherInvoices: [other({ invoiceNumber: null })] };
    expect(checkRule(duplicateInvoice, nameless, {}, context)).toEqual([]);
  });
});
