import { sql } from 'kysely';
import type { MasterKind } from '#shared/api/masters.ts';
import { asSystem } from '../access/as-system.ts';
import { matterScope, refreshAccess } from '../access/scope-access.ts';
import type { ServerContext } from '../context.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { type DbRow, type DbValue, KINDS } from './master-kinds.ts';
import type { PlannedRow } from './plan-import.ts';

/** Rows a statement; they travel as one JSON text. */
const BATCH = 2_000;

/** Writes what was planned; for clients and matters, which desks hold, the feed is told. */
export async function writePlan(
  context: Pick<ServerContext, 'newId'>,
  batch: ChangeBatch,
  kind: MasterKind,
  writes: readonly PlannedRow[],
): Promise<void> {
  if (writes.length === 0) return;
  if (kind === 'matters') return writeMatters(context, batch, writes);
  const rows = writes.map(({ before, after }) => ({ ...after, id: before?.id ?? context.newId() }));
  await putRows(batch, kind, rows);
  if (kind === 'clients') await announceMattersOf(batch, writes);
}

async function putRows(batch: ChangeBatch, kind: MasterKind, rows: readonly DbRow[]): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const list = sql.join(columns.map((name) => sql.ref(name)));
  const sets = sql.join(
    columns.filter((name) => name !== 'id').map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`),
  );
  const table = sql.table(KINDS[kind].table);
  for (let from = 0; from < rows.length; from += BATCH) {
    const part = JSON.stringify(rows.slice(from, from + BATCH));
    await sql`INSERT INTO ${table} (${list})
      SELECT ${list} FROM jsonb_populate_recordset(NULL::${table}, ${part}::jsonb)
      ON CONFLICT (id) DO UPDATE SET ${sets}`.execute(batch.db);
  }
}

async function writeMatters(
  context: Pick<ServerContext, 'newId'>,
  batch: ChangeBatch,
  writes: readonly PlannedRow[],
): Promise<void> {
  const added = writes.filter(({ before }) => before === null).map(({ after }) => ({ ...after, id: context.newId() }));
  if (added.length > 0) {
    const rows = added.map((row: DbRow) => ({ ...row, is_closed: row.is_closed ?? false, row_version: 1 }));
    await putRows(batch, 'matters', rows);
    for (const { id } of added) announceMatter(batch, id, 1);
    await refreshAccess(batch, { matterIds: added.map(({ id }) => id) });
  }
  const changed = writes.flatMap(({ before, after }) => (before === null ? [] : [{ ...after, id: before.id }]));
  if (changed.length === 0) return;
  const { rows } = await sql<{ id: string; row_version: number }>`
    UPDATE matters m SET name = c.name, guideline_name = c.guideline_name, is_closed = c.is_closed,
      is_confirmed = c.is_confirmed, row_version = m.row_version + 1
    FROM jsonb_populate_recordset(NULL::matters, ${JSON.stringify(changed)}::jsonb) c
    WHERE m.id = c.id RETURNING m.id, m.row_version`.execute(batch.db);
  for (const { id, row_version } of rows) announceMatter(batch, id, row_version);
}

/** A matter travels with its client's name: every desk that holds one is told, whoever imports may see it or not. */
async function announceMattersOf(batch: ChangeBatch, writes: readonly PlannedRow[]): Promise<void> {
  const renamed = writes.flatMap(({ before, after }) =>
    before !== null && isOther(before.columns.name, after.name) ? [before.id] : [],
  );
  if (renamed.length === 0) return;
  const { rows } = await asSystem(batch.db, () =>
    sql<{ id: string; row_version: number }>`
      UPDATE matters SET row_version = row_version + 1
      WHERE client_id = ANY(${renamed}::uuid[]) AND deleted_at IS NULL RETURNING id, row_version`.execute(batch.db),
  );
  for (const { id, row_version } of rows) announceMatter(batch, id, row_version);
}

function announceMatter(batch: ChangeBatch, id: string, rowVersion: number): void {
  const versions = { rowVersion, previousVersion: rowVersion - 1 };
  batch.change({ scopeId: matterScope(id), table: 'matter', rowId: id, op: 'put', ...versions });
}

function isOther(before: DbValue | undefined, after: DbValue | undefined): boolean {
  return (before ?? null) !== (after ?? null);
}
