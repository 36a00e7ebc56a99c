import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { MIGRATIONS } from './migrations/all-migrations.ts';
import type { ServerMigration } from './migrations/migration.ts';

/** Held while migrating, so that several servers starting at once migrate once: "lait" in letters. */
const LOCK = 0x6c616974;
const LOCK_RETRY_MS = 100;

export interface MigrationStatus {
  readonly applied: readonly string[];
  readonly pending: readonly string[];
}

/** How the schema stands to what this version knows. */
export interface SchemaFit extends MigrationStatus {
  /** Steps of a newer version, which this one does not know. */
  readonly newer: readonly { readonly name: string; readonly isExpanding: boolean }[];
}

/**
 * Brings the schema up to date, forward only. Each step is one transaction together with its mark; steps that
 * PostgreSQL refuses inside a transaction run statement by statement and may safely run twice.
 * @param ownerUrl the owner's connection (role `lait`)
 * @throws when a step fails (everything before it stands, the step itself left nothing), and when the
 *   database was migrated by a newer version
 */
export async function migrate(
  ownerUrl: string,
  migrations: readonly ServerMigration[] = MIGRATIONS,
): Promise<MigrationStatus> {
  return withOwner(ownerUrl, async (client) => {
    await takeLock(client);
    try {
      await client.query(
        'CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
      );
      await client.query(
        'ALTER TABLE schema_migrations ADD COLUMN IF NOT EXISTS is_expanding boolean NOT NULL DEFAULT true',
      );
      const { pending } = await statusOf(client, migrations);
      for (const name of pending) {
        const step = migrations.find((each) => each.name === name);
        if (step !== undefined) await run(client, step);
      }
      return await statusOf(client, migrations);
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [LOCK]);
    }
  });
}

/** What was applied and what is still to come; changes nothing. @throws as `migrate` for a newer version's database */
export async function migrationStatus(
  ownerUrl: string,
  migrations: readonly ServerMigration[] = MIGRATIONS,
): Promise<MigrationStatus> {
  return withOwner(ownerUrl, (client) => statusOf(client, migrations));
}

/**
 * How the schema stands to this version, also where a newer one has migrated it: an upgrade that is taken back leaves its
 * steps, and a step that only adds does not hinder the version before. Changes nothing.
 */
export async function schemaFit(url: string, migrations: readonly ServerMigration[] = MIGRATIONS): Promise<SchemaFit> {
  return withOwner(url, (client) => fitOf(client, migrations));
}

/**
 * Asks again and again rather than waiting inside PostgreSQL: a waiting statement holds a snapshot, and
 * CREATE INDEX CONCURRENTLY of the server that has the lock would wait for it in turn.
 */
async function takeLock(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [LOCK]);
    if (rows[0]?.taken === true) return;
    await setTimeout(LOCK_RETRY_MS);
  }
}

async function statusOf(client: pg.Client, migrations: readonly ServerMigration[]): Promise<MigrationStatus> {
  const { applied, pending, newer } = await fitOf(client, migrations);
  const [unknown] = newer;
  if (unknown !== undefined) {
    throw new Error(
      `The database was migrated by a newer version of LAIT (${unknown.name}). Nothing was changed. Install that version, or restore a backup of this one.`,
    );
  }
  return { applied, pending };
}

async function fitOf(client: pg.Client, migrations: readonly ServerMigration[]): Promise<SchemaFit> {
  const known = await client.query<{ found: string | null }>("SELECT to_regclass('schema_migrations')::text AS found");
  const rows =
    known.rows[0]?.found == null
      ? []
      : // Of before the column was there: every step added only.
        (
          await client.query<{ name: string; is_expanding: boolean }>(
            `SELECT name, coalesce((to_jsonb(m) ->> 'is_expanding')::boolean, true) AS is_expanding
             FROM schema_migrations m ORDER BY name`,
          )
        ).rows;
  const applied = rows.map(({ name }) => name);
  return {
    applied,
    pending: migrations.map(({ name }) => name).filter((name) => !applied.includes(name)),
    newer: rows
      .filter(({ name }) => !migrations.some((step) => step.name === name))
      .map(({ name, is_expanding }) => ({ name, isExpanding: is_expanding })),
  };
}

async function run(client: pg.Client, step: ServerMigration): Promise<void> {
  if (!step.isTransactional) {
    for (const statement of step.sql.split(';').filter((text) => text.trim() !== '')) await client.query(statement);
    await mark(client, step);
    return;
  }
  await client.query('BEGIN');
  try {
    await client.query(step.sql);
    await mark(client, step);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

function mark(client: pg.Client, { name, isContracting = false }: ServerMigration): Promise<unknown> {
  return client.query('INSERT INTO schema_migrations (name, is_expanding) VALUES ($1, $2)', [name, !isContracting]);
}

async function withOwner<Value>(ownerUrl: string, work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'lait-migrate' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
