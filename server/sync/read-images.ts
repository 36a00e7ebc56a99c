import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { RowImage } from '#shared/api/sync.ts';
import type { SyncedTable } from '#shared/sync/synced-row.ts';
import type { Database } from '../db/database.ts';
import { IMAGE_COLUMNS } from './image-columns.ts';
import {
  commentBody,
  decisionBody,
  dismissalBody,
  findingBody,
  guidelineBody,
  historyBody,
  invoiceBody,
  lineBody,
  matterBody,
  narrativeBody,
  notificationBody,
  personBody,
  savedResultBody,
} from './row-bodies.ts';

/** How the rows of one table are found and how they travel. The table goes by `t`. */
interface ImageSource {
  readonly from: RawBuilder<unknown>;
  readonly columns: RawBuilder<unknown>;
  /** What rows are keyed and, in a fresh image, ordered by. */
  readonly key: RawBuilder<unknown>;
  readonly rowId: RawBuilder<string>;
  readonly inScope: (scopeId: string) => RawBuilder<unknown>;
  readonly isStanding: RawBuilder<unknown>;
  readonly isAmong: (ids: readonly string[]) => RawBuilder<unknown>;
  readonly isAfter: (id: string) => RawBuilder<unknown>;
  readonly body: (row: never) => unknown;
}

/** As listed, and the version, which each row has. */
const columnsOf = (name: keyof typeof IMAGE_COLUMNS): RawBuilder<unknown> =>
  sql.join([...IMAGE_COLUMNS[name], 'row_version'].map((column) => sql.ref(`t.${column}`)));

const keyedByUuid = (
  table: string,
  column: string,
  columns: RawBuilder<unknown>,
  body: ImageSource['body'],
): ImageSource => {
  const key = sql.ref(`t.${column}`);
  return {
    from: sql`${sql.table(table)} t`,
    columns,
    key,
    rowId: sql<string>`${key}::text`,
    inScope: (scopeId) => sql`t.scope_id = ${scopeId}`,
    isStanding: sql`t.deleted_at IS NULL`,
    isAmong: (ids) => sql`${key} = ANY(${ids}::uuid[])`,
    isAfter: (id) => sql`${key} > ${id}::uuid`,
    body,
  };
};

const SOURCES: Readonly<Record<SyncedTable, ImageSource>> = {
  // Names beside decisions: nothing else of an account travels.
  person: {
    ...keyedByUuid('users', 'id', sql`t.row_version, t.display_name`, personBody),
    inScope: (scopeId) => sql`${scopeId} = 'firm'`,
    isStanding: sql`true`,
  },
  guideline: {
    ...keyedByUuid('guidelines', 'name', columnsOf('guideline'), guidelineBody),
    key: sql`t.name COLLATE "C", t.version`,
    rowId: sql<string>`t.name || ':' || t.version`,
    isAmong: (ids) => sql`t.name || ':' || t.version = ANY(${ids}::text[])`,
    isAfter: (id) => sql`(t.name COLLATE "C", t.version) > (${nameOf(id)}, ${numberOf(id)}::integer)`,
  },
  matter: {
    ...keyedByUuid('matters', 'id', columnsOf('matter'), matterBody),
    from: sql`matters t JOIN clients c ON c.id = t.client_id`,
    columns: sql`${columnsOf('matter')}, c.number AS client_number, c.name AS client_name`,
  },
  invoice: keyedByUuid('invoices', 'id', columnsOf('invoice'), invoiceBody),
  line: keyedByUuid('line_items', 'id', columnsOf('line'), lineBody),
  finding: keyedByUuid('findings', 'id', columnsOf('finding'), findingBody),
  decision: {
    ...keyedByUuid('decisions', 'line_id', columnsOf('decision'), decisionBody),
    key: sql`t.line_id, t.version`,
    rowId: sql<string>`t.line_id || ':' || t.version`,
    isAmong: (ids) =>
      sql`(t.line_id, t.version) IN (
        SELECT k.line_id, k.version FROM unnest(${ids.map(nameOf)}::uuid[], ${ids.map(numberOf)}::integer[]) AS k (line_id, version))`,
    isAfter: (id) => sql`(t.line_id, t.version) > (${nameOf(id)}::uuid, ${numberOf(id)}::integer)`,
  },
  narrative: keyedByUuid('narratives', 'line_id', columnsOf('narrative'), narrativeBody),
  dismissal: keyedByUuid('dismissals', 'finding_id', columnsOf('dismissal'), dismissalBody),
  comment: keyedByUuid('comments', 'id', columnsOf('comment'), commentBody),
  history: keyedByUuid('invoice_history', 'id', columnsOf('history'), historyBody),
  saved_result: keyedByUuid('legal_saved', 'id', columnsOf('saved_result'), savedResultBody),
  notification: keyedByUuid('notifications', 'id', columnsOf('notification'), notificationBody),
};

/**
 * The rows of these ids as they stand, by id; a row that was removed, or is none of the reader's, is absent.
 * Row security applies: this is the second wall, behind the feed's own.
 */
export async function imagesOf(
  db: Kysely<Database>,
  table: SyncedTable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RowImage>> {
  if (ids.length === 0) return new Map();
  const source = SOURCES[table];
  const { rows } = await sql<StoredRow>`SELECT ${source.rowId} AS row_id, ${source.columns} FROM ${source.from}
    WHERE ${source.isAmong(ids)} AND ${source.isStanding}`.execute(db);
  return new Map(rows.map((row) => [row.row_id, imageOf(table, row)]));
}

/** The rows of a scope by key, from after `after`. */
export async function imagesAfter(
  db: Kysely<Database>,
  table: SyncedTable,
  scopeId: string,
  after: string | null,
  limit: number,
): Promise<readonly RowImage[]> {
  const source = SOURCES[table];
  const { rows } = await sql<StoredRow>`SELECT ${source.rowId} AS row_id, ${source.columns} FROM ${source.from}
    WHERE ${source.inScope(scopeId)} AND ${source.isStanding} AND ${after === null ? sql`true` : source.isAfter(after)}
    ORDER BY ${source.key} LIMIT ${limit}`.execute(db);
  return rows.map((row) => imageOf(table, row));
}

/** Whether a text can be the id of a row of this table: what a client sends is only used when it can. */
export function isRowId(table: SyncedTable, id: string): boolean {
  if (table === 'guideline') return /^[a-z0-9-]{1,64}:\d{1,9}$/.test(id);
  return (table === 'decision' ? /^[0-9a-f-]{36}:\d{1,9}$/ : /^[0-9a-f-]{36}$/).test(id);
}

interface StoredRow {
  readonly row_id: string;
  readonly row_version: number;
}

function imageOf(table: SyncedTable, row: StoredRow): RowImage {
  // Sound: the row comes from this table's own columns.
  return { table, id: row.row_id, version: row.row_version, body: SOURCES[table].body(row as never) };
}

function nameOf(id: string): string {
  return id.slice(0, id.lastIndexOf(':'));
}

function numberOf(id: string): number {
  return Number(id.slice(id.lastIndexOf(':') + 1));
}
