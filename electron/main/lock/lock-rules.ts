import type { LockSettings } from '#shared/api/shell.ts';
import type { Policy } from '../policy/policy.ts';
import type { UserSettings } from '../user-settings.ts';
import type { LockRecord } from './lock-record.ts';

/** When LAIT locks itself. */
export interface LockLimits {
  /** After so long without anybody at the machine; null: not for that. */
  readonly afterMs: number | null;
  /** When the screen is locked and when the machine goes to sleep. */
  readonly withScreen: boolean;
}

/** An administrator's word is the most that a person may have: they may be stricter with themselves. */
export function lockSettings(
  { lockAfterMinutes, lockWithScreen }: Pick<Policy, 'lockAfterMinutes' | 'lockWithScreen'>,
  { lock }: Pick<UserSettings, 'lock'>,
): Omit<LockSettings, 'asks'> {
  const own = lock.afterMinutes;
  const afterMinutes =
    lockAfterMinutes === null ? own : own === null ? lockAfterMinutes : Math.min(own, lockAfterMinutes);
  return {
    afterMinutes,
    withScreen: lockWithScreen || lock.withScreen,
    longestMinutes: lockAfterMinutes,
    isScreenManaged: lockWithScreen,
  };
}

export function limitsOf({ afterMinutes, withScreen }: Pick<LockSettings, 'afterMinutes' | 'withScreen'>): LockLimits {
  return { afterMs: afterMinutes === null ? null : afterMinutes * 60_000, withScreen };
}

export function isLockWanted({ afterMs, withScreen }: LockLimits): boolean {
  return afterMs !== null || withScreen;
}

/** The clock may be behind by so much without a reason to mistrust it. */
const CLOCK_SLACK_MS = 5 * 60_000;

/**
 * Whether LAIT comes up locked: it was when it ended, or nobody has been there for too long since. A clock that was set
 * back proves nothing.
 */
export function isLockedAtStart(
  { isLocked, activeAtMs }: Pick<LockRecord, 'isLocked' | 'activeAtMs'>,
  { afterMs }: LockLimits,
  nowMs: number,
): boolean {
  if (isLocked) return true;
  if (afterMs === null) return false;
  const away = nowMs - activeAtMs;
  return away >= afterMs || away < -CLOCK_SLACK_MS;
}

/** So many wrong passwords without the server, and only the server opens LAIT again. */
export const MOST_FAILURES = 5;

/** How long the next attempt without the server waits after so many wrong ones. */
export function pauseAfterMs(failures: number): number {
  return failures === 0 ? 0 : 1_000 * 2 ** (failures - 1);
}
