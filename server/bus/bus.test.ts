import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectRedis, redisReady } from '../redis/connect-redis.ts';
import { redisServer, type TestRedis } from '../testing/redis-server.ts';
import type { Bus } from './bus.ts';
import { memoryBus } from './memory-bus.ts';
import { redisBus } from './redis-bus.ts';

const SILENT = { warn: () => {}, info: () => {} };
let redis: TestRedis;
beforeAll(async () => {
  redis = await redisServer();
});
afterAll(() => redis.close());

interface Subject {
  readonly bus: Bus;
  close(): void;
}

async function inMemory(): Promise<Subject> {
  return { bus: memoryBus(), close: () => {} };
}

async function inRedis(): Promise<Subject> {
  const [publisher, subscriber] = [1, 2].map(() => connectRedis({ url: redis.url, password: null }, SILENT));
  if (publisher === undefined || subscriber === undefined) throw new Error('No connection was made.');
  await Promise.all([redisReady(publisher, 5_000), redisReady(subscriber, 5_000)]);
  return {
    bus: redisBus(publisher, subscriber),
    close: () => {
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}

/** Publishes until the listener has heard: a subscription takes effect a moment after it was asked for. */
async function heard(publish: () => Promise<void>, messages: readonly string[]): Promise<void> {
  await expect
    .poll(
      async () => {
        await publish();
        return messages.length;
      },
      { timeout: 10_000, interval: 20 },
    )
    .toBeGreaterThan(0);
}

describe.each([
  { name: 'in this process', make: inMemory },
  { name: 'through Redis', make: inRedis },
])('wake-ups $name', ({ make }) => {
  it('reach who listens on the channel, and nobody else', async () => {
    const { bus, close } = await make();
    const here: string[] = [];
    const elsewhere: string[] = [];
    bus.subscribe('scope:1', (message) => here.push(message));
    bus.subscribe('scope:2', (message) => elsewhere.push(message));
    await heard(() => bus.publish('scope:1', '41'), here);
    expect(new Set(here)).toEqual(new Set(['41']));
    expect(elsewhere).toEqual([]);
    close();
  });

  it('end for one listener when it says so, and go on for the others', async () => {
    const { bus, close } = await make();
    const first: string[] = [];
    const second: string[] = [];
    const end = bus.subscribe('scope:3', (message) => first.push(message));
    bus.subscribe('scope:3', (message) => second.push(message));
    end();
    end();
    await heard(() => bus.publish('scope:3', '1'), second);
    expect(first).toEqual([]);
    close();
  });

  it('never run a listener inside the one who publishes', async () => {
    const { bus, close } = await make();
    const order: string[] = [];
    bus.subscribe('scope:4', () => order.push('heard'));
    const publishing = bus.publish('scope:4', 'x');
    order.push('went on');
    await publishing;
    expect(order[0]).toBe('went on');
    close();
  });
});

describe('wake-ups through Redis', () => {
  it('reach another process', async () => {
    const [one, two] = await Promise.all([inRedis(), inRedis()]);
    const messages: string[] = [];
    two.bus.subscribe('scope:5', (message) => messages.push(message));
    await heard(() => one.bus.publish('scope:5', '7'), messages);
    one.close();
    two.close();
  });

  it('stay within the process while Redis is gone, and cross again when it is back', async () => {
    const [one, two] = await Promise.all([inRedis(), inRedis()]);
    const own: string[] = [];
    const others: string[] = [];
    one.bus.subscribe('scope:6', (message) => own.push(message));
    two.bus.subscribe('scope:6', (message) => others.push(message));
    await redis.kill();
    await heard(() => one.bus.publish('scope:6', 'alone'), own);
    expect(others).toEqual([]);
    await redis.start();
    await heard(() => one.bus.publish('scope:6', 'together'), others);
    one.close();
    two.close();
  });
});
