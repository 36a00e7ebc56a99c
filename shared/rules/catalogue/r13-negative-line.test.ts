import { describe, expect, test } from 'vitest';
import { buildExpense, buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { InvoiceLine } from '#shared/domain/invoice.ts';
import { checkRule } from '../check-rule.testing.ts';
import { negativeLine } from './r13-negative-line.ts';

const check = (line: Partial<InvoiceLine>, parameters = {}) =>
  checkRule(negativeLine, buildInvoice({ lines: [line] }), parameters);

describe('R13', () => {
  test('finds a credit that no adjustment explains', () => {
    expect(check({ unitsE4: null, unitCostE4: null, totalE4: -1_000_000 })).toEqual([
      {
        lines: [0],
        message: 'A total of -100.00 that no adjustment explains.',
        evidence: [{ field: 'LINE_ITEM_TOTAL' }],
      },
    ]);
    expect(check({ totalE4: -1_000_000, adjustmentE4: 500_000 })).toHaveLength(1);
    expect(check({ totalE4: -1_000_000, adjustmentE4: -10_000 })).toHaveLength(1);
  });

  test('finds a credit hidden in negative units or a negative rate, adjustment or not', () => {
    expect(check({ unitsE4: -10_000 })).toMatchObject([{ evidence: [{ field: 'LINE_ITEM_NUMBER_OF_UNITS' }] }]);
    expect(check({ unitsE4: -10_000, adjustmentE4: -5 })).toHaveLength(1);
    expect(check(buildExpense({ unitCostE4: -250_000 }))).toMatchObject([
      { message: 'A unit cost of -25.00: a discount belongs in the adjustment.' },
    ]);
    expect(check({ ...buildExpense({ unitsE4: -20_000 }) })[0]?.message).toMatch(/^-2 units:/);
  });

  test('finds a zero that nothing explains', () => {
    expect(check({ unitsE4: 0 })).toMatchObject([{ message: expect.stringContaining('A total of zero') }]);
    expect(check({ unitsE4: 0 }, { reportsZero: false })).toEqual([]);
  });

  test('lets pass what an adjustment, the narrative or the kind of line explains', () => {
    expect(check({ adjustmentE4: -3_500_000 })).toEqual([]); // 1 h at 350, all of it taken off
    expect(check({ unitsE4: 0, adjustmentE4: -3_500_000 })).toEqual([]);
    expect(check({ unitsE4: 0, narrative: 'Review of file (no charge)' })).toEqual([]);
    expect(check({ kind: 'IF', totalE4: -1_000_000, unitsE4: null, unitCostE4: null })).toEqual([]);
    expect(check({ kind: 'IE', totalE4: 0 })).toEqual([]);
    expect(check({})).toEqual([]);
    expect(check({ totalE4: null })).toEqual([]);
  });
});
