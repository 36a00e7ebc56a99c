import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectRedis, redisReady } from '../../redis/connect-redis.ts';
import { redisServer, type TestRedis } from '../../testing/redis-server.ts';
import { memoryQuota } from './memory-quota.ts';
import type { Quota, QuotaWindow } from './quota.ts';
import { redisQuota } from './redis-quota.ts';

const WINDOWS: readonly QuotaWindow[] = [
  { seconds: 60, limit: 5 },
  { seconds: 3_600, limit: 12 },
  { seconds: 86_400, limit: 20 },
];
const MINUTE = 60_000;
const START = Date.parse('2026-04-01T09:00:00Z');
const SILENT = { warn: () => {}, info: () => {} };
let redis: TestRedis;
let accountNumber = 0;
let idNumber = 0;
beforeAll(async () => {
  redis = await redisServer();
});
afterAll(() => redis.close());

interface Subject {
  readonly quota: Quota;
  close(): void;
}

async function inRedis(account = `account${++accountNumber}`): Promise<Subject> {
  const connection = connectRedis({ url: redis.url, password: null }, SILENT);
  await redisReady(connection, 5_000);
  const options = { account, windows: WINDOWS, newId: () => `id${++idNumber}`, insurance: memoryQuota(WINDOWS) };
  return { quota: redisQuota(connection, options), close: () => connection.disconnect() };
}

async function inMemory(): Promise<Subject> {
  return { quota: memoryQuota(WINDOWS), close: () => {} };
}

describe.each([
  { name: 'in this process', make: inMemory },
  { name: 'in Redis', make: () => inRedis() },
])('the quota of an account $name', ({ make }) => {
  it('lets out what the shortest window holds, then says to the moment when the next may leave', async () => {
    const { quota, close } = await make();
    for (let second = 0; second < 5; second += 1) {
      expect(await quota.reserve(START + second * 1_000)).toEqual({ isAllowed: true });
    }
    expect(await quota.reserve(START + 5_000)).toEqual({ isAllowed: false, retryAtMs: START + MINUTE });
    expect(await quota.reserve(START + MINUTE - 1)).toMatchObject({ isAllowed: false });
    expect(await quota.reserve(START + MINUTE)).toEqual({ isAllowed: true });
    // The second of the first five leaves the window a second later, not at the turn of a minute.
    expect(await quota.reserve(START + MINUTE)).toEqual({ isAllowed: false, retryAtMs: START + MINUTE + 1_000 });
    close();
  });

  it('holds all three windows at once: the hour, then the day', async () => {
    const { quota, close } = await make();
    let leftCount = 0;
    let now = START;
    for (let attempt = 0; attempt < 12; attempt += 1) {
      if ((await quota.reserve(now)).isAllowed) leftCount += 1;
      now += 15_000;
    }
    expect(leftCount).toBe(12);
    expect(await quota.reserve(now)).toEqual({ isAllowed: false, retryAtMs: START + 3_600_000 });
    now = START + 3_600_000 + 5 * MINUTE;
    for (let attempt = 0; attempt < 8; attempt += 1) {
      expect((await quota.reserve(now)).isAllowed).toBe(true);
      now += 15_000;
    }
    expect(await quota.reserve(now)).toEqual({ isAllowed: false, retryAtMs: START + 86_400_000 });
    expect(await quota.state(now)).toEqual({
      windows: [
        { seconds: 60, limit: 5, used: 4 - 1 },
        { seconds: 3_600, limit: 12, used: 8 },
        { seconds: 86_400, limit: 20, used: 20 },
      ],
      nextAtMs: START + 86_400_000,
    });
    close();
  });

  it('gives no place twice to many who ask at once, and a refusal takes none', async () => {
    const { quota, close } = await make();
    const answers = await Promise.all(Array.from({ length: 12 }, () => quota.reserve(START)));
    expect(answers.filter(({ isAllowed }) => isAllowed)).toHaveLength(5);
    expect((await quota.state(START)).windows.map(({ used }) => used)).toEqual([5, 5, 5]);
    close();
  });

  it('takes several places together or none, and never more than a window holds', async () => {
    const { quota, close } = await make();
    expect(await quota.reserve(START, 3)).toEqual({ isAllowed: true });
    expect(await quota.reserve(START + 1_000, 3)).toEqual({ isAllowed: false, retryAtMs: START + MINUTE });
    expect(await quota.reserve(START + 1_000, 2)).toEqual({ isAllowed: true });
    expect((await quota.reserve(START + 2 * MINUTE, 6)).isAllowed).toBe(false);
    close();
  });

  it('is held until the source says, whatever is left, and an earlier moment does not shorten it', async () => {
    const { quota, close } = await make();
    await quota.holdUntil(START + 90_000);
    await quota.holdUntil(START + 30_000);
    expect(await quota.reserve(START)).toEqual({ isAllowed: false, retryAtMs: START + 90_000 });
    expect((await quota.state(START)).nextAtMs).toBe(START + 90_000);
    expect(await quota.reserve(START + 90_000)).toEqual({ isAllowed: true });
    close();
  });
});

describe('the quota in Redis', () => {
  it('is one for two processes', async () => {
    const [one, two] = [await inRedis('shared'), await inRedis('shared')];
    await one.quota.reserve(START, 4);
    expect((await two.quota.reserve(START)).isAllowed).toBe(true);
    expect((await one.quota.reserve(START)).isAllowed).toBe(false);
    await two.quota.holdUntil(START + 5 * MINUTE);
    expect(await one.quota.reserve(START + 2 * MINUTE)).toMatchObject({ retryAtMs: START + 5 * MINUTE });
    one.close();
    two.close();
  });

  it('is counted in the process while Redis is gone: nothing leaves freely', async () => {
    const { quota, close } = await inRedis();
    await redis.kill();
    for (const isAllowed of [true, true, true, true, true, false]) {
      expect((await quota.reserve(START)).isAllowed).toBe(isAllowed);
    }
    expect((await quota.state(START)).windows[0]?.used).toBe(5);
    close();
    await redis.start();
  });
});
