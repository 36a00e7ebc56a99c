import { expect, it } from 'vitest';
import { testServer } from '../testing/test-server.ts';
import { healthRoutes } from './health-routes.ts';

it('a part that is not required makes readiness degraded, never unready, and one turned off is no fault', async () => {
  const server = await testServer({
    authenticate: async () => null,
    routes: healthRoutes,
    parts: {
      probes: {
        redis: async () => {
          throw new Error('gone');
        },
        openai: async () => 'disabled',
      },
    },
  });
  const reply = await server.app.inject({ url: '/api/readiness' });
  expect([reply.statusCode, reply.json()]).toEqual([
    200,
    {
      status: 'degraded',
      parts: {
        database: { status: 'ok', isRequired: true },
        redis: { status: 'down', isRequired: false },
        openai: { status: 'disabled', isRequired: false },
      },
    },
  ]);
  await server.close();
});

it('a part that hangs is down after a while, and the others are asked meanwhile', async () => {
  const server = await testServer({
    authenticate: async () => null,
    routes: healthRoutes,
    parts: { probes: { legal: () => new Promise(() => {}), redis: async () => 'ok' } },
  });
  const { statusCode, ...reply } = await server.app.inject({ url: '/api/readiness' });
  expect([statusCode, reply.json().status, reply.json().parts.legal.status, reply.json().parts.redis.status]).toEqual([
    200,
    'degraded',
    'down',
    'ok',
  ]);
  await server.close();
});
