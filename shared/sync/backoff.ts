const FIRST_MS = 1_000;
const LONGEST_MS = 300_000;

/**
 * How long to wait before the next attempt: exponential with full jitter, so that five hundred laptops do not come
 * back in step. To be measured on a monotonic clock.
 * @param failures attempts that failed in a row, from 1
 * @param random from 0 to below 1
 * @param retryAfterMs what the server asked for, if it did: never less than that
 */
export function backoffMs(failures: number, random: number, retryAfterMs: number | null = null): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20));
  return Math.max(Math.ceil(random * ceiling), retryAfterMs ?? 0);
}
