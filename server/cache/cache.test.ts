import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectRedis, redisReady } from '../redis/connect-redis.ts';
import { redisServer, type TestRedis } from '../testing/redis-server.ts';
import type { Cache } from './cache.ts';
import { memoryCache } from './memory-cache.ts';
import { redisCache } from './redis-cache.ts';

interface Subject {
  readonly cache: Cache;
  /** Lets time pass: the clock is moved, or Redis is told that so much of a life is over. */
  pass(key: string, milliseconds: number): Promise<void>;
  close(): Promise<void>;
}

const SILENT = { warn: () => {}, info: () => {} };
let redis: TestRedis;
beforeAll(async () => {
  redis = await redisServer();
});
afterAll(() => redis.close());

async function inMemory(): Promise<Subject> {
  let nowMs = 0;
  return {
    cache: memoryCache({ nowMs: () => nowMs }),
    pass: async (_key, milliseconds) => {
      nowMs += milliseconds;
    },
    close: async () => {},
  };
}

async function inRedis(): Promise<Subject> {
  const connection = connectRedis({ url: redis.url, password: null }, SILENT);
  await redisReady(connection, 5_000);
  return {
    cache: redisCache(connection),
    async pass(key, milliseconds) {
      const left = await connection.pttl(`lait:cache:${key}`);
      if (left - milliseconds <= 0) await connection.del(`lait:cache:${key}`);
      else await connection.pexpire(`lait:cache:${key}`, left - milliseconds);
    },
    close: async () => connection.disconnect(),
  };
}

describe.each([
  { name: 'in this process', make: inMemory },
  { name: 'in Redis', make: inRedis },
])('the cache $name', ({ make }) => {
  it('keeps an answer for its five minutes and not longer', async () => {
    const { cache, pass, close } = await make();
    expect(await cache.get('dashboard')).toBeNull();
    await cache.set('dashboard', '{"waiting":3}', 300);
    await pass('dashboard', 290_000);
    expect(await cache.get('dashboard')).toBe('{"waiting":3}');
    await pass('dashboard', 10_000);
    expect(await cache.get('dashboard')).toBeNull();
    await close();
  });

  it('keeps nothing for no time at all', async () => {
    const { cache, close } = await make();
    await cache.set('none', 'x', 0);
    expect(await cache.get('none')).toBeNull();
    await close();
  });

  it('takes the latest answer, and forgets when told to', async () => {
    const { cache, close } = await make();
    await cache.set('list', 'one', 300);
    await cache.set('list', 'two', 300);
    expect(await cache.get('list')).toBe('two');
    await cache.delete('list');
    expect(await cache.get('list')).toBeNull();
    await close();
  });
});

describe('the cache in Redis', () => {
  it('misses while Redis is gone, throws nothing, and works again when it is back', async () => {
    const connection = connectRedis({ url: redis.url, password: null }, SILENT);
    await redisReady(connection, 5_000);
    const cache = redisCache(connection);
    await cache.set('kept', 'x', 300);
    await redis.kill();
    expect(await cache.get('kept')).toBeNull();
    await cache.set('kept', 'y', 300);
    await cache.delete('kept');
    await redis.start();
    await redisReady(connection, 10_000);
    await cache.set('kept', 'z', 300);
    expect(await cache.get('kept')).toBe('z');
    connection.disconnect();
  });
});
