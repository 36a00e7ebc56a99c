import { describe, expect, it } from 'vitest';
import { buildExpense, buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { checkRule } from '../check-rule.testing.ts';
import { billingIncrement } from './r24-billing-increment.ts';

const hours = (...unitsE4: (number | null)[]) => buildInvoice({ lines: unitsE4.map((each) => ({ unitsE4: each })) });
const repeat = (count: number, unitsE4: number) => Array.from({ length: count }, () => unitsE4);

describe('R24 billing increment', () => {
  it.each([
    { unitsE4: 2_500, message: '0.25 h is not a multiple of 0.1 h.' },
    { unitsE4: 21_667, message: '2.1667 h is not a multiple of 0.1 h.' },
    { unitsE4: 500, message: '0.05 h is not a multiple of 0.1 h.' },
    { unitsE4: 700, message: '0.07 h is not a multiple of 0.1 h.' },
  ])('reports $unitsE4 ten-thousandths of an hour and proposes no cut', ({ unitsE4, message }) => {
    const drafts = checkRule(billingIncrement, hours(10_000, unitsE4));
    expect(drafts).toEqual([{ lines: [1], message, evidence: [{ field: 'LINE_ITEM_NUMBER_OF_UNITS' }] }]);
  });

  it('lets tenths, zero hours, credits, unknown hours and expenses pass', () => {
    const invoice = buildInvoice({
      lines: [
        ...[1_000, 3_000, 80_000, 0, -2_500, null].map((unitsE4) => ({ unitsE4 })),
        buildExpense({ unitsE4: 12_345, record: 7 }),
      ],
    });
    expect(checkRule(billingIncrement, invoice)).toEqual([]);
  });

  it('takes the increment, the tolerance and the smallest entry from the guideline', () => {
    const invoice = hours(2_500, 1_000, 21_667, ...repeat(6, 10_000));
    const lines = (parameters: Parameters<typeof checkRule<typeof billingIncrement.parameters>>[2]) =>
      checkRule(billingIncrement, invoice, parameters).map((draft) => draft.lines);
    expect(lines({ incrementE4: 2_500 })).toEqual([[1], [2]]);
    expect(lines({ toleranceE4: 333 })).toEqual([[0]]);
    expect(lines({ toleranceE4: 332 })).toEqual([[0], [2]]);
    expect(checkRule(billingIncrement, hours(1_000), { minimumEntryE4: 2_000 })).toMatchObject([
      { lines: [0], message: '0.1 h is below the smallest entry of 0.2 h.' },
    ]);
  });

  it('flags no line for hours that nobody wrote down, and says so once', () => {
    const drafts = checkRule(billingIncrement, hours(55_874, 10_000, 12_345, 2_500));
    expect(drafts).toEqual([
      {
        lines: [],
        message:
          '2 of 4 entries state computed hours, neither hundredths nor minutes; whether time was kept in steps of 0.1 h cannot be told from them.',
        evidence: [{ field: 'LINE_ITEM_NUMBER_OF_UNITS' }],
        severity: 'info',
      },
      { lines: [3], message: '0.25 h is not a multiple of 0.1 h.', evidence: [{ field: 'LINE_ITEM_NUMBER_OF_UNITS' }] },
    ]);
  });

  it('says once for the invoice that it was kept in another unit', () => {
    const quarters = checkRule(billingIncrement, hours(...repeat(12, 2_500), ...repeat(8, 10_000)));
    expect(quarters).toMatchObject([
      {
        lines: [],
        message: '12 of 20 entries are not multiples of 0.1 h (lines 1, 2, 3 and 9 more): they fit 0.25 h.',
      },
    ]);
    const minutes = checkRule(billingIncrement, hours(...repeat(10, 21_667), ...repeat(10, 167)));
    expect(minutes.map((draft) => draft.message)).toEqual([
      '20 of 20 entries are not multiples of 0.1 h (lines 1, 2, 3 and 17 more): they look like minutes.',
    ]);
    const neither = checkRule(billingIncrement, hours(...repeat(20, 700)));
    expect(neither.map((draft) => draft.message)).toEqual([
      '20 of 20 entries are not multiples of 0.1 h (lines 1, 2, 3 and 17 more).',
    ]);
  });

  it('says it once from half of three entries on, and line by line below', () => {
    const count = (...unitsE4: number[]) => checkRule(billingIncrement, hours(...unitsE4)).map(({ lines }) => lines);
    expect(count(2_500, 2_500, 10_000)).toEqual([[]]);
    expect(count(2_500, 2_500, 10_000, 10_000)).toEqual([[]]);
    expect(count(2_500, 2_500, 10_000, 10_000, 10_000)).toEqual([[0], [1]]);
    expect(count(2_500, 2_500)).toEqual([[0], [1]]);
    const never = checkRule(billingIncrement, hours(...repeat(30, 2_500)), { wholeInvoiceShareE4: 10_000 });
    expect(never).toHaveLength(30);
  });

  it('says nothing of computed hours that are fewer than a third, or on a bill of two entries', () => {
    expect(checkRule(billingIncrement, hours(55_874, 10_000, 10_000, 10_000))).toEqual([]);
    expect(checkRule(billingIncrement, hours(55_874, 12_345))).toEqual([]);
    expect(checkRule(billingIncrement, hours(55_874, 10_000, 10_000))).toHaveLength(1);
  });

  it('keeps too small entries beside their lines when the rest is said once', () => {
    const invoice = hours(...repeat(20, 2_500), 1_000);
    const drafts = checkRule(billingIncrement, invoice, { minimumEntryE4: 2_000 });
    expect(drafts.map((draft) => draft.lines)).toEqual([[], [20]]);
  });
});
