import { Redis } from 'ioredis';
import type { Logger } from 'pino';

const ANSWER_MS = 1_000;
const LONGEST_WAIT_MS = 5_000;

export interface RedisAddress {
  readonly url: string;
  /** Null where the address holds it, or none is needed. */
  readonly password: string | null;
}

/**
 * A connection that never makes anybody wait: commands fail at once while there is none, and it is made again
 * by itself. What goes wrong is logged once per outage.
 */
export function connectRedis(address: RedisAddress, log: Pick<Logger, 'warn' | 'info'>): Redis {
  let isGone = false;
  const redis = new Redis(address.url, {
    ...(address.password === null ? {} : { password: address.password }),
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: ANSWER_MS,
    connectTimeout: LONGEST_WAIT_MS,
    retryStrategy: (attempt) => Math.min(attempt * 200, LONGEST_WAIT_MS),
  });
  redis.on('error', (error: Error) => {
    if (!isGone) log.warn({ error_name: error.name }, 'Redis cannot be reached; slower until it is back');
    isGone = true;
  });
  redis.on('ready', () => {
    if (isGone) log.info('Redis is back');
    isGone = false;
  });
  return redis;
}

/** Waits until the connection is made, or `milliseconds` at most: a server starts without Redis too. */
export function redisReady(redis: Redis, milliseconds: number): Promise<void> {
  if (redis.status === 'ready') return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      redis.off('ready', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    redis.on('ready', done);
  });
}
