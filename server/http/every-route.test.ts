import type { RouteOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonActor, Role } from '../access/actor.ts';
import { type TestServer, testServer } from '../testing/test-server.ts';
import { allRoutes } from './all-routes.ts';
import type { RoutePolicy } from './policy.ts';

interface KnownRoute {
  readonly method: string;
  readonly url: string;
  readonly policy: RoutePolicy | undefined;
}

/**
 * Routes that answer without signing in: each one is here on purpose. A new public route fails this test until
 * somebody has thought about it.
 */
const PUBLIC: readonly string[] = [
  'GET /api/health',
  'GET /api/readiness',
  'GET /api/openapi.json',
  'POST /api/auth/login',
  'POST /api/auth/refresh',
  'POST /api/auth/setup',
  'GET /.well-known/security.txt',
];

/** Paths of which every route is for administrators alone. */
const ADMINISTRATORS_ONLY = /^\/api\/admin\//;

describe('every route', () => {
  const routes: KnownRoute[] = [];
  const known = new Map<string, PersonActor>();
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer({
      environment: { LAIT_LIMIT_INTERACTIVE: '100000' },
      authenticate: async ({ headers }) => known.get(String(headers.authorization)) ?? null,
      async routes(app, context) {
        app.addHook('onRoute', (route) => void routes.push(...knownRoutes(route)));
        await allRoutes(app, context);
      },
    });
    for (const role of ['reviewer', 'approver', 'administrator'] as const) known.set(role, actorOf(server, role));
  });
  afterAll(() => server.close());

  const request = ({ method, url }: KnownRoute, role: Role | null) =>
    server.app.inject({
      method: method as 'GET',
      // Ids that are well formed, so that nothing but the policy can refuse.
      url: url.replaceAll(/:\w+|\*/g, '019d4845-6280-739a-b9a4-062a1d7f9527'),
      headers: role === null ? { authorization: 'nobody' } : { authorization: role },
    });

  it('is known to this test', () => {
    expect(routes.length).toBeGreaterThan(15);
    expect(new Set(routes.map(({ method, url }) => `${method} ${url}`)).size).toBe(routes.length);
  });

  it('is either listed as public or refuses a caller without a token with 401', async () => {
    for (const route of routes) {
      const name = `${route.method} ${route.url}`;
      expect([name, route.policy?.kind === 'public']).toEqual([name, PUBLIC.includes(name)]);
      if (route.policy?.kind === 'public') continue;
      const { statusCode, body } = await request(route, null);
      expect([name, statusCode]).toEqual([name, 401]);
      expect(JSON.parse(body)).toMatchObject({ error: { code: 'UNAUTHENTICATED' } });
    }
  });

  it('for some roles refuses the others with 403', async () => {
    const ofRoles = routes.filter(({ policy }) => policy?.kind === 'roles');
    expect(ofRoles.length).toBeGreaterThan(10);
    for (const route of ofRoles) {
      for (const role of ['reviewer', 'approver', 'administrator'] as const) {
        if (route.policy?.kind === 'roles' && route.policy.roles.includes(role)) continue;
        const { statusCode, body } = await request(route, role);
        expect([route.method, route.url, role, statusCode]).toEqual([route.method, route.url, role, 403]);
        expect(JSON.parse(body)).toMatchObject({ error: { code: 'FORBIDDEN' } });
      }
    }
  });

  it('of the administration is for administrators alone', () => {
    const administration = routes.filter(({ url }) => ADMINISTRATORS_ONLY.test(url));
    expect(administration.length).toBeGreaterThan(10);
    for (const { method, url, policy } of administration)
      expect([method, url, policy]).toEqual([method, url, { kind: 'roles', roles: ['administrator'] }]);
  });

  it('that names no policy or no budget keeps the application from starting', async () => {
    for (const config of [{}, { policy: { kind: 'signed_in' } as const }, { budget: 'interactive' as const }]) {
      const building = testServer({
        sharing: server,
        routes: async (app) => {
          app.get('/api/forgotten', { config }, async () => 'open');
        },
      });
      await expect(building).rejects.toThrow('/api/forgotten states no policy or no budget');
    }
  });
});

function knownRoutes({ method, url, config }: RouteOptions): KnownRoute[] {
  return [method].flat().map((each) => ({ method: each, url, policy: config?.policy }));
}

function actorOf({ context }: TestServer, role: Role): PersonActor {
  return {
    kind: 'person',
    userId: context.newId(),
    role,
    displayName: role,
    sessionId: context.newId(),
    deviceId: null,
    ip: null,
    accessVersion: 1,
  };
}
