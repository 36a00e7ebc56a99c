import { type Kysely, sql } from 'kysely';
import { SYSTEM } from '#server/access/actor.ts';
import { readAs } from '#server/access/read-as.ts';
import type { ServerContext } from '#server/context.ts';
import type { Database } from '#server/db/database.ts';
import { imagesAfter } from '#server/sync/read-images.ts';
import { type ChecksumRow, checksumHex, checksumOf } from '#shared/sync/checksum.ts';
import { SYNCED_TABLES } from '#shared/sync/synced-row.ts';

/** More rows than a run ever makes of one kind. */
const ALL = 1_000_000;

/**
 * The record against what was said of it: the feed's last word of each row is the row, and each scope's kept checksum
 * that of its rows (I9). @returns what differs, in words
 */
export async function recordAgainstFeed(context: Pick<ServerContext, 'database'>): Promise<readonly string[]> {
  return readAs(context, SYSTEM, async (db) => {
    const { rows: scopes } = await sql<{ scope_id: string; checksum: string }>`
      SELECT scope_id, checksum::text AS checksum FROM scope_checksum ORDER BY scope_id`.execute(db);
    const faults: string[] = [];
    for (const { scope_id: scopeId, checksum } of scopes) {
      const rows = await rowsOf(db, scopeId);
      const [kept, reckoned] = [checksumHex(BigInt(checksum)), checksumHex(checksumOf(rows))];
      if (kept !== reckoned) faults.push(`${scopeId}: its checksum is kept as ${kept}, its rows make ${reckoned}`);
      faults.push(...(await saidOtherwise(db, scopeId, rows)));
    }
    return faults;
  });
}

async function rowsOf(db: Kysely<Database>, scopeId: string): Promise<readonly ChecksumRow[]> {
  const rows: ChecksumRow[] = [];
  for (const table of SYNCED_TABLES) {
    for (const { id, version } of await imagesAfter(db, table, scopeId, null, ALL)) rows.push({ table, id, version });
  }
  return rows;
}

async function saidOtherwise(
  db: Kysely<Database>,
  scopeId: string,
  rows: readonly ChecksumRow[],
): Promise<readonly string[]> {
  const { rows: said } = await sql<{ table_name: string; row_id: string; op: 'put' | 'delete'; row_version: number }>`
    SELECT DISTINCT ON (table_name, row_id) table_name, row_id, op, row_version FROM change
    WHERE scope_id = ${scopeId} ORDER BY table_name, row_id, seq DESC`.execute(db);
  const standing = new Map(rows.map(({ table, id, version }) => [`${table} ${id}`, version]));
  const faults: string[] = [];
  for (const { table_name, row_id, op, row_version } of said) {
    const row = `${table_name} ${row_id}`;
    const version = standing.get(row) ?? null;
    standing.delete(row);
    const expected = op === 'put' ? row_version : null;
    if (version !== expected) {
      faults.push(`${scopeId}: ${row} stands as ${version ?? 'removed'}, the feed says ${expected ?? 'removed'}`);
    }
  }
  for (const row of standing.keys()) faults.push(`${scopeId}: ${row} stands, and the feed never said so`);
  return faults;
}
