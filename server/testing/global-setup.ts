import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../db/embedded-postgres.ts';
import { migrate } from '../db/migrate.ts';
import { appPassword, grantAppRole } from '../db/roles.ts';
import { installJobs } from '../jobs/install-jobs.ts';
import { TEMPLATE_DATABASE, TEST_PASSWORD } from './test-cluster.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The owner's connection to the run's cluster, on the database `postgres`. */
    clusterUrl: string;
  }
}

/** One real PostgreSQL for the run, and a migrated database that each test file copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(join(tmpdir(), 'lait-postgres-'));
  const server = await startEmbeddedPostgres({
    directory,
    password: TEST_PASSWORD,
    isDurable: false,
  });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE_DATABASE}`);
  await client.end();
  const templateUrl = new URL(server.url);
  templateUrl.pathname = `/${TEMPLATE_DATABASE}`;
  await migrate(templateUrl.href);
  await grantAppRole(templateUrl.href, appPassword(TEST_PASSWORD));
  await installJobs(templateUrl.href);
  project.provide('clusterUrl', server.url);
  return async () => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  };
}
