import { sql } from 'kysely';
import type { SystemStatus } from '#shared/api/system.ts';
import { compareVersions, isBelow } from '#shared/updates/version.ts';
import type { ServerContext } from '../context.ts';
import { MIGRATIONS } from '../db/migrations/all-migrations.ts';
import { minimumClientOf } from '../updates/minimum-client.ts';
import { readBounded } from './read-bounded.ts';

const DESK_DAYS = 30;

/** What PostgreSQL knows of versions: its own, the schema's, the desks'. */
export interface StoredVersions {
  readonly postgres: string;
  readonly schema: string | null;
  readonly pendingStepCount: number;
  readonly newerStepCount: number;
  readonly minimumClient: string;
  readonly oldestDesk: SystemStatus['versions']['oldestDesk'];
}

export async function readVersions(
  context: Pick<ServerContext, 'database' | 'clock' | 'config'>,
): Promise<StoredVersions> {
  const since = new Date(context.clock.nowMs() - DESK_DAYS * 86_400_000);
  return readBounded(context, async (db) => {
    const { rows: server } = await sql<{ version: string }>`
      SELECT current_setting('server_version') AS version`.execute(db);
    const { rows: steps } = await sql<{ name: string }>`SELECT name FROM schema_migrations ORDER BY name`.execute(db);
    const desks = await db
      .selectFrom('devices')
      .select('app_version')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('revoked_at', 'is', null)
      .where('last_seen_at', '>', since)
      .groupBy('app_version')
      .execute();
    const [oldest] = desks.toSorted((left, right) => compareVersions(left.app_version, right.app_version));
    const minimumClient = await minimumClientOf({ config: context.config, database: db });
    const known = MIGRATIONS.map(({ name }) => name);
    const applied = steps.map(({ name }) => name);
    return {
      // Packages add where they were built.
      postgres: (server[0]?.version ?? '').split(' ')[0] ?? '',
      schema: applied.at(-1) ?? null,
      pendingStepCount: known.filter((name) => !applied.includes(name)).length,
      newerStepCount: applied.filter((name) => !known.includes(name)).length,
      minimumClient,
      oldestDesk:
        oldest === undefined
          ? null
          : {
              version: oldest.app_version,
              deskCount: oldest.count,
              isBelowMinimum: isBelow(oldest.app_version, minimumClient),
            },
    };
  });
}
