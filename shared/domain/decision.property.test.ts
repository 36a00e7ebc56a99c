import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutOf, type DecisionRequest, spreadPool } from './decision.ts';

const total = fc.oneof(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }));
const units = fc.option(fc.integer({ min: 0, max: 240_000 }), { nil: null });
const line = fc.record({
  totalE4: fc.option(fc.oneof(total, fc.integer({ min: -10_000_000, max: 0 })), { nil: null }),
  unitsE4: units,
  unitCostE4: units,
});
const request: fc.Arbitrary<DecisionRequest> = fc.oneof(
  fc.constant({ kind: 'accept' as const }),
  fc.constant({ kind: 'cut_line' as const }),
  fc.record({ kind: fc.constant('cut_hours' as const), hoursE4: fc.integer({ min: -10, max: 300_000 }) }),
  fc.record({ kind: fc.constant('cut_rate' as const), rateE4: fc.integer({ min: -10, max: 300_000 }) }),
  fc.record({ kind: fc.constant('cut_percent' as const), percentE4: fc.integer({ min: -10, max: 1_100_000 }) }),
  fc.record({
    kind: fc.constant('pool' as const),
    poolId: fc.constant('p'),
    cutE4: fc.integer({ min: -10, max: 10_000_000 }),
  }),
);

describe('what a decision takes off a line', () => {
  test('is never negative and never above the line', () => {
    fc.assert(
      fc.property(line, request, (of, asked) => {
        const answer = cutOf(of, asked);
        if (answer.kind === 'refused') {
          expect(answer.message).toMatch(/\.$/);
          return;
        }
        if (answer.cutE4 === null) expect(of.totalE4).toBeNull();
        else {
          expect(Number.isSafeInteger(answer.cutE4)).toBe(true);
          expect(answer.cutE4).toBeGreaterThanOrEqual(0);
          if (of.totalE4 !== null) expect(answer.cutE4).toBeLessThanOrEqual(Math.abs(of.totalE4));
        }
      }),
      { seed: 81, numRuns: 3000 },
    );
  });

  test('hours and rates take exactly their share of the total, rounded half away from zero', () => {
    fc.assert(
      fc.property(total, fc.integer({ min: 1, max: 240_000 }), fc.nat(), (totalE4, nowE4, pick) => {
        const remainsE4 = pick % nowE4;
        const exact = BigInt(totalE4) * BigInt(nowE4 - remainsE4);
        const expected = Number((exact * 2n + BigInt(nowE4)) / (BigInt(nowE4) * 2n));
        const of = { totalE4, unitsE4: nowE4, unitCostE4: nowE4 };
        expect(cutOf(of, { kind: 'cut_hours', hoursE4: remainsE4 })).toEqual({ kind: 'cut', cutE4: expected });
        expect(cutOf(of, { kind: 'cut_rate', rateE4: remainsE4 })).toEqual({ kind: 'cut', cutE4: expected });
      }),
      { seed: 82, numRuns: 1000 },
    );
  });

  test('a larger percentage never cuts less, and a hundred percent cuts the line', () => {
    fc.assert(
      fc.property(
        total,
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (totalE4, a, b) => {
          const of = { totalE4, unitsE4: null, unitCostE4: null };
          const cut = (percentE4: number) => cutOf(of, { kind: 'cut_percent', percentE4 });
          const [small, large] = [cut(Math.min(a, b)), cut(Math.max(a, b))];
          if (small.kind === 'cut' && large.kind === 'cut') expect(small.cutE4).toBeLessThanOrEqual(large.cutE4 ?? 0);
          expect(cut(1_000_000)).toEqual({ kind: 'cut', cutE4: totalE4 });
        },
      ),
      { seed: 83, numRuns: 500 },
    );
  });

  test.each<[string, DecisionRequest]>([
    ['a line', { kind: 'cut_line' }],
    ['a percentage', { kind: 'cut_percent', percentE4: 100_000 }],
  ])('a credit or a line of zero has nothing to cut: %s', (_name, asked) => {
    for (const totalE4 of [0, -5]) {
      expect(cutOf({ totalE4, unitsE4: 10_000, unitCostE4: 1 }, asked).kind).toBe('refused');
    }
    expect(cutOf({ totalE4: -5, unitsE4: null, unitCostE4: null }, { kind: 'accept' })).toEqual({
      kind: 'cut',
      cutE4: 0,
    });
  });

  test('where the total is unknown the cut is unknown too, not zero', () => {
    expect(cutOf({ totalE4: null, unitsE4: 20_000, unitCostE4: null }, { kind: 'cut_hours', hoursE4: 10_000 })).toEqual(
      {
        kind: 'cut',
        cutE4: null,
      },
    );
  });

  test('what remains must be less than what was billed, and be stated at all', () => {
    const of = { totalE4: 7_000_000, unitsE4: 20_000, unitCostE4: null };
    expect(cutOf(of, { kind: 'cut_hours', hoursE4: 20_000 }).kind).toBe('refused');
    expect(cutOf(of, { kind: 'cut_hours', hoursE4: -1 }).kind).toBe('refused');
    expect(cutOf(of, { kind: 'cut_rate', rateE4: 1 }).kind).toBe('refused');
    expect(cutOf(of, { kind: 'cut_hours', hoursE4: 15_000 })).toEqual({ kind: 'cut', cutE4: 1_750_000 });
  });
});

describe('a pool', () => {
  test('is spread exactly, no share above its line or below zero, none more than a ten-thousandth off its proportion', () => {
    fc.assert(
      fc.property(
        fc.array(total, { minLength: 1, maxLength: 12 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (totals, share) => {
          const sum = totals.reduce((all, each) => all + BigInt(each), 0n);
          const wanted = (sum * BigInt(Math.floor(share * 1_000_000))) / 1_000_000n;
          const pool = Number(
            wanted < 1n ? 1n : wanted > BigInt(Number.MAX_SAFE_INTEGER) ? BigInt(Number.MAX_SAFE_INTEGER) : wanted,
          );
          const spread = spreadPool(totals, pool);
          if (spread.kind === 'refused') throw new Error(spread.message);
          expect(spread.cutsE4.reduce((all, each) => all + BigInt(each), 0n)).toBe(BigInt(pool));
          spread.cutsE4.forEach((cutE4, index) => {
            const each = BigInt(totals[index] ?? 0);
            expect(cutE4).toBeGreaterThanOrEqual(0);
            expect(BigInt(cutE4) <= each).toBe(true);
            const floor = (each * BigInt(pool)) / sum;
            expect(BigInt(cutE4) - floor === 0n || BigInt(cutE4) - floor === 1n).toBe(true);
          });
        },
      ),
      { seed: 84, numRuns: 1000 },
    );
  });

  test('odd ten-thousandths go to the largest remainders, earlier lines first', () => {
    expect(spreadPool([10, 10, 10], 10)).toEqual({ kind: 'shares', cutsE4: [4, 3, 3] });
    expect(spreadPool([10, 20, 20], 4)).toEqual({ kind: 'shares', cutsE4: [1, 2, 1] });
  });

  test('is refused when it is larger than its lines, nothing, or its lines unknown or credits', () => {
    expect(spreadPool([5, 5], 11).kind).toBe('refused');
    expect(spreadPool([5, 5], 10)).toEqual({ kind: 'shares', cutsE4: [5, 5] });
    expect(spreadPool([5, 5], 0).kind).toBe('refused');
    expect(spreadPool([5, null], 3).kind).toBe('refused');
    expect(spreadPool([5, -1], 3).kind).toBe('refused');
    expect(spreadPool([], 1).kind).toBe('refused');
  });
});
