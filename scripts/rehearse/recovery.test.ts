import { describe, expect, it } from 'vitest';
import { recoveryOf } from './recovery.ts';

const destroyedAtMs = 1_000_000;
const of = (pointSeconds: number, timeSeconds: number) =>
  recoveryOf({
    newestRestoredMs: destroyedAtMs - pointSeconds * 1_000,
    destroyedAtMs,
    firstPushAtMs: destroyedAtMs + timeSeconds * 1_000,
  });

describe('what a loss costs', () => {
  it('is counted from the destruction, back and forward', () => {
    expect(of(15, 28)).toEqual({
      recoveryPointSeconds: 15,
      recoveryTimeSeconds: 28,
      isOnTarget: true,
      isWithinLimit: true,
    });
  });

  it('is off the target as soon as one of the two is, and within the limit as long as both are', () => {
    expect(of(61, 28)).toMatchObject({ isOnTarget: false, isWithinLimit: true });
    expect(of(15, 301)).toMatchObject({ isOnTarget: false, isWithinLimit: true });
    expect(of(15, 901)).toMatchObject({ isWithinLimit: false });
    expect(of(3_601, 28)).toMatchObject({ isWithinLimit: false });
  });

  it('is nothing where times do not follow each other', () => {
    expect(() => recoveryOf({ newestRestoredMs: 3, destroyedAtMs: 2, firstPushAtMs: 4 })).toThrow();
    expect(() => recoveryOf({ newestRestoredMs: 1, destroyedAtMs: 2, firstPushAtMs: 2 })).toThrow();
  });
});
