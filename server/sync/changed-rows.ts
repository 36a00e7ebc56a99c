import { sql, type Transaction } from 'kysely';
import type { RowImage } from '#shared/api/sync.ts';
import type { SyncedTable } from '#shared/sync/synced-row.ts';
import type { Database } from '../db/database.ts';
import { imagesOf } from './read-images.ts';

/** A scope and how far a device has come in it. */
export interface ScopeCursor {
  readonly scopeId: string;
  readonly cursor: number;
}

export interface ChangedRow extends RowImage {
  readonly scopeId: string;
  /** Its last change. */
  readonly seq: number;
}

interface ChangeRow {
  readonly place: number;
  readonly scope_id: string;
  readonly table_name: SyncedTable;
  readonly row_id: string;
  readonly row_version: number;
  readonly op: 'put' | 'delete';
  readonly seq: number;
}

/**
 * The rows changed since these cursors, scope by scope in the order given, each row once with its last change,
 * in commit order. At most `limit` of them.
 */
export async function changedRows(
  db: Transaction<Database>,
  cursors: readonly ScopeCursor[],
  limit: number,
): Promise<readonly ChangedRow[]> {
  if (cursors.length === 0) return [];
  const { rows } = await sql<ChangeRow>`
    SELECT place, scope_id, table_name, row_id, row_version, op, seq FROM (
      SELECT DISTINCT ON (s.place, c.table_name, c.row_id)
        s.place, c.scope_id, c.table_name, c.row_id, c.row_version, c.op, c.seq
      FROM unnest(${cursors.map(({ scopeId }) => scopeId)}::text[], ${cursors.map(({ cursor }) => cursor)}::bigint[])
        WITH ORDINALITY AS s (scope_id, cursor, place)
      JOIN change c ON c.scope_id = s.scope_id AND c.seq > s.cursor
      ORDER BY s.place, c.table_name, c.row_id, c.seq DESC) latest
    ORDER BY place, seq LIMIT ${limit}`.execute(db);
  const idsByTable = new Map<SyncedTable, string[]>();
  for (const { table_name, row_id, op } of rows) {
    if (op === 'delete') continue;
    const ids = idsByTable.get(table_name) ?? [];
    idsByTable.set(table_name, ids);
    ids.push(row_id);
  }
  const images = new Map<string, RowImage>();
  for (const [table, ids] of idsByTable) {
    for (const [id, image] of await imagesOf(db, table, ids)) images.set(`${table}/${id}`, image);
  }
  return rows.map(({ scope_id, table_name, row_id, row_version, op, seq }) => {
    const image = op === 'put' ? images.get(`${table_name}/${row_id}`) : undefined;
    // A row that was put and is not there any more was removed without saying so; it travels as removed.
    const removed = { table: table_name, id: row_id, version: row_version, body: null };
    return { ...(image ?? removed), scopeId: scope_id, seq };
  });
}
