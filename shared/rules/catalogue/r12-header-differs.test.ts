import { describe, expect, test } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import { headerDiffers } from './r12-header-differs.ts';

describe('R12', () => {
  test('finds a client that differs on a line', () => {
    const invoice = buildInvoice({
      lines: [{}, { lineNumber: '6', headerDifferences: { CLIENT_ID: '500', LAW_FIRM_MATTER_ID: '500.900' } }],
    });
    expect(checkRule(headerDiffers, invoice)).toEqual([
      {
        lines: [1],
        message: 'CLIENT_ID is not the same on every line: "500" on line 6.',
        evidence: [{ field: 'CLIENT_ID' }],
      },
    ]);
  });

  test('several matters in one invoice are a finding only where the client wants one', () => {
    const invoice = buildInvoice({ lines: [{}, { headerDifferences: { LAW_FIRM_MATTER_ID: '2', MATTER_NAME: '' } }] });
    expect(checkRule(headerDiffers, invoice)).toEqual([]);
    expect(checkRule(headerDiffers, invoice, { allowsSeveralMatters: false })).toMatchObject([
      { evidence: [{ field: 'LAW_FIRM_MATTER_ID' }] },
      { evidence: [{ field: 'MATTER_NAME' }], message: expect.stringContaining('blank on line 2') },
    ]);
  });

  test('one field is one finding over all its lines, with the first few values', () => {
    const invoice = buildInvoice({
      lines: ['', 'a', 'b', 'a', 'c', 'd', 'e'].map((value) =>
        value === '' ? {} : { headerDifferences: { INVOICE_DESCRIPTION: value } },
      ),
    });
    expect(checkRule(headerDiffers, invoice)).toEqual([
      {
        lines: [1, 2, 3, 4, 5, 6],
        message:
          'INVOICE_DESCRIPTION is not the same on every line: "a" on lines 2 and 4, "b" on line 3, "c" on line 5, and 2 other values.',
        evidence: [{ field: 'INVOICE_DESCRIPTION' }],
      },
    ]);
  });

  test('totals that differ are left to R02 and R03', () => {
    const headerDifferences = { INVOICE_TOTAL: '1', INVOICE_TAX_TOTAL: '2', INVOICE_NET_TOTAL: '3' };
    expect(checkRule(headerDiffers, buildInvoice({ lines: [{}, { headerDifferences }] }))).toEqual([]);
  });
});
