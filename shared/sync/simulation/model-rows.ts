import type { RowImage } from '#shared/api/sync.ts';
import { EMPTY_CHECKSUM, moveChecksum } from '../checksum.ts';
import { SYNCED_TABLES, type SyncedBodies, type SyncedTable } from '../synced-row.ts';

/** One row of the shared record as the model server keeps it; `body` null once it was removed. */
export interface ModelRow extends RowImage {
  readonly scopeId: string;
  readonly table: SyncedTable;
  /** Its last change: commit order. */
  readonly seq: number;
}

/** Every row, the feed (each row's last change) and each scope's checksum. Copied whole for a backup. */
export interface ModelRows {
  readonly seq: number;
  body<T extends SyncedTable>(table: T, id: string): SyncedBodies[T] | null;
  version(table: SyncedTable, id: string): number;
  put<T extends SyncedTable>(scopeId: string, table: T, id: string, body: SyncedBodies[T]): void;
  remove(table: SyncedTable, id: string): void;
  /** Rows of a scope changed after `cursor`, in commit order. */
  changedSince(scopeId: string, cursor: number): readonly ModelRow[];
  /** Rows of a scope as it stands, by table and id. */
  standing(scopeId: string): readonly ModelRow[];
  checksum(scopeId: string): bigint;
  copy(): ModelRows;
}

const TABLE_ORDER = new Map(SYNCED_TABLES.map((table, index) => [table, index]));

export function modelRows(): ModelRows {
  return rowsOf(new Map(), new Map(), 0);
}

function rowsOf(rows: Map<string, ModelRow>, checksums: Map<string, bigint>, begunAt: number): ModelRows {
  let seq = begunAt;

  return {
    get seq() {
      return seq;
    },
    // Sound: `put` keeps table and body together.
    body: (table, id) => (rows.get(keyOf(table, id))?.body ?? null) as never,
    version: (table, id) => rows.get(keyOf(table, id))?.version ?? 0,
    put: (scopeId, table, id, body) => write(scopeId, table, id, body),
    remove(table, id) {
      const row = rows.get(keyOf(table, id));
      if (row !== undefined && row.body !== null) write(row.scopeId, table, id, null);
    },
    changedSince: (scopeId, cursor) =>
      [...rows.values()].filter((row) => row.scopeId === scopeId && row.seq > cursor).sort((a, b) => a.seq - b.seq),
    standing: (scopeId) =>
      [...rows.values()].filter((row) => row.scopeId === scopeId && row.body !== null).sort(byTableAndId),
    checksum: (scopeId) => checksums.get(scopeId) ?? EMPTY_CHECKSUM,
    copy: () => rowsOf(new Map(rows), new Map(checksums), seq),
  };

  function write(scopeId: string, table: SyncedTable, id: string, body: unknown): void {
    const key = keyOf(table, id);
    const before = rows.get(key);
    const version = (before?.version ?? 0) + 1;
    seq += 1;
    rows.set(key, { scopeId, table, id, version, body, seq });
    const taken = before === undefined || before.body === null ? null : before;
    const added = body === null ? null : { table, id, version };
    checksums.set(scopeId, moveChecksum(checksums.get(scopeId) ?? EMPTY_CHECKSUM, added, taken));
  }
}

function keyOf(table: string, id: string): string {
  return `${table}/${id}`;
}

export function byTableAndId(a: Pick<ModelRow, 'table' | 'id'>, b: Pick<ModelRow, 'table' | 'id'>): number {
  const order = (TABLE_ORDER.get(a.table) ?? 0) - (TABLE_ORDER.get(b.table) ?? 0);
  return order === 0 ? (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) : order;
}
