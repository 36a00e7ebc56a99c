import { describe, expect, test } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import { buildProblem } from '../problem.testing.ts';
import { invoiceTotal } from './r02-invoice-total.ts';

const mismatch = (declaredE4: number, computedE4: number) =>
  buildProblem('INVOICE_TOTAL_MISMATCH', { field: 'INVOICE_TOTAL', declaredE4, computedE4 });

describe('R02', () => {
  test('finds a declared total that is not the sum of the lines', () => {
    expect(checkRule(invoiceTotal, buildInvoice({ problems: [mismatch(12_500_000, 25_000_000)] }))).toEqual([
      {
        lines: [],
        message: 'The invoice says 1,250.00; its lines add up to 2,500.00.',
        evidence: [{ field: 'INVOICE_TOTAL' }],
      },
    ]);
  });

  test('takes a difference up to the tolerance for rounding', () => {
    const invoice = buildInvoice({ problems: [mismatch(10_000, 10_500)] });
    expect(checkRule(invoiceTotal, invoice)).toHaveLength(1);
    expect(checkRule(invoiceTotal, invoice, { toleranceE4: 500 })).toEqual([]);
  });

  test('finds lines that state another total than the first', () => {
    const invoice = buildInvoice({
      lines: [{}, {}, { headerDifferences: { INVOICE_TOTAL: '99', CLIENT_ID: '7' } }],
      declaredTotalE4: 10_500_000,
    });
    expect(checkRule(invoiceTotal, invoice)).toEqual([
      {
        lines: [2],
        message: 'The invoice total is 1,050.00 on the first line, and "99" on line 3.',
        evidence: [{ field: 'INVOICE_TOTAL' }],
      },
    ]);
  });

  test('passes on that the lines cannot be summed', () => {
    const ofLine = buildProblem('SUM_TOO_LARGE', { record: 1 });
    const drafts = checkRule(invoiceTotal, buildInvoice({ problems: [ofLine, buildProblem('SUM_TOO_LARGE')] }));
    expect(drafts).toMatchObject([{ lines: [], message: 'The reader says so.' }]);
  });

  test('is silent about an invoice that adds up', () => {
    expect(checkRule(invoiceTotal, buildInvoice({ lines: [{}, {}] }))).toEqual([]);
  });
});
