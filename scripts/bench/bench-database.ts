import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '#server/db/embedded-postgres.ts';
import { migrateAndGrant } from '#server/db/prepare-database.ts';
import { whenInterrupted } from './when-interrupted.ts';

/** A database that one run of a benchmark has for itself. */
export interface BenchDatabase {
  /** The owner's connection. */
  readonly adminUrl: string;
  /** From which the password of `lait_app` follows. */
  readonly postgresPassword: string;
  /** Removes it, and ends the PostgreSQL that was started for it. */
  close(): Promise<void>;
}

/** A PostgreSQL whose owner may make databases. */
export interface BenchCluster {
  readonly url: string;
  readonly postgresPassword: string;
  stop(): Promise<void>;
}

/**
 * A migrated, empty database: on the server that DATABASE_URL names (its owner must be allowed to make databases,
 * and POSTGRES_PASSWORD must be given, because `lait_app` belongs to the whole server), else on an embedded
 * PostgreSQL of its own, as durable as in earnest.
 */
export async function emptyDatabase(): Promise<BenchDatabase> {
  const cluster = namedCluster() ?? (await ownCluster());
  try {
    const database = await makeDatabase(cluster, `lait_bench_${randomBytes(6).toString('hex')}`);
    await migrateAndGrant(database.adminUrl, cluster.postgresPassword);
    return {
      ...database,
      async close() {
        await database.close();
        await cluster.stop();
      },
    };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

/** @returns null where the environment names none. @throws where it names one without POSTGRES_PASSWORD */
export function namedCluster(): BenchCluster | null {
  const { DATABASE_URL: url = '', POSTGRES_PASSWORD: postgresPassword = '' } = process.env;
  if (url === '') return null;
  if (postgresPassword === '') {
    throw new Error('DATABASE_URL is given without POSTGRES_PASSWORD: the password of lait_app follows from it.');
  }
  return { url, postgresPassword, stop: async () => {} };
}

async function ownCluster(): Promise<BenchCluster> {
  const directory = mkdtempSync(join(tmpdir(), 'lait-bench-'));
  const postgresPassword = randomBytes(24).toString('hex');
  const server = await startEmbeddedPostgres({ directory, password: postgresPassword, isDurable: true });
  const stop = async () => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
    forget();
  };
  const forget = whenInterrupted(stop);
  return { url: server.url, postgresPassword, stop };
}

/** A new database, empty or a copy of another to which nobody is connected. */
export async function makeDatabase(
  cluster: BenchCluster,
  name: string,
  template = 'template1',
): Promise<BenchDatabase> {
  await onCluster(cluster.url, (client) =>
    // Copied file by file: of a large one only the files are read, and no log of every page is written.
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`),
  );
  const url = new URL(cluster.url);
  url.pathname = `/${name}`;
  return {
    adminUrl: url.href,
    postgresPassword: cluster.postgresPassword,
    async close() {
      await onCluster(cluster.url, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

export async function onCluster<Value>(url: string, work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: url, application_name: 'lait-bench' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
