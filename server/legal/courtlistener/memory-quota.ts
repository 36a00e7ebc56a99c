import { longestMs, type Quota, type QuotaWindow } from './quota.ts';

/** Counts in this process: what one server alone needs, and what stands in while Redis is gone. */
export function memoryQuota(windows: readonly QuotaWindow[]): Quota {
  /** Moments of requests, oldest first. */
  let taken: number[] = [];
  let heldUntilMs = 0;

  function nextAt(nowMs: number, count: number): number | null {
    taken = taken.filter((at) => at > nowMs - longestMs(windows));
    let next = heldUntilMs;
    for (const { seconds, limit } of windows) {
      const within = taken.filter((at) => at > nowMs - seconds * 1_000);
      const surplus = within.length + count - limit;
      // So many of the oldest must leave the window first.
      const last = within[Math.min(surplus, within.length) - 1];
      if (surplus > 0) next = Math.max(next, (last ?? nowMs) + seconds * 1_000);
    }
    return next > nowMs ? next : null;
  }

  return {
    async reserve(nowMs, count = 1) {
      const retryAtMs = nextAt(nowMs, count);
      if (retryAtMs !== null) return { isAllowed: false, retryAtMs };
      taken.push(...Array.from({ length: count }, () => nowMs));
      return { isAllowed: true };
    },
    async holdUntil(untilMs) {
      heldUntilMs = Math.max(heldUntilMs, untilMs);
    },
    async state(nowMs) {
      const nextAtMs = nextAt(nowMs, 1);
      const used = windows.map((window) => ({
        ...window,
        used: taken.filter((at) => at > nowMs - window.seconds * 1_000).length,
      }));
      return { windows: used, nextAtMs };
    },
  };
}
