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

it('says how old the last backup and the last proof of one are, where backups are made', async () => {
  const server = await testServer({
    authenticate: async () => null,
    routes: healthRoutes,
    environment: { LAIT_BACKUPS: 'on' },
  });
  const backups = async () => (await server.app.inject({ url: '/api/readiness' })).json().backups;
  expect(await backups()).toEqual({ backupAgeSeconds: null, drillAgeSeconds: null });
  const at = (secondsAgo: number) => new Date(server.clock.nowMs() - secondsAgo * 1_000);
  await server.admin
    .insertInto('operation_marks')
    .values([
      { name: 'backup', at: at(3_600), detail: '{}' },
      { name: 'drill', at: at(90), detail: '{}' },
    ])
    .execute();
  expect(await backups()).toEqual({ backupAgeSeconds: 3_600, drillAgeSeconds: 90 });
  await server.close();
});
