import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { PersonActor } from '../access/actor.ts';
import { type TestServer, testServer } from '../testing/test-server.ts';
import { buildApp } from './app.ts';
import { HttpFailure } from './http-failure.ts';

const REVIEWER: PersonActor = {
  kind: 'person',
  userId: '01960000-0000-7000-8000-000000000001',
  role: 'reviewer',
  displayName: 'R. Eviewer',
  sessionId: '01960000-0000-7000-8000-000000000002',
  deviceId: null,
  ip: null,
  accessVersion: 1,
};
const ANYONE = { policy: { kind: 'public' }, budget: 'interactive' } as const;
const SIGNED_IN = { policy: { kind: 'signed_in' }, budget: 'interactive' } as const;
const ADMINISTRATORS = { policy: { kind: 'roles', roles: ['administrator'] }, budget: 'interactive' } as const;

describe('the application', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer({
      environment: { LAIT_LIMIT_INTERACTIVE: '10', LAIT_TRUSTED_PROXY_HOPS: '1' },
      authenticate: async ({ headers }) => (headers.authorization === 'Bearer good' ? REVIEWER : null),
      routes: async (app) => {
        app.post(
          '/api/echo',
          { config: ANYONE, schema: { body: z.strictObject({ count: z.int() }) } },
          async (request) => ({
            count: request.body.count,
          }),
        );
        app.get('/api/mine', { config: SIGNED_IN }, async (request) => ({ userId: request.actor?.userId }));
        app.get('/api/admin/thing', { config: ADMINISTRATORS }, async () => ({}));
        app.get('/api/broken', { config: ANYONE }, async () => {
          throw new Error('an error\nthe narrative of a client');
        });
        app.get('/api/full/:code', { config: ANYONE }, async (request) => {
          const { code } = request.params as { code: string };
          throw Object.assign(new Error('no space left on device'), { code });
        });
        app.get('/api/locked', { config: ANYONE }, async () => {
          throw new HttpFailure('LOCKED', 'Wait.', { retryAfterSeconds: 900 });
        });
      },
    });
  });
  afterAll(() => server.close());
  const from = (address: string) => ({ 'x-forwarded-for': address });

  it.each(['ENOSPC', '53100'])(
    'says of a full disk (%s) that it is to be tried again, not that it is broken',
    async (code) => {
      const reply = await server.app.inject({ url: `/api/full/${code}`, headers: from('10.0.9.1') });
      expect(reply.statusCode).toBe(503);
      expect(reply.headers['retry-after']).toBe('60');
      expect(reply.json()).toMatchObject({
        error: { code: 'UNAVAILABLE', message: expect.stringContaining('disk is full') },
      });
    },
  );

  it('refuses fields it does not know, in the envelope', async () => {
    const reply = await server.app.inject({
      method: 'POST',
      url: '/api/echo',
      payload: { count: 1, isAdministrator: true },
      headers: from('10.0.0.1'),
    });
    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject({ error: { code: 'BAD_REQUEST', request_id: expect.any(String) } });
  });

  it('answers an address it does not know, and a body it cannot read, in the envelope', async () => {
    const unknown = await server.app.inject({ url: '/api/nothing', headers: from('10.0.0.2') });
    expect([unknown.statusCode, unknown.json().error.code]).toEqual([404, 'NOT_FOUND']);
    const garbled = await server.app.inject({
      method: 'POST',
      url: '/api/echo',
      payload: '{',
      headers: { ...from('10.0.0.2'), 'content-type': 'application/json' },
    });
    expect([garbled.statusCode, garbled.json().error.code]).toEqual([400, 'BAD_REQUEST']);
    const wrongType = await server.app.inject({
      method: 'POST',
      url: '/api/echo',
      payload: '<a/>',
      headers: { ...from('10.0.0.2'), 'content-type': 'application/xml' },
    });
    expect(wrongType.statusCode).toBe(415);
    const large = await server.app.inject({
      method: 'POST',
      url: '/api/echo',
      payload: JSON.stringify({ count: 'x'.repeat(1_100_000) }),
      headers: { ...from('10.0.0.2'), 'content-type': 'application/json' },
    });
    expect([large.statusCode, large.json().error.code]).toEqual([413, 'TOO_LARGE']);
  });

  it('keeps what went wrong inside to itself, in the answer and in the log', async () => {
    const reply = await server.app.inject({ url: '/api/broken', headers: from('10.0.0.3') });
    expect(reply.statusCode).toBe(500);
    expect(reply.body + JSON.stringify(server.logged)).not.toContain('narrative of a client');
  });

  it('lets in by token and role, and nobody else', async () => {
    const headers = from('10.0.0.4');
    const good = { ...headers, authorization: 'Bearer good' };
    expect((await server.app.inject({ url: '/api/mine', headers })).statusCode).toBe(401);
    expect((await server.app.inject({ url: '/api/mine', headers: good })).json()).toEqual({ userId: REVIEWER.userId });
    expect((await server.app.inject({ url: '/api/admin/thing', headers: good })).statusCode).toBe(403);
  });

  it('says when to come back', async () => {
    const reply = await server.app.inject({ url: '/api/locked', headers: from('10.0.0.5') });
    expect([reply.statusCode, reply.headers['retry-after']]).toEqual([429, '900']);
  });

  it('stops an address that asks too often, by the clock, and no other', async () => {
    const ask = (address: string) => server.app.inject({ url: '/api/nothing', headers: from(address) });
    for (let count = 0; count < 10; count += 1) expect((await ask('10.0.0.6')).statusCode).toBe(404);
    const stopped = await ask('10.0.0.6');
    expect([stopped.statusCode, stopped.headers['retry-after']]).toEqual([429, '60']);
    expect((await ask('10.0.0.7')).statusCode).toBe(404);
    server.clock.advance(60_000);
    expect((await ask('10.0.0.6')).statusCode).toBe(404);
  });

  it('believes one proxy, not what the caller wrote before it', async () => {
    const ask = (written: string) => server.app.inject({ url: '/api/nothing', headers: from(`${written}, 10.0.0.8`) });
    for (let count = 0; count < 10; count += 1) await ask(`192.0.2.${count}`);
    expect((await ask('192.0.2.99')).statusCode).toBe(429);
  });

  it('does not start with a route that states no policy', async () => {
    const starting = buildApp({
      context: server.context,
      authenticate: async () => null,
      routes: async (app) => {
        app.get('/api/forgotten', async () => ({}));
      },
    });
    await expect(starting).rejects.toThrow('states no policy');
  });
});
