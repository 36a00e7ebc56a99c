import { describe, expect, test } from 'vitest';
import { buildExpense, buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { checkRule } from '../check-rule.testing.ts';
import type { AgreedDiscount, AgreedRate } from '../prepare/master-facts.ts';
import { rateAboveAgreed } from './r15-rate-above-agreed.ts';

const CARD: AgreedRate = {
  timekeeperId: 'TK1',
  classification: null,
  scope: 'client',
  rateE4: 3_250_000,
  currency: 'USD',
  from: '2026-01-01',
  to: null,
};
const check = (lines: readonly Partial<InvoiceLine>[], parameters = {}, agreedRates: readonly AgreedRate[] = [CARD]) =>
  checkRule(rateAboveAgreed, buildInvoice({ lines }), parameters, { agreedRates });
const cutsOf = (drafts: ReturnType<typeof check>) =>
  drafts.flatMap(({ proposed }) => (proposed?.kind === 'cut_rate' ? Object.values(proposed.cutE4ByLine) : []));

describe('R15', () => {
  test('proposes exactly the difference times the hours, once a person and rate', () => {
    // 350 instead of 325, on 1.5 h and 2.4 h: 37.50 and 60.
    const drafts = check([{ unitsE4: 15_000 }, { unitsE4: 24_000 }]);
    expect(drafts).toMatchObject([
      {
        lines: [0, 1],
        message: 'Okafor, Ada: 350.00 an hour on 2 entries; 325.00 is agreed with this client from 1 January 2026.',
        evidence: [{ field: 'LINE_ITEM_UNIT_COST' }],
        proposed: { kind: 'cut_rate' },
      },
    ]);
    expect(cutsOf(drafts)).toEqual([375_000, 600_000]);
  });

  test('is exact where hours and rates are not round', () => {
    // 7.3333 h at 412.55 is 3,025.352915; at 399.99 it is 2,933.246667: 92.106248 off.
    const agreed = [{ ...CARD, rateE4: 3_999_900 }];
    const drafts = check([{ unitsE4: 73_333, unitCostE4: 4_125_500 }], {}, agreed);
    expect(cutsOf(drafts)).toEqual([921_062]);
  });

  test('accepts the agreed rate, less, and a rounding above', () => {
    const at = (unitCostE4: number) => check([{ unitCostE4 }]).length;
    expect([at(3_250_000), at(3_000_000), at(3_250_100), at(3_250_101)]).toEqual([0, 0, 0, 1]);
    expect(check([{ unitCostE4: 3_250_001 }], { toleranceE4: 0 })).toHaveLength(1);
  });

  test('goes by the day of the work', () => {
    const cards = [
      { ...CARD, to: '2026-03-09' },
      { ...CARD, rateE4: 3_500_000, from: '2026-03-10' },
    ];
    expect(check([{ date: '2026-03-09' }, { date: '2026-03-10' }], {}, cards).map(({ lines }) => lines)).toEqual([[0]]);
  });

  test('names the class where the rate is a class’s', () => {
    const card = { ...CARD, timekeeperId: null, classification: 'Associate', scope: 'matter', from: null } as const;
    expect(check([{}], {}, [card])[0]?.message).toBe(
      'Okafor, Ada: 350.00 an hour on 1 entry; 325.00 is agreed for Associate on this matter.',
    );
  });

  test('leaves a line that an adjustment brings down to what is due, and no other', () => {
    const at = (adjustmentE4: number) => check([{ unitsE4: 20_000, adjustmentE4 }]).length;
    expect([at(-500_000), at(-499_950), at(-499_900), at(500_000)]).toEqual([0, 0, 1, 1]);
    const agreedDiscounts: readonly AgreedDiscount[] = [
      { scope: 'client', isForVendor: true, percentE4: 100_000, from: null, to: null },
    ];
    const invoice = buildInvoice({ lines: [{ unitsE4: 20_000, adjustmentE4: -700_000 }] });
    // 10 % off 350 is still above 10 % off 325.
    expect(checkRule(rateAboveAgreed, invoice, {}, { agreedRates: [CARD], agreedDiscounts })).toHaveLength(1);
  });

  test('says nothing where no rate is agreed, unless asked to', () => {
    const lines = [{}, { timekeeperId: 'TK9', timekeeperName: 'Reyes, Pat', unitCostE4: 9_000_000 }];
    expect(check(lines).map(({ lines: found }) => found)).toEqual([[0]]);
    expect(check(lines, { reportsMissing: true })[1]).toEqual({
      lines: [1],
      message: 'No rate is agreed for Reyes, Pat: 1 entry.',
      evidence: [{ field: 'LINE_ITEM_UNIT_COST' }],
      severity: 'warn',
    });
  });

  test('lets expenses, flat fees, free lines and lines of another matter pass', () => {
    const pass: readonly Partial<InvoiceLine>[] = [
      buildExpense({ timekeeperId: 'TK1', unitCostE4: 9_000_000 }),
      { classification: 'FLTFEE' },
      { totalE4: 0 },
      { unitCostE4: null },
      { headerDifferences: { CLIENT_ID: '1' } },
    ];
    expect(check(pass, { reportsMissing: false })).toEqual([]);
  });
});
