import type { Clock } from '../context.ts';
import type { Cache } from './cache.ts';

const MOST_ENTRIES = 10_000;

/** This process's own cache: the oldest entries go when there are too many. */
export function memoryCache(clock: Clock): Cache {
  const entries = new Map<string, { readonly value: string; readonly expiresAt: number }>();
  return {
    async get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return null;
      if (entry.expiresAt > clock.nowMs()) return entry.value;
      entries.delete(key);
      return null;
    },
    async set(key, value, secondsToLive) {
      entries.delete(key);
      entries.set(key, { value, expiresAt: clock.nowMs() + secondsToLive * 1_000 });
      const oldest = entries.keys().next();
      if (entries.size > MOST_ENTRIES && oldest.done !== true) entries.delete(oldest.value);
    },
    async delete(key) {
      entries.delete(key);
    },
  };
}
