import { describe, expect, it } from 'vitest';
import { isLockedAtStart, lockSettings, pauseAfterMs } from './lock-rules.ts';
import { watchIdle } from './watch-idle.ts';

const MINUTE = 60_000;

function watching(afterMs: number | null) {
  const state = { nowMs: 0, idleSeconds: 0, locked: 0, touched: 0 };
  const look = watchIdle({
    limits: () => ({ afterMs, withScreen: false }),
    idleSeconds: () => state.idleSeconds,
    nowMs: () => state.nowMs,
    lock: () => {
      state.locked += 1;
    },
    touch: () => {
      state.touched += 1;
    },
  });
  return { state, look };
}

describe('nobody at the machine', () => {
  it('locks after the time that was set, and not before', () => {
    const { state, look } = watching(10 * MINUTE);
    state.idleSeconds = 599;
    look();
    expect(state.locked).toBe(0);
    state.idleSeconds = 600;
    look();
    expect(state.locked).toBe(1);
  });

  it('counts the time that the machine slept, though somebody has just woken it', () => {
    const { state, look } = watching(10 * MINUTE);
    look();
    state.nowMs += 11 * MINUTE;
    state.idleSeconds = 0;
    look();
    expect([state.locked, state.touched]).toEqual([1, 1]);
  });

  it('locks nothing where no time was set', () => {
    const { state, look } = watching(null);
    state.idleSeconds = 100_000;
    state.nowMs += 100_000_000;
    look();
    expect(state.locked).toBe(0);
  });
});

describe('how LAIT locks itself', () => {
  const wish = (afterMinutes: number | null, withScreen = false) => ({ lock: { afterMinutes, withScreen } });
  it('is the person\u2019s own choice where there is no policy', () => {
    const none = { lockAfterMinutes: null, lockWithScreen: false };
    expect(lockSettings(none, wish(null))).toMatchObject({ afterMinutes: null, withScreen: false });
    expect(lockSettings(none, wish(30, true))).toMatchObject({ afterMinutes: 30, withScreen: true });
  });

  it('is never laxer than the policy, and may be stricter', () => {
    const policy = { lockAfterMinutes: 15, lockWithScreen: true };
    expect([null, 60, 5].map((own) => lockSettings(policy, wish(own)).afterMinutes)).toEqual([15, 15, 5]);
    expect(lockSettings(policy, wish(null))).toEqual({
      afterMinutes: 15,
      withScreen: true,
      longestMinutes: 15,
      isScreenManaged: true,
    });
  });

  it('is remembered over a start, also where only the screen locks it', () => {
    const limits = { afterMs: null, withScreen: true };
    expect(isLockedAtStart({ isLocked: true, activeAtMs: 0 }, limits, 0)).toBe(true);
    expect(isLockedAtStart({ isLocked: false, activeAtMs: 0 }, limits, 1e12)).toBe(false);
  });

  it('makes guesses slower', () => {
    expect([0, 1, 2, 3, 4].map(pauseAfterMs)).toEqual([0, 1_000, 2_000, 4_000, 8_000]);
  });
});
