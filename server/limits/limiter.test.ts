import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectRedis, redisReady } from '../redis/connect-redis.ts';
import { redisServer, type TestRedis } from '../testing/redis-server.ts';
import type { Limiter } from './limiter.ts';
import { memoryLimiter } from './memory-limiter.ts';
import { redisLimiter } from './redis-limiter.ts';

interface Subject {
  readonly limiter: Limiter;
  /** Lets a minute of this key's window pass. */
  passMinute(key: string): Promise<void>;
  close(): Promise<void>;
}

const BUDGET = { name: 'interactive', points: 3, seconds: 60 };
const SILENT = { warn: () => {}, info: () => {} };
let redis: TestRedis;
beforeAll(async () => {
  redis = await redisServer();
});
afterAll(() => redis.close());

async function inMemory(): Promise<Subject> {
  let nowMs = 0;
  return {
    limiter: memoryLimiter({ nowMs: () => nowMs }),
    passMinute: async () => {
      nowMs += 60_000;
    },
    close: async () => {},
  };
}

async function inRedis(): Promise<Subject> {
  const connection = connectRedis({ url: redis.url, password: null }, SILENT);
  await redisReady(connection, 5_000);
  return {
    limiter: redisLimiter(connection, memoryLimiter({ nowMs: () => 0 })),
    passMinute: async (key) => {
      // The window is Redis's own clock: its key must carry an end, and the end is brought about.
      const name = `lait:limit:interactive:${key}`;
      expect(await connection.pttl(name)).toBeGreaterThan(0);
      await connection.del(name);
    },
    close: async () => connection.disconnect(),
  };
}

describe.each([
  { name: 'in this process', make: inMemory },
  { name: 'in Redis', make: inRedis },
])('limits $name', ({ make }) => {
  it('allow the budget, then say how long to wait, then begin anew', async () => {
    const { limiter, passMinute, close } = await make();
    for (const remaining of [2, 1, 0]) {
      expect(await limiter.consume(BUDGET, 'user:1')).toEqual({ isAllowed: true, remaining, retryAfterSeconds: 0 });
    }
    const refused = await limiter.consume(BUDGET, 'user:1');
    expect(refused).toMatchObject({ isAllowed: false, remaining: 0 });
    expect(refused.retryAfterSeconds).toBeGreaterThan(50);
    expect(refused.retryAfterSeconds).toBeLessThanOrEqual(60);
    await passMinute('user:1');
    expect((await limiter.consume(BUDGET, 'user:1')).isAllowed).toBe(true);
    await close();
  });

  it('count each key and each budget apart', async () => {
    const { limiter, close } = await make();
    expect((await limiter.consume(BUDGET, 'user:2', 3)).isAllowed).toBe(true);
    expect((await limiter.consume(BUDGET, 'user:2')).isAllowed).toBe(false);
    expect((await limiter.consume(BUDGET, 'user:3')).isAllowed).toBe(true);
    expect((await limiter.consume({ ...BUDGET, name: 'sync' }, 'user:2')).isAllowed).toBe(true);
    await close();
  });

  it('count many at once, none of them for free', async () => {
    const { limiter, close } = await make();
    const answers = await Promise.all(Array.from({ length: 10 }, () => limiter.consume(BUDGET, 'user:4')));
    expect(answers.filter(({ isAllowed }) => isAllowed)).toHaveLength(3);
    await close();
  });
});

describe('limits in Redis', () => {
  it('are shared by two processes', async () => {
    const [one, two] = await Promise.all([inRedis(), inRedis()]);
    await one.limiter.consume(BUDGET, 'user:5', 3);
    expect((await two.limiter.consume(BUDGET, 'user:5')).isAllowed).toBe(false);
    await Promise.all([one.close(), two.close()]);
  });

  it('are counted in the process while Redis is gone: nobody gets in freely', async () => {
    const { limiter, close } = await inRedis();
    await redis.kill();
    for (const isAllowed of [true, true, true, false]) {
      expect((await limiter.consume(BUDGET, 'user:6')).isAllowed).toBe(isAllowed);
    }
    await close();
    await redis.start();
  });
});
