import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../config/read-config.ts';
import type { ServerMode } from '../config/server-config.ts';
import { migrate } from '../db/migrate.ts';
import { MIGRATIONS } from '../db/migrations/all-migrations.ts';
import { TEST_JWT_KEY, TEST_PASSWORD } from '../testing/test-cluster.ts';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { testDatabase } from '../testing/test-database.ts';
import { testServer } from '../testing/test-server.ts';
import { createLogger } from './logger.ts';
import { startServer } from './start-server.ts';
import { systemErrors } from './system-events.ts';

const SILENT = createLogger('ERROR', { write: () => {} });
const directory = mkdtempSync(join(tmpdir(), 'lait-start-'));
let test: TestContext;
beforeAll(async () => {
  test = await testContext();
});
afterAll(async () => {
  await test.close();
  rmSync(directory, { recursive: true, force: true });
});

function configFor(adminUrl: string, mode: ServerMode, more: Readonly<Record<string, string>> = {}) {
  const reading = readConfig({
    environment: {
      DATABASE_URL: adminUrl,
      JWT_SECRET_KEY: TEST_JWT_KEY,
      POSTGRES_PASSWORD: TEST_PASSWORD,
      LAIT_DATA_DIRECTORY: directory,
      HTTP_PORT: '0',
      ...more,
    },
    mode,
    readFile: () => '',
  });
  if (!reading.ok) throw new Error(reading.problems.join(' '));
  return reading.config;
}

const typesOf = async () =>
  (await test.admin.selectFrom('events').select(['type', 'scope_id']).orderBy('seq').execute()).map(
    ({ type, scope_id }) => [type, scope_id],
  );

describe('a server', () => {
  it('says once that it began and once that it ended, to administrators, however often it is told to stop', async () => {
    const server = await startServer(configFor(test.adminUrl, 'api'), SILENT);
    const reply = await fetch(`${server.url}/api/health`);
    expect(reply.status).toBe(200);
    await Promise.all([server.stop(), server.stop()]);
    expect(await typesOf()).toEqual([
      ['system.startup', null],
      ['system.shutdown', null],
    ]);
    await expect(fetch(`${server.url}/api/health`)).rejects.toThrow();
  });

  it('in mode api does not serve a schema that is not its own', async () => {
    const empty = await testDatabase({ isEmpty: true });
    await expect(startServer(configFor(empty.adminUrl, 'api'), SILENT)).rejects.toThrow('not up to date');
    await empty.close();
  });

  it('serves what a newer version only added to, which is how an upgrade is taken back, and nothing else', async () => {
    const database = await testDatabase({ isEmpty: true });
    const added = { name: '9998-added', isTransactional: true, sql: 'CREATE TABLE added (id integer)' };
    const removed = { name: '9999-removed', isTransactional: true, isContracting: true, sql: 'DROP TABLE added' };
    await migrate(database.adminUrl, [...MIGRATIONS, added]);
    const config = configFor(database.adminUrl, 'api', { LAIT_APP_DATABASE_URL: database.adminUrl });
    const server = await startServer(config, SILENT);
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
    await server.stop();
    await migrate(database.adminUrl, [...MIGRATIONS, added, removed]);
    await expect(startServer(config, SILENT)).rejects.toThrow('cannot serve (9999-removed)');
    await database.close();
  });

  it('in production does not serve with a role that may bypass row security', async () => {
    const config = configFor(test.adminUrl, 'api', { LAIT_APP_DATABASE_URL: test.adminUrl });
    await expect(startServer({ ...config, isProduction: true }, SILENT)).rejects.toThrow('bypass row security');
  });

  it('in production does not serve as the owner of the tables either, whom row security does not bind', async () => {
    const database = await testDatabase();
    const owner = `owner_${randomBytes(6).toString('hex')}`;
    const asOwner = new URL(database.adminUrl);
    [asOwner.username, asOwner.password] = [owner, TEST_PASSWORD];
    const client = new pg.Client({ connectionString: database.adminUrl });
    await client.connect();
    try {
      await client.query(
        `CREATE ROLE ${owner} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '${TEST_PASSWORD}' IN ROLE lait_app`,
      );
      await client.query(`ALTER TABLE invoices OWNER TO ${owner}`);
      const config = configFor(database.adminUrl, 'api', { LAIT_APP_DATABASE_URL: asOwner.href });
      await expect(startServer({ ...config, isProduction: true }, SILENT)).rejects.toThrow('bypass row security');
      await client.query(`REASSIGN OWNED BY ${owner} TO CURRENT_USER; DROP ROLE ${owner}`);
    } finally {
      await client.end();
      await database.close();
    }
  });

  it('reports its own errors to administrators once a minute and code, with how many were left out', async () => {
    const errors = systemErrors(test.context);
    for (let count = 0; count < 5; count += 1) errors.report('INTERNAL');
    const reported = () =>
      test.admin.selectFrom('events').select('data').where('type', '=', 'system.error').orderBy('seq').execute();
    await expect.poll(reported).toEqual([{ data: { code: 'INTERNAL', leftOut: 0 } }]);
    test.clock.advance(60_000);
    errors.report('INTERNAL');
    await expect
      .poll(reported)
      .toEqual([{ data: { code: 'INTERNAL', leftOut: 0 } }, { data: { code: 'INTERNAL', leftOut: 4 } }]);
  });
});

describe('a stop', () => {
  it('ends open streams and answers what was being answered', async () => {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const config = { policy: { kind: 'public' }, budget: 'none' } as const;
    const server = await testServer({
      authenticate: async () => null,
      routes: async (app) => {
        app.get('/api/stream', { config }, (_request, reply) => {
          reply.hijack();
          reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
          reply.raw.write(': open\n\n');
        });
        app.get('/api/slow', { config }, async () => {
          await held;
          return { done: true };
        });
      },
    });
    const url = await server.app.listen({ host: '127.0.0.1', port: 0 });
    const stream = await fetch(`${url}/api/stream`);
    const slow = fetch(`${url}/api/slow`).then((reply) => reply.json());
    await fetch(`${url}/api/nothing`);
    const closing = server.close();
    expect(await stream.text()).toBe(': open\n\n');
    letGo();
    expect(await slow).toEqual({ done: true });
    await closing;
  });

  it('does not wait for a connection on which nothing was ever asked', async () => {
    const server = await testServer({ authenticate: async () => null, routes: async () => {} });
    const url = new URL(await server.app.listen({ host: '127.0.0.1', port: 0 }));
    const silent = connect(Number(url.port), url.hostname);
    await once(silent, 'connect');
    await fetch(new URL('/api/openapi.json', url)).then((reply) => reply.text());
    const began = performance.now();
    await server.close();
    expect(performance.now() - began).toBeLessThan(5_000);
    silent.destroy();
  });
});
