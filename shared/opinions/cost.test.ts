import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costMicro, mostTokens } from './cost.ts';

const price = { inputMicro: 2_500_000, cachedInputMicro: 250_000, outputMicro: 10_000_000 };

describe('what a call costs', () => {
  it('is whole micro-dollars, cached tokens at their own price', () => {
    expect(costMicro({ inputTokens: 1_000, cachedTokens: 0, outputTokens: 0 }, price)).toBe(2_500);
    expect(costMicro({ inputTokens: 1_000, cachedTokens: 800, outputTokens: 50 }, price)).toBe(500 + 200 + 500);
  });

  it('is rounded up, never down, and never beyond what can be counted', () => {
    expect(costMicro({ inputTokens: 1, cachedTokens: 0, outputTokens: 0 }, { ...price, inputMicro: 1 })).toBe(1);
    expect(
      costMicro({ inputTokens: 2 ** 40, cachedTokens: 0, outputTokens: 2 ** 40 }, { ...price, outputMicro: 2 ** 50 }),
    ).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('is a safe whole number for any use, and a reservation is not below what its bytes can come to', () => {
    const count = fc.integer({ min: 0, max: 10_000_000 });
    fc.assert(
      fc.property(count, count, count, (inputTokens, cachedTokens, outputTokens) => {
        const cost = costMicro({ inputTokens, cachedTokens, outputTokens }, price);
        expect(Number.isSafeInteger(cost)).toBe(true);
        expect(cost).toBeLessThanOrEqual(costMicro({ inputTokens, cachedTokens: 0, outputTokens }, price));
      }),
    );
    expect(mostTokens(4_000)).toBeGreaterThan(2_000);
  });
});
