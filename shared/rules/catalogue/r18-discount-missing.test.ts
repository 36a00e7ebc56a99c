import { describe, expect, test } from 'vitest';
import { buildExpense, buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { checkRule } from '../check-rule.testing.ts';
import type { AgreedDiscount, AgreedRate } from '../prepare/master-facts.ts';
import { discountMissing } from './r18-discount-missing.ts';

const TEN: AgreedDiscount = { scope: 'client', isForVendor: true, percentE4: 100_000, from: '2026-01-01', to: null };
const check = (
  lines: readonly Partial<InvoiceLine>[],
  parameters = {},
  agreedDiscounts: readonly AgreedDiscount[] = [TEN],
  agreedRates?: readonly AgreedRate[],
) => checkRule(discountMissing, buildInvoice({ lines }), parameters, { agreedDiscounts, agreedRates });
const cutsOf = ([draft]: ReturnType<typeof check>) =>
  draft?.proposed === undefined || draft.proposed.kind === 'none' ? [] : Object.values(draft.proposed.cutE4ByLine);
const invoiceDiscount = (totalE4: number): Partial<InvoiceLine> => ({
  kind: 'IF',
  unitsE4: null,
  unitCostE4: null,
  adjustmentE4: totalE4,
  totalE4,
  timekeeperId: null,
});

describe('R18', () => {
  test('proposes the percentage off the fees where no discount was given at all', () => {
    const drafts = check([{ unitsE4: 20_000 }, buildExpense({ record: 2 }), { unitsE4: 5_000 }]);
    expect(drafts).toMatchObject([
      {
        lines: [0, 2],
        message: '10 % off fees is agreed and not given on 2 entries.',
        evidence: [{ field: 'LINE_ITEM_ADJUSTMENT_AMOUNT' }],
        proposed: { kind: 'cut_percent', percentE4: 100_000 },
      },
    ]);
    expect(cutsOf(drafts)).toEqual([700_000, 175_000]);
  });

  test('is silent where each line gives it, to the cent', () => {
    // 1.3 h at 347.77 is 452.101; 10 % is 45.2101, stated as 45.21.
    expect(check([{ unitsE4: 13_000, unitCostE4: 3_477_700, adjustmentE4: -452_100 }])).toEqual([]);
    expect(check([{ adjustmentE4: -350_000 }])).toEqual([]);
    expect(check([{ adjustmentE4: -349_800 }])).toHaveLength(1);
    expect(check([{ adjustmentE4: -349_800 }], { toleranceE4: 200 })).toEqual([]);
  });

  test('is silent where the invoice gives it as one adjustment of fees', () => {
    expect(check([{}, { unitsE4: 20_000 }, invoiceDiscount(-1_050_000)])).toEqual([]);
  });

  test('proposes exactly what is missing where part was given, spread in proportion', () => {
    // Due 35 and 70; 35 given on the first line, 20.01 on the invoice: 49.99 is missing on the second.
    const lines = [{ adjustmentE4: -350_000 }, { unitsE4: 20_000 }, invoiceDiscount(-200_100)];
    const drafts = check(lines);
    expect(drafts).toMatchObject([
      { lines: [1], message: '10 % off fees is agreed and not given on 1 entry; 49.99 of it is missing.' },
    ]);
    expect(drafts[0]?.proposed).toMatchObject({ kind: 'pool' });
    expect(cutsOf(drafts)).toEqual([499_900]);
    const three = check([{}, { unitsE4: 5_000 }, { unitsE4: 3_000 }, invoiceDiscount(-100_000)]);
    expect(cutsOf(three).reduce((sum, cutE4) => sum + cutE4, 0)).toBe(630_000 - 100_000);
  });

  test('counts work billed below the agreed rate as discounted', () => {
    const card: AgreedRate = {
      timekeeperId: 'TK1',
      classification: null,
      scope: 'client',
      rateE4: 3_500_000,
      currency: null,
      from: null,
      to: null,
    };
    const net = { unitCostE4: 3_150_000 };
    expect(check([net], {}, [TEN], [card])).toEqual([]);
    expect(check([net])).toHaveLength(1);
    // Half of it given in the rate: the other half is missing.
    expect(cutsOf(check([{ unitCostE4: 3_325_000 }], {}, [TEN], [card]))).toEqual([175_000]);
  });

  test('takes tax off with the fee it is on', () => {
    const taxed = { totalE4: 4_200_000, taxE4: 700_000, adjustmentE4: -150_000 };
    const drafts = check([{ ...taxed, totalE4: 4_020_000 }]);
    // 20 is missing of 335 net; the total of 402 shrinks in the same proportion: 24.
    expect(cutsOf(drafts)).toEqual([240_000]);
  });

  test('goes by the day of the work, and names each percentage', () => {
    const changed = [
      { ...TEN, to: '2026-03-09' },
      { ...TEN, percentE4: 125_000, from: '2026-03-10' },
    ];
    const drafts = check([{ date: '2026-03-09' }, { date: '2026-03-10' }, { date: '2025-12-31' }], {}, changed);
    expect(drafts).toMatchObject([{ lines: [0, 1], message: expect.stringContaining('10 % and 12.5 % off fees') }]);
    expect(cutsOf(drafts)).toEqual([350_000, 437_500]);
  });

  test('lets pass credits, free work, other matters and lines whose fee is not known', () => {
    const pass: readonly Partial<InvoiceLine>[] = [
      { totalE4: 0 },
      { totalE4: -350_000 },
      { unitsE4: null, totalE4: 3_500_000 },
      { unitCostE4: null, totalE4: 3_500_000 },
      { headerDifferences: { LAW_FIRM_MATTER_ID: '2' } },
    ];
    expect(check(pass)).toEqual([]);
  });
});
