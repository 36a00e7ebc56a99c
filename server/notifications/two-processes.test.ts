import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '../access/actor.ts';
import { refreshAccess } from '../access/scope-access.ts';
import { endSessions } from '../auth/sessions.ts';
import { redisBus } from '../bus/redis-bus.ts';
import type { ServerContext } from '../context.ts';
import { connectRedis, redisReady } from '../redis/connect-redis.ts';
import { withChanges } from '../sync/with-changes.ts';
import { redisServer, type TestRedis } from '../testing/redis-server.ts';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { HUB_TIMING } from './event-hub.ts';
import { LINE_LIMITS } from './event-line.ts';
import { eventRoutes } from './event-routes.ts';
import { type Listening, listenTo } from './listen.testing.ts';
import { type ListeningFirm, listeningFirm, type SignedInPerson } from './listening-firm.testing.ts';

describe('two API processes', () => {
  let redis: TestRedis;
  let here: ListeningFirm;
  let there: TestContext;
  let person: SignedInPerson;
  let scopeId: string;
  const closes: (() => void)[] = [];

  async function busOf(): Promise<ServerContext['bus']> {
    const address = { url: redis.url, password: null };
    const silent = { warn: () => {}, info: () => {} };
    const [publisher, subscriber] = [connectRedis(address, silent), connectRedis(address, silent)];
    await Promise.all([redisReady(publisher, 5_000), redisReady(subscriber, 5_000)]);
    closes.push(() => {
      publisher.disconnect();
      subscriber.disconnect();
    });
    return redisBus(publisher, subscriber);
  }

  beforeAll(async () => {
    redis = await redisServer();
    here = await listeningFirm({
      parts: { bus: await busOf() },
      // Between the polls of these tests and those of production only the time differs.
      routes: (app, context) =>
        eventRoutes(app, context, { timing: { ...HUB_TIMING, pollMs: 2_000 }, limits: LINE_LIMITS }),
    });
    there = await testContext({ sharing: here.server, parts: { bus: await busOf() } });
    person = await here.person();
    scopeId = await here.matter(person);
  });
  afterAll(async () => {
    await there.close();
    await here.close();
    for (const close of closes) close();
    await redis.close();
  });

  const ready = async () => {
    const listening = await listenTo(here.url, person.token);
    await listening.hears('ready');
    return listening;
  };
  /** Milliseconds until something written in the other process is heard here. */
  const delayOf = async (listening: Listening, count: number) => {
    const began = performance.now();
    await here.happen({ type: 'invoice.flagged', scopeId }, there.context);
    await listening.hears('invoice.flagged', count);
    return performance.now() - began;
  };

  it('wake each other: what one writes is told by the other at once', async () => {
    const listening = await ready();
    // The subscription may take a moment after the start; the poll would cover for it.
    await setTimeout(200);
    const delays = [];
    for (let count = 1; count <= 5; count += 1) delays.push(await delayOf(listening, count));
    expect(Math.min(...delays)).toBeLessThan(500);
    expect(Math.max(...delays)).toBeLessThan(1_900);
    listening.close();
  });

  it('end a stream of a session that ended in the other', async () => {
    const leaving = await here.signIn(person.actor);
    const listening = await listenTo(here.url, leaving.token);
    await listening.hears('ready');
    await withChanges(there.context, SYSTEM, (batch) =>
      endSessions(batch, { sessionId: leaving.actor.sessionId }, 'signed_out'),
    );
    expect(await listening.ended).toBe('end');
  });

  it('hear of each other without Redis too, a little later, and nothing is lost or told twice', async () => {
    const listening = await ready();
    await redis.kill();
    for (let count = 1; count <= 3; count += 1) await here.happen({ type: 'invoice.flagged', scopeId }, there.context);
    await listening.hears('invoice.flagged', 3);
    await redis.start();
    await delayOf(listening, 4);
    const { rows } = await here.server.adminPool.query(
      "SELECT seq FROM events WHERE type = 'invoice.flagged' ORDER BY seq DESC LIMIT 4",
    );
    const ids = listening.heard.flatMap(({ type, id }) => (type === 'invoice.flagged' ? [Number(id)] : []));
    expect(ids).toEqual(rows.map(({ seq }) => seq).reverse());
    listening.close();
  });

  it('tell of a withdrawal of access whose message was lost with Redis', async () => {
    const walled = await here.person();
    const about = await here.matter(walled);
    const listening = await listenTo(here.url, walled.token);
    await listening.hears('ready');
    await redis.kill();
    const matterId = about.slice('matter:'.length);
    await here.firm.wall(walled.actor, matterId);
    await withChanges(there.context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [walled.actor.userId] }));
    await listening.hears('sync.poke');
    expect(JSON.parse(listening.heard.find(({ type }) => type === 'sync.poke')?.data ?? '').scopeIds).toEqual([
      `user:${walled.actor.userId}`,
    ]);
    await redis.start();
    listening.close();
  });

  it('end a stream of a session whose end was lost with Redis', async () => {
    const leaving = await here.signIn(person.actor);
    const listening = await listenTo(here.url, leaving.token);
    await listening.hears('ready');
    await redis.kill();
    // Nothing of it stands in the feed: only a look at every session finds it.
    await withChanges(there.context, SYSTEM, (batch) =>
      endSessions(batch, { sessionId: leaving.actor.sessionId }, 'signed_out'),
    );
    const late = setTimeout(8_000, 'still open', { ref: false });
    expect(await Promise.race([listening.ended, late])).toBe('end');
    await redis.start();
  });
});
