import { describe, expect, it } from 'vitest';
import { buildExpense, buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import { noCharge } from './r59-no-charge.ts';

const check = (narrative: string, changes = {}, parameters = {}) =>
  checkRule(noCharge, buildInvoice({ lines: [{ narrative, ...changes }] }), parameters);

describe('R59 no charge', () => {
  it('proposes to cut a line that says it is free, and marks the words', () => {
    const invoice = buildInvoice({ lines: [{}, { narrative: 'Call with client - NO CHARGE' }] });
    const id = invoice.lines[1]?.id ?? '';
    expect(checkRule(noCharge, invoice)).toEqual([
      {
        lines: [1],
        message: 'The narrative says "NO CHARGE", the line bills 350.00.',
        evidence: [{ lineId: id, start: 19, end: 28 }],
        proposed: { kind: 'cut_line', cutE4ByLine: { [id]: 3_500_000 } },
      },
    ]);
  });

  it.each([
    'FREE OF CHARGE: revise engagement letter',
    'Revise engagement letter (no-charge)',
    'Revise engagement letter, not billed',
    'Revise engagement letter (courtesy)',
    'Revise engagement letter [as a courtesy]',
    'N/C Revise engagement letter - n/c',
    'Revise engagement letter - write off',
    'WRITTEN OFF. Revise engagement letter',
    'Courtesy discount',
  ])('reads "%s" as free', (narrative) => {
    expect(check(narrative)).toHaveLength(1);
  });

  it.each([
    'Deliver courtesy copy to chambers',
    'Agree to extension as a courtesy to opposing counsel',
    'Professional courtesy call with J. Ortiz',
    'Analyze write-off of receivables',
    'Research tax treatment of write off',
    'Review charges and no charging decision',
    'Confirm no charges were filed',
    'Free of charges lien search',
    'Review company compensation plan',
    'Draft billing guideline; review charge-back terms',
    '',
  ])('lets "%s" pass', (narrative) => {
    expect(check(narrative)).toEqual([]);
  });

  it('lets free lines at zero, credits and unknown totals pass', () => {
    expect(check('No charge', { totalE4: 0 })).toEqual([]);
    expect(check('Courtesy discount', { kind: 'IF', totalE4: -500_000 })).toEqual([]);
    expect(check('No charge', { totalE4: null })).toEqual([]);
  });

  it('reads expenses too', () => {
    const invoice = buildInvoice({ lines: [buildExpense({ narrative: 'Copies, free of charge' })] });
    expect(checkRule(noCharge, invoice)).toHaveLength(1);
  });

  it('asks for the reason of a zero only when the guideline does', () => {
    const zero = { totalE4: 0 };
    expect(check('Draft answer', zero)).toEqual([]);
    expect(check('Draft answer', zero, { flagsUnexplainedZero: true })).toMatchObject([
      { evidence: [{ field: 'LINE_ITEM_TOTAL' }] },
    ]);
    expect(check('Draft answer (no charge)', zero, { flagsUnexplainedZero: true })).toEqual([]);
    expect(check('Draft answer', { totalE4: 0, unitsE4: 0 }, { flagsUnexplainedZero: true })).toEqual([]);
  });
});
