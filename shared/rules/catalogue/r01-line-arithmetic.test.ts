import { describe, expect, test } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import { buildProblem } from '../problem.testing.ts';
import { lineArithmetic } from './r01-line-arithmetic.ts';

const mismatch = (record: number, declaredE4: number, computedE4: number) =>
  buildProblem('LINE_TOTAL_MISMATCH', { record, field: 'LINE_ITEM_TOTAL', declaredE4, computedE4 });

describe('R01', () => {
  test('finds a line that bills more than its parts and proposes to cut the excess', () => {
    const invoice = buildInvoice({
      lines: [{}, { totalE4: 6_500_000 }],
      problems: [mismatch(2, 6_500_000, 6_300_000)],
    });
    expect(checkRule(lineArithmetic, invoice)).toEqual([
      {
        lines: [1],
        message: 'The line says 650.00; units, unit cost, adjustment and tax give 630.00.',
        evidence: [{ field: 'LINE_ITEM_TOTAL' }],
        proposed: { kind: 'pool', cutE4ByLine: { [invoice.lines[1]?.id ?? '']: 200_000 } },
      },
    ]);
  });

  test('proposes nothing when the line bills less than its parts', () => {
    const invoice = buildInvoice({ problems: [mismatch(1, 6_000_000, 6_300_000)] });
    expect(checkRule(lineArithmetic, invoice)).toMatchObject([{ lines: [0], proposed: { kind: 'none' } }]);
  });

  test('never proposes more than the line', () => {
    const invoice = buildInvoice({ lines: [{ totalE4: 100_000 }], problems: [mismatch(1, 100_000, -500_000)] });
    expect(checkRule(lineArithmetic, invoice)[0]?.proposed).toMatchObject({
      cutE4ByLine: { [invoice.lines[0]?.id ?? '']: 100_000 },
    });
  });

  test('takes a difference up to the tolerance for rounding', () => {
    const invoice = buildInvoice({ problems: [mismatch(1, 6_300_150, 6_300_000)] });
    expect(checkRule(lineArithmetic, invoice)).toHaveLength(1);
    expect(checkRule(lineArithmetic, invoice, { toleranceE4: 150 })).toEqual([]);
    expect(checkRule(lineArithmetic, invoice, { toleranceE4: 149 })).toHaveLength(1);
  });

  test('passes on a line sum that is too large, and leaves the invoice’s to R02', () => {
    const ofLine = buildProblem('SUM_TOO_LARGE', { record: 1, field: 'LINE_ITEM_TOTAL' });
    const ofInvoice = buildProblem('SUM_TOO_LARGE', { field: 'INVOICE_TOTAL' });
    const drafts = checkRule(lineArithmetic, buildInvoice({ problems: [ofLine, ofInvoice] }));
    expect(drafts.map(({ lines, message }) => [lines, message])).toEqual([[[0], 'The reader says so.']]);
  });

  test('is silent about lines that add up', () => {
    expect(checkRule(lineArithmetic, buildInvoice())).toEqual([]);
  });
});
