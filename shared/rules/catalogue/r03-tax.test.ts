import { describe, expect, test } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { Invoice } from '#shared/domain/invoice.ts';
import { checkRule } from '../check-rule.testing.ts';
import { buildProblem } from '../problem.testing.ts';
import { tax } from './r03-tax.ts';

// 2 h at 350 and 21 % of tax: 847 gross.
const TAXED = { unitsE4: 20_000, taxRateE10: 2_100_000_000, taxE4: 1_470_000, totalE4: 8_470_000 };

function taxedInvoice(changes: Parameters<typeof buildInvoice>[0] = {}): Invoice {
  const invoice = buildInvoice({ lines: [TAXED], ...changes });
  return { ...invoice, columns: { ...invoice.columns, hasTax: true } };
}

describe('R03', () => {
  test('finds line tax that does not follow its rate, and takes a cent for rounding', () => {
    const problem = (declaredE4: number) =>
      buildProblem('LINE_TAX_MISMATCH', { record: 1, declaredE4, computedE4: 1_470_000 });
    expect(checkRule(tax, taxedInvoice({ problems: [problem(1_480_000)] }))).toEqual([
      {
        lines: [0],
        message: 'The line says 148.00 of tax; a rate of 0.21 gives 147.00.',
        evidence: [{ field: 'LINE_ITEM_TAX_TOTAL' }],
      },
    ]);
    expect(checkRule(tax, taxedInvoice({ problems: [problem(1_470_100)] }))).toEqual([]);
    expect(checkRule(tax, taxedInvoice({ problems: [problem(1_480_000)] }), { toleranceE4: 10_000 })).toEqual([]);
  });

  test('finds tax and net totals that do not follow the lines', () => {
    const problems = [
      buildProblem('INVOICE_TAX_MISMATCH', { declaredE4: 1_825_200, computedE4: 1_855_200 }),
      buildProblem('INVOICE_NET_MISMATCH', { declaredE4: 17_811_600, computedE4: 16_844_500 }),
    ];
    expect(checkRule(tax, taxedInvoice({ problems }))).toEqual([
      {
        lines: [],
        message: 'The invoice says 182.52 of tax; its lines add up to 185.52.',
        evidence: [{ field: 'INVOICE_TAX_TOTAL' }],
      },
      {
        lines: [],
        message: 'The invoice says 1,781.16 net; its lines without tax add up to 1,684.45.',
        evidence: [{ field: 'INVOICE_NET_TOTAL' }],
      },
    ]);
  });

  test('finds lines that state another tax total than the first', () => {
    const invoice = taxedInvoice({ lines: [TAXED, { ...TAXED, headerDifferences: { INVOICE_TAX_TOTAL: '1' } }] });
    expect(checkRule(tax, invoice)).toMatchObject([{ lines: [1], evidence: [{ field: 'INVOICE_TAX_TOTAL' }] }]);
  });

  test('proposes to cut exactly the tax on a matter that is not taxable', () => {
    const invoice = taxedInvoice({ lines: [TAXED, { ...TAXED, taxE4: 0 }, { ...TAXED, taxE4: null }] });
    const drafts = checkRule(tax, invoice, {}, { matterProfile: { isTaxable: false } });
    expect(drafts).toMatchObject([
      { lines: [0], proposed: { kind: 'pool', cutE4ByLine: { [invoice.lines[0]?.id ?? '']: 1_470_000 } } },
    ]);
    expect(checkRule(tax, invoice, {}, { matterProfile: { isTaxable: true } })).toEqual([]);
  });

  test('finds a rate that is not the agreed one', () => {
    const drafts = checkRule(tax, taxedInvoice(), {}, { matterProfile: { taxRateE10: 2_000_000_000 } });
    expect(drafts).toMatchObject([{ lines: [0], message: 'The tax rate is 0.21; 0.2 is on file for this matter.' }]);
    expect(checkRule(tax, taxedInvoice(), {}, { matterProfile: { taxRateE10: 2_100_000_000 } })).toEqual([]);
  });
});
