import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectPool, kyselyOn } from '../db/connect.ts';
import { type EmbeddedServer, startEmbeddedPostgres } from '../db/embedded-postgres.ts';
import { freePort } from '../db/free-port.ts';
import { TEST_PASSWORD } from '../testing/test-cluster.ts';
import { type TestServer, testServer } from '../testing/test-server.ts';

describe('while PostgreSQL is gone', () => {
  let directory: string;
  let port: number;
  let postgres: EmbeddedServer;
  let server: TestServer;
  const start = () => startEmbeddedPostgres({ directory, password: TEST_PASSWORD, port, isDurable: false });

  beforeAll(async () => {
    // A server of its own: the run's must not go away.
    directory = mkdtempSync(join(tmpdir(), 'lait-outage-'));
    port = await freePort();
    postgres = await start();
    const pool = connectPool(postgres.url, { size: 2, applicationName: 'outage', onIdleError: () => {} });
    server = await testServer({
      parts: { pool, database: kyselyOn(pool) },
      authenticate: async () => null,
      routes: async (app, context) => {
        const { healthRoutes } = await import('./health-routes.ts');
        await healthRoutes(app, context);
        app.get('/api/read', { config: { policy: { kind: 'public' }, budget: 'interactive' } }, async () => {
          await context.pool.query('SELECT 1');
          return {};
        });
      },
    });
  });
  afterAll(async () => {
    await server.close();
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('answers 502 in the envelope, is alive but not ready, and recovers by itself', async () => {
    const ask = (url: string) => server.app.inject({ url });
    expect((await ask('/api/read')).statusCode).toBe(200);
    await postgres.stop();
    const gone = await ask('/api/read');
    expect([gone.statusCode, gone.json().error.code, gone.headers['retry-after']]).toEqual([
      502,
      'DATABASE_UNAVAILABLE',
      '5',
    ]);
    expect(gone.body).not.toContain('ECONNREFUSED');
    expect((await ask('/api/health')).statusCode).toBe(200);
    const readiness = await ask('/api/readiness');
    expect([readiness.statusCode, readiness.json().status, readiness.json().parts.database.status]).toEqual([
      503,
      'not_ready',
      'down',
    ]);
    postgres = await start();
    expect((await ask('/api/read')).statusCode).toBe(200);
    expect((await ask('/api/readiness')).json().status).toBe('ready');
  });
});
