import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonActor, Role } from '../access/actor.ts';
import { type TestFirm, testFirm } from '../access/firm.testing.ts';
import { allRoutes } from '../http/all-routes.ts';
import type { RoutePolicy } from '../http/policy.ts';
import { countedCache, createMetrics } from '../ops/metrics.ts';
import { connectRedis, redisReady } from '../redis/connect-redis.ts';
import { redisServer, type TestRedis } from '../testing/redis-server.ts';
import { type TestServer, testServer } from '../testing/test-server.ts';
import type { Cache } from './cache.ts';
import { CACHED_ROUTES } from './cached-routes.ts';
import { memoryCache } from './memory-cache.ts';
import { redisCache } from './redis-cache.ts';

const SILENT = { warn: () => {}, info: () => {} };

interface Firm {
  readonly server: TestServer;
  readonly firm: TestFirm;
  readonly chief: PersonActor;
  /** What was put into the cache, by key. */
  readonly kept: Map<string, number>;
  readonly routes: { readonly method: string; readonly url: string; readonly policy: RoutePolicy | undefined }[];
  /** As somebody, whose account is looked up at each request as after a real sign-in. */
  call(actor: PersonActor, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, body?: object): Promise<Reply>;
  close(): Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly contentType: string;
  /** What stands in the body at this place; undefined where nothing does. */
  at(...path: readonly (string | number)[]): unknown;
}

async function firmWith(cache: (nowMs: () => number) => Cache): Promise<Firm> {
  let nowMs = () => 0;
  const kept = new Map<string, number>();
  const inner = cache(() => nowMs());
  const recorded: Cache = {
    ...inner,
    set(key, value, secondsToLive) {
      kept.set(key, secondsToLive);
      return inner.set(key, value, secondsToLive);
    },
  };
  const routes: { method: string; url: string; policy: RoutePolicy | undefined }[] = [];
  const server = await testServer({
    environment: { LAIT_LIMIT_INTERACTIVE: '100000' },
    parts: { cache: recorded },
    async authenticate({ headers }) {
      const row = await server.admin
        .selectFrom('users')
        .selectAll()
        .where('id', '=', String(headers.authorization))
        .executeTakeFirst();
      if (row === undefined) return null;
      const { id: userId, display_name: displayName, access_version: accessVersion } = row;
      const person = { userId, displayName, accessVersion, role: row.role as Role };
      return { kind: 'person', ...person, sessionId: server.context.newId(), deviceId: null, ip: null };
    },
    async routes(app, context) {
      app.addHook('onRoute', ({ method, url, config }) => {
        for (const each of [method].flat()) routes.push({ method: each, url, policy: config?.policy });
      });
      await allRoutes(app, context);
    },
  });
  nowMs = () => server.clock.nowMs();
  const firm = testFirm(server);
  return {
    server,
    firm,
    chief: await firm.user('administrator'),
    kept,
    routes,
    async call(actor, method, url, body) {
      const reply = await server.app.inject({
        method,
        url,
        headers: { authorization: actor.userId },
        ...(body === undefined ? {} : { payload: body }),
      });
      const contentType = String(reply.headers['content-type'] ?? '');
      const isJson = contentType.startsWith('application/json') && reply.body !== '';
      const answer: unknown = isJson ? reply.json() : null;
      return {
        status: reply.statusCode,
        text: reply.body,
        contentType,
        at: (...path) => path.reduce(memberOf, answer),
      };
    },
    close: () => server.close(),
  };
}

function memberOf(value: unknown, name: string | number): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

let redis: TestRedis;
beforeAll(async () => {
  redis = await redisServer();
});
afterAll(() => redis.close());

describe.each(['in this process', 'in Redis'])('a kept answer %s', (where) => {
  let stage: Firm;
  let connection: Redis | null = null;
  beforeAll(async () => {
    if (where === 'in Redis') {
      connection = connectRedis({ url: redis.url, password: null }, SILENT);
      await redisReady(connection, 5_000);
    }
    const live = connection;
    stage = await firmWith((nowMs) => (live === null ? memoryCache({ nowMs }) : redisCache(live)));
  });
  afterAll(async () => {
    connection?.disconnect();
    await stage.close();
  });

  /** A reader of one matter with one invoice that waits. */
  const reader = async () => {
    const { firm, chief, call } = stage;
    const ann = await firm.user();
    const matterId = await firm.matter();
    const invoice = await firm.invoice(matterId, ann);
    const grant = await call(chief, 'POST', '/api/admin/grants', { userId: ann.userId, matterId });
    expect(grant.status).toBe(201);
    return { ann, matterId, ...invoice, grantId: String(grant.at('id')) };
  };
  const checkedOf = async (actor: PersonActor, query = '') => {
    const reply = await stage.call(actor, 'GET', `/api/dashboard${query}`);
    expect(reply.status).toBe(200);
    return Number(reply.at('waiting', 'checked'));
  };
  const wait = async (milliseconds: number) => {
    stage.server.clock.advance(milliseconds);
    if (connection === null) return;
    // Redis lives by its own clock: it is told that so much of each life is over.
    for (const key of await connection.keys('*')) {
      const left = (await connection.pttl(key)) - milliseconds;
      if (left <= 0) await connection.del(key);
      else await connection.pexpire(key, left);
    }
  };

  it('is the very same for five minutes, says of when it is, and is reckoned anew after them', async () => {
    const { ann, matterId } = await reader();
    const { call, firm } = stage;
    const first = await call(ann, 'GET', '/api/dashboard');
    expect(first.contentType).toBe('application/json; charset=utf-8');
    await firm.invoice(matterId, ann);
    await wait(299_000);
    expect((await call(ann, 'GET', '/api/dashboard')).text).toBe(first.text);
    await wait(2_000);
    const later = await call(ann, 'GET', '/api/dashboard');
    expect(later.at('waiting', 'checked')).toBe(2);
    expect(Date.parse(String(later.at('asOf'))) - Date.parse(String(first.at('asOf')))).toBe(301_000);
    for (const seconds of stage.kept.values()) expect(seconds).toBe(300);
  });

  it('is bypassed and replaced when asked for a fresh one', async () => {
    const { ann, matterId } = await reader();
    expect(await checkedOf(ann)).toBe(1);
    await stage.firm.invoice(matterId, ann);
    expect(await checkedOf(ann)).toBe(1);
    expect(await checkedOf(ann, '?fresh=true')).toBe(2);
    expect(await checkedOf(ann)).toBe(2);
  });

  it('is void at once when a wall is raised or lowered, a grant given or withdrawn, a role changed', async () => {
    const { ann, matterId, grantId, invoiceId } = await reader();
    const { call, chief, firm, server } = stage;
    expect(await checkedOf(ann)).toBe(1);
    const wall = await call(chief, 'POST', '/api/admin/walls', { userId: ann.userId, matterId, reason: 'conflict' });
    const behind = await call(ann, 'GET', '/api/dashboard');
    expect([behind.at('waiting', 'checked'), behind.at('money', 'totals')]).toEqual([0, []]);
    expect((await call(chief, 'DELETE', `/api/admin/walls/${wall.at('id')}`)).status).toBe(200);
    expect(await checkedOf(ann)).toBe(1);
    expect((await call(chief, 'DELETE', `/api/admin/grants/${grantId}`)).status).toBe(200);
    expect(await checkedOf(ann)).toBe(0);
    expect((await call(chief, 'POST', '/api/admin/grants', { userId: ann.userId, matterId: null })).status).toBe(201);
    expect(await checkedOf(ann)).toBeGreaterThan(0);

    const ben = await firm.user();
    await server.admin
      .updateTable('invoices')
      .set({ state: 'in_review', submitted_by: ben.userId })
      .where('id', '=', invoiceId)
      .execute();
    const toApprove = async () => (await call(ann, 'GET', '/api/dashboard')).at('waiting', 'toApprove');
    expect(await toApprove()).toBe(0);
    expect((await call(chief, 'PATCH', `/api/admin/users/${ann.userId}`, { role: 'approver' })).status).toBe(204);
    expect(await toApprove()).toBe(1);
  });

  it('is void after what the person did themselves, not after what others did', async () => {
    const { ann, matterId, invoiceId } = await reader();
    const { call, chief, firm, server } = stage;
    const ben = await firm.user();
    expect((await call(chief, 'POST', '/api/admin/grants', { userId: ben.userId, matterId })).status).toBe(201);
    expect([await checkedOf(ann), await checkedOf(ben)]).toEqual([1, 1]);
    await firm.invoice(matterId, ann);
    const { id: generation } = await server.admin
      .selectFrom('server_generation')
      .select('id')
      .executeTakeFirstOrThrow();
    const comment = { commentId: server.context.newId(), invoiceId, lineId: null, text: 'Looked at.' };
    const pushed = await call(ben, 'POST', '/api/sync/push', {
      protocol: 1,
      schema: 1,
      deviceId: server.context.newId(),
      appVersion: '0.2.0',
      generation,
      mutations: [
        {
          clientSeq: 1,
          mutationId: server.context.newId(),
          name: 'addComment',
          argVersion: 1,
          args: comment,
          base: {},
          at: new Date(server.clock.nowMs()).toISOString(),
        },
      ],
    });
    expect(pushed.at('results', 0, 'outcome')).toBe('applied');
    expect([await checkedOf(ann), await checkedOf(ben)]).toEqual([1, 2]);
  });

  it('is kept for the routes on the list alone, whatever is asked for, and under a key of the person', async () => {
    const { ann, invoiceId, uploadId } = await reader();
    const { call, chief, kept, routes } = stage;
    kept.clear();
    const ids = [invoiceId, uploadId];
    for (const { method, url, policy } of routes) {
      if (method !== 'GET' || url.includes('events')) continue;
      for (const id of ids) {
        const path = url
          .replace(':name', 'standard')
          .replace(':version', '1')
          .replaceAll(/:\w+|\*/g, id);
        for (const actor of policy?.kind === 'roles' ? [chief] : [ann, chief]) await call(actor, 'GET', path);
      }
    }
    const found = [...kept.keys()].map((key) => key.split('|'));
    expect(new Set(found.map(([, route]) => route))).toEqual(new Set(CACHED_ROUTES));
    for (const [kind, , userId] of found) {
      expect(kind).toBe('answer');
      expect([ann.userId, chief.userId]).toContain(userId);
    }
    expect(CACHED_ROUTES.filter((route) => /invoice|sync|admin|notification|event/.test(route))).toEqual([]);
  });

  it('counts for the hit ratio; the mark of own writes does not', async () => {
    const metrics = createMetrics();
    const values = new Map<string, string>();
    const cache = countedCache(
      {
        get: async (key) => values.get(key) ?? null,
        set: async (key, value) => void values.set(key, value),
        delete: async (key) => void values.delete(key),
      },
      metrics,
    );
    await cache.get('answer|a');
    await cache.set('answer|a', 'x', 300);
    for (const key of ['answer|a', 'answer|a', 'own-writes|ann']) await cache.get(key);
    const text = await metrics.text();
    expect(text).toContain('lait_cache_hits_total 2\n');
    expect(text).toContain('lait_cache_misses_total 1\n');
  });

  if (where === 'in Redis') {
    it('is not there while Redis is gone: slower, never wrong, and there again afterwards', async () => {
      const { ann, matterId } = await reader();
      expect(await checkedOf(ann)).toBe(1);
      await redis.kill();
      await stage.firm.invoice(matterId, ann);
      expect(await checkedOf(ann)).toBe(2);
      await stage.firm.invoice(matterId, ann);
      expect(await checkedOf(ann)).toBe(3);
      await redis.start();
      if (connection !== null) await redisReady(connection, 10_000);
      expect(await checkedOf(ann)).toBe(3);
      await stage.firm.invoice(matterId, ann);
      expect(await checkedOf(ann)).toBe(3);
    });
  }
});
