import type { Clock } from '../context.ts';
import type { Limiter } from './limiter.ts';

const MOST_KEYS = 50_000;

/**
 * Counts in this process, in fixed windows that begin with a key's first request. Own code rather than the
 * library's in-process limiter, which reads the machine's clock and keeps a timer for every key.
 */
export function memoryLimiter(clock: Clock): Limiter {
  const windows = new Map<string, { spent: number; readonly endsAt: number }>();
  return {
    async consume(budget, key, points = 1) {
      const now = clock.nowMs();
      const name = `${budget.name}:${key}`;
      let window = windows.get(name);
      if (window === undefined || window.endsAt <= now) {
        window = { spent: 0, endsAt: now + budget.seconds * 1_000 };
        windows.delete(name);
        windows.set(name, window);
        if (windows.size > MOST_KEYS) forgetEnded(now);
      }
      window.spent += points;
      const isAllowed = window.spent <= budget.points;
      return {
        isAllowed,
        remaining: Math.max(0, budget.points - window.spent),
        retryAfterSeconds: isAllowed ? 0 : Math.ceil((window.endsAt - now) / 1_000),
      };
    },
  };

  function forgetEnded(now: number): void {
    for (const [name, { endsAt }] of windows) if (endsAt <= now) windows.delete(name);
    for (const name of windows.keys()) {
      if (windows.size <= MOST_KEYS) break;
      windows.delete(name);
    }
  }
}
