import { statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import type { SystemDisk } from '#shared/api/system.ts';
import type { ServerContext } from '../context.ts';
import { readBounded } from './read-bounded.ts';

const MOST_TABLES = 8;

/** The volume that the file store lies on. @throws where it cannot be looked at */
export async function readStoreVolume({ config }: Pick<ServerContext, 'config'>): Promise<SystemDisk['store']> {
  const { bsize, blocks, bavail } = await statfs(config.dataDirectory);
  return { totalBytes: bsize * blocks, freeBytes: bsize * bavail };
}

/** The database and its largest tables, indexes and all; those of the jobs under their own schema. */
export async function readDatabaseSize(context: Pick<ServerContext, 'database'>): Promise<SystemDisk['database']> {
  return readBounded(context, async (db) => {
    const { rows: whole } = await sql<{ bytes: number }>`
      SELECT pg_database_size(current_database()) AS bytes`.execute(db);
    const { rows: tables } = await sql<{ name: string; bytes: number }>`
      SELECT CASE n.nspname WHEN 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END AS name,
        pg_total_relation_size(c.oid) AS bytes
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname IN ('public', 'pgboss')
      ORDER BY 2 DESC, 1 LIMIT ${MOST_TABLES}`.execute(db);
    return { bytes: whole[0]?.bytes ?? 0, tables: [...tables] };
  });
}
