import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

describe('waiting before the next attempt', () => {
  it('grows to five minutes, is spread over the whole span, and never undercuts what the server asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.option(fc.nat(1_000_000)),
        (failures, random, retryAfterMs) => {
          const wait = backoffMs(failures, random, retryAfterMs);
          const ceiling = Math.min(300_000, 1000 * 2 ** (failures - 1));
          expect(wait).toBeGreaterThanOrEqual(retryAfterMs ?? 0);
          expect(wait).toBeLessThanOrEqual(Math.max(ceiling, retryAfterMs ?? 0));
          expect(Number.isSafeInteger(wait)).toBe(true);
        },
      ),
      { seed: 41, numRuns: 300 },
    );
    expect(backoffMs(5, 0.5)).toBe(8000);
    expect(backoffMs(5, 0)).toBe(0);
  });
});
