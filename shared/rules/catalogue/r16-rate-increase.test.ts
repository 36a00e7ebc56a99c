import { describe, expect, test } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { checkRule } from '../check-rule.testing.ts';
import type { AgreedRate, EarlierRate } from '../prepare/master-facts.ts';
import { rateIncrease } from './r16-rate-increase.ts';

const BEFORE: EarlierRate = {
  timekeeperId: 'TK1',
  timekeeperName: 'Okafor, Ada',
  invoiceNumber: '2026-0299',
  currency: 'USD',
  rateE4: 3_200_000,
  firstDate: '2026-02-02',
  lastDate: '2026-02-27',
};
const AGREED: AgreedRate = {
  timekeeperId: 'TK1',
  classification: null,
  scope: 'all',
  rateE4: 3_500_000,
  currency: null,
  from: '2026-03-01',
  to: null,
};
const check = (
  lines: readonly Partial<InvoiceLine>[],
  earlierRates: readonly EarlierRate[] = [BEFORE],
  parameters = {},
  agreedRates?: readonly AgreedRate[],
) => checkRule(rateIncrease, buildInvoice({ lines }), parameters, { earlierRates, agreedRates });

describe('R16', () => {
  test('finds a rise that no agreed rate covers and proposes the earlier rate', () => {
    const drafts = check([{ unitsE4: 20_000 }, { unitsE4: 5_000 }]);
    expect(drafts).toMatchObject([
      {
        lines: [0, 1],
        message:
          'Okafor, Ada: 350.00 an hour on 2 entries, 320.00 on invoice 2026-0299 until 27 February 2026; no agreed rate covers the rise.',
        evidence: [{ field: 'LINE_ITEM_UNIT_COST' }],
      },
    ]);
    const [draft] = drafts;
    expect(draft?.proposed?.kind === 'cut_rate' && Object.values(draft.proposed.cutE4ByLine)).toEqual([
      600_000, 150_000,
    ]);
  });

  test('is silent about the same rate, a lower one and a rounding', () => {
    const at = (unitCostE4: number) => check([{ unitCostE4 }]).length;
    expect([at(3_200_000), at(1_600_000), at(3_200_100), at(3_200_101)]).toEqual([0, 0, 0, 1]);
  });

  test('takes an agreed rate for the notice, as far as it goes', () => {
    expect(check([{}], [BEFORE], {}, [AGREED])).toEqual([]);
    const lower = check([{}], [BEFORE], {}, [{ ...AGREED, rateE4: 3_400_000 }]);
    expect(lower[0]?.message).toMatch(/Up to 340\.00 is allowed\.$/);
    expect(lower[0]?.proposed).toMatchObject({ kind: 'cut_rate' });
    expect(check([{}], [BEFORE], {}, [{ ...AGREED, from: '2026-03-11' }])).toHaveLength(1);
  });

  test('compares with the last invoice before, by its highest rate, and with nobody else’s', () => {
    const older = { ...BEFORE, rateE4: 3_500_000, firstDate: '2025-12-01', lastDate: '2025-12-30' };
    expect(check([{}], [older, BEFORE])).toHaveLength(1);
    expect(
      check(
        [{}],
        [
          { ...BEFORE, rateE4: 1_600_000 },
          { ...BEFORE, rateE4: 3_500_000 },
        ],
      ),
    ).toEqual([]);
    expect(check([{}], [{ ...BEFORE, timekeeperId: 'TK2' }])).toEqual([]);
    expect(check([{}], [{ ...BEFORE, currency: 'EUR' }])).toEqual([]);
    expect(check([{}], [{ ...BEFORE, lastDate: '2026-03-10' }])).toEqual([]);
  });

  test('lets a rate rise by a percentage once it has stood', () => {
    const given = { maximumIncreasePercentE4: 50_000, minimumDays: 365 };
    // 320 and 5 %: 336.
    const stood = { ...BEFORE, firstDate: '2025-03-10' };
    const early = { ...BEFORE, firstDate: '2025-03-11' };
    const at = (unitCostE4: number, before: EarlierRate) => check([{ unitCostE4 }], [before], given).length;
    expect([at(3_360_000, stood), at(3_360_101, stood)]).toEqual([0, 1]);
    expect(at(3_210_000, early)).toBe(1);
  });

  test('counts each full year, and from when the rate first stood without a break', () => {
    const given = { maximumIncreasePercentE4: 50_000, minimumDays: 0 };
    const first = { ...BEFORE, firstDate: '2024-03-01', lastDate: '2024-03-30', invoiceNumber: '1' };
    // Two years: 352.
    expect(check([{ unitCostE4: 3_520_000 }], [BEFORE, first], given)).toEqual([]);
    const between = { ...BEFORE, rateE4: 3_100_000, firstDate: '2025-01-02', lastDate: '2025-01-30' };
    expect(check([{ unitCostE4: 3_520_000 }], [BEFORE, between, first], given)).toHaveLength(1);
  });
});
