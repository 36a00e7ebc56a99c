import type { Redis } from 'ioredis';
import type { Cache } from './cache.ts';

const PREFIX = 'lait:cache:';

/** A cache that several processes share. While Redis is gone every look-up misses, and nothing fails. */
export function redisCache(redis: Redis): Cache {
  return {
    get: (key) => redis.get(PREFIX + key).catch(() => null),
    async set(key, value, secondsToLive) {
      if (secondsToLive <= 0) return;
      await redis.set(PREFIX + key, value, 'PX', Math.ceil(secondsToLive * 1_000)).catch(() => null);
    },
    async delete(key) {
      await redis.del(PREFIX + key).catch(() => null);
    },
  };
}
