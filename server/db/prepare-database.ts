import { join } from 'node:path';
import pg from 'pg';
import type { ServerConfig } from '../config/server-config.ts';
import { installJobs } from '../jobs/install-jobs.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { migrate } from './migrate.ts';
import { appPassword, appUrlOf, grantAppRole } from './roles.ts';

/** The name that the operations guide gives the database. */
const DATABASE = 'lait';

export interface PreparedDatabase {
  /** The owner's; null where this process was only given the application's. */
  readonly adminUrl: string | null;
  readonly appUrl: string;
  stop(): Promise<void>;
}

/**
 * Where the record is: the server that the settings name, or else an embedded one in the data directory.
 * @throws where neither can be had
 */
export async function reachDatabase(config: ServerConfig): Promise<PreparedDatabase> {
  const { adminUrl, appUrl } = config.database;
  const { postgresPassword: password, appDatabasePassword } = config.secrets;
  const appUrlFrom = (ownerUrl: string) => appUrlOf(ownerUrl, password, appDatabasePassword);
  if (adminUrl !== null) return { adminUrl, appUrl: appUrl ?? appUrlFrom(adminUrl), stop: async () => {} };
  if (appUrl !== null) return { adminUrl: null, appUrl, stop: async () => {} };
  const server = await startEmbeddedPostgres({
    directory: join(config.dataDirectory, 'postgres'),
    password,
    isDurable: true,
  });
  const url = new URL(server.url);
  url.pathname = `/${DATABASE}`;
  try {
    await createWhenMissing(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { adminUrl: url.href, appUrl: appUrlFrom(url.href), stop: () => server.stop() };
}

/** Schema, the application's role, and the tables of the jobs: what mode `migrate` is for. @throws as `migrate` and `grantAppRole` */
export async function migrateAndGrant(
  adminUrl: string,
  postgresPassword: string,
  appDatabasePassword: string | null = null,
): Promise<readonly string[]> {
  const { applied } = await migrate(adminUrl);
  await grantAppRole(adminUrl, appDatabasePassword ?? appPassword(postgresPassword));
  await installJobs(adminUrl);
  return applied;
}

async function createWhenMissing(clusterUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl, application_name: 'lait-create' });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}
