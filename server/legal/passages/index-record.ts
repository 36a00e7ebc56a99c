import { sql, type Transaction } from 'kysely';
import { SYSTEM } from '../../access/actor.ts';
import { actAs } from '../../access/read-as.ts';
import type { ServerContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { isDatabaseGone } from '../../db/database-gone.ts';
import { feedPosition } from '../../sync/feed-position.ts';
import {
  commentSources,
  guidelineSources,
  INDEXED_TABLES,
  type IndexedTable,
  KEY_PREFIXES,
  lineSources,
  type RecordSources,
  savedSources,
} from './record-sources.ts';
import { removePassagesOf, storePassages } from './store-passages.ts';

/** Rows a transaction, so that one takes a moment and not a minute. */
const BATCH = 500;
// "indx" for advisory locks: one process reads the feed at a time.
const READER_LOCK = 1768842360;

type Step = 'done' | 'more' | 'elsewhere';
type Indexing = Pick<ServerContext, 'database' | 'newId' | 'log' | 'systemErrors'>;

/**
 * Brings the search up to date with the record: reads the feed from where it stopped and stores what changed. The feed and
 * not the writers' transactions, because it forgets nothing whoever writes, in commit order, and because counts that a
 * whole scope shares are then written by one reader and hold no reviewer up; a passage is found a few seconds after it was
 * written. A feed that was forgotten further than it was read is no loss: the search is then filled from the record. What
 * cannot be stored is left out and reported (`system.error`, SEARCH_INDEX), and the search goes on.
 * @returns whether this process brought it up to date; false where another is at it
 */
export async function indexRecord(context: Indexing): Promise<boolean> {
  for (;;) {
    const step = await context.database.transaction().execute(async (db): Promise<Step> => {
      await actAs(db, SYSTEM);
      const { rows } = await sql<{
        is_mine: boolean;
      }>`SELECT pg_try_advisory_xact_lock(${READER_LOCK}) AS is_mine`.execute(db);
      return rows[0]?.is_mine === true ? nextStep(db, context) : 'elsewhere';
    });
    if (step !== 'more') return step === 'done';
  }
}

async function nextStep(db: Transaction<Database>, context: Indexing): Promise<Step> {
  const index = await db
    .selectFrom('passage_index')
    .select(['seq', 'filling', 'filled_after'])
    .executeTakeFirstOrThrow();
  if (index.filling !== null) return fill(db, index.filling as IndexedTable, index.filled_after, context);
  const { high, horizon } = await feedPosition(db);
  if (index.seq < horizon || index.seq < 0) {
    // What went while nobody read is in no table any more. What changes while it fills is read from the feed afterwards.
    await removePassagesOf(db, KEY_PREFIXES);
    await db.updateTable('passage_index').set({ seq: high, filling: INDEXED_TABLES[0], filled_after: null }).execute();
    return 'more';
  }
  return follow(db, index.seq, context);
}

async function follow(db: Transaction<Database>, seq: number, context: Indexing): Promise<Step> {
  const { rows } = await sql<{ seq: number; table_name: string; row_id: string; op: string }>`
    SELECT seq, table_name, row_id, op FROM change WHERE seq > ${seq} ORDER BY seq LIMIT ${BATCH}`.execute(db);
  const last = rows.at(-1);
  if (last === undefined) return 'done';
  const of = (table: string) => rows.filter(({ table_name }) => table_name === table).map(({ row_id }) => row_id);
  const lines = new Set([...of('line'), ...of('narrative'), ...of('decision').map(beforeColon)]);
  const removed = rows
    .filter(({ table_name, op }) => table_name === 'invoice' && op === 'delete')
    .map(({ row_id }) => row_id);
  for (const id of await linesOfInvoices(db, removed)) lines.add(id);
  await store(db, context, [
    await guidelineSources(db, [...new Set(of('guideline').map(beforeColon))]),
    await lineSources(db, [...lines]),
    await commentSources(db, [...new Set(of('comment'))]),
    await savedSources(db, [...new Set(of('saved_result'))]),
  ]);
  await db.updateTable('passage_index').set({ seq: last.seq }).execute();
  return 'more';
}

async function linesOfInvoices(db: Transaction<Database>, invoiceIds: readonly string[]): Promise<readonly string[]> {
  if (invoiceIds.length === 0) return [];
  const rows = await db.selectFrom('line_items').select('id').where('invoice_id', 'in', invoiceIds).execute();
  return rows.map(({ id }) => id);
}

/** One batch of one table, in the order of ids. */
async function fill(
  db: Transaction<Database>,
  table: IndexedTable,
  after: string | null,
  context: Indexing,
): Promise<Step> {
  const ids = await idsAfter(db, table, after);
  if (ids.length > 0) await store(db, context, [await sourcesOf(db, table, ids)]);
  const next = INDEXED_TABLES[INDEXED_TABLES.indexOf(table) + 1] ?? null;
  const isOver = table === 'guideline' || ids.length < BATCH;
  await db
    .updateTable('passage_index')
    .set(isOver ? { filling: next, filled_after: null } : { filled_after: ids.at(-1) ?? null })
    .execute();
  return 'more';
}

/** Guidelines are few and go by name, all at once. */
async function idsAfter(
  db: Transaction<Database>,
  table: IndexedTable,
  after: string | null,
): Promise<readonly string[]> {
  if (table === 'guideline') {
    const rows = await db.selectFrom('guidelines').select('name').distinct().execute();
    return rows.map(({ name }) => name);
  }
  const from = {
    line: sql`line_items WHERE decision_kind IS NOT NULL AND`,
    comment: sql`comments WHERE`,
    saved_result: sql`legal_saved WHERE`,
  }[table];
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM ${from} (${after}::uuid IS NULL OR id > ${after}::uuid) ORDER BY id LIMIT ${BATCH}`.execute(db);
  return rows.map(({ id }) => id);
}

function sourcesOf(db: Transaction<Database>, table: IndexedTable, ids: readonly string[]): Promise<RecordSources> {
  switch (table) {
    case 'guideline':
      return guidelineSources(db, ids);
    case 'line':
      return lineSources(db, ids);
    case 'comment':
      return commentSources(db, ids);
    case 'saved_result':
      return savedSources(db, ids);
  }
}

/**
 * Stores a batch. Where something in it cannot be stored, each by itself, and what cannot is left out: one row must not
 * keep the whole firm from finding what came after it.
 */
async function store(db: Transaction<Database>, context: Indexing, parts: readonly RecordSources[]): Promise<void> {
  const sources = parts.flatMap((part) => part.sources);
  const gone = parts.flatMap((part) => part.gone);
  const newId = () => context.newId();
  if (sources.length + gone.length === 0) return;
  if ((await failureToStore(db, () => storePassages(db, sources, { gone, newId }))) === null) return;
  await storePassages(db, [], { gone: [...gone, ...sources.map(({ sourceKey }) => sourceKey)], newId });
  for (const source of sources) {
    const failure = await failureToStore(db, () => storePassages(db, [source], { newId }));
    if (failure === null) continue;
    // Of which table, and why; never a word of it.
    context.log.error(
      { category: 'job', job: 'index-record', table: source.sourceKey.split(':', 1)[0], err: failure },
      'something cannot be found by the search: it could not be stored for it',
    );
    context.systemErrors?.report('SEARCH_INDEX');
  }
}

/**
 * @returns why it could not be stored, with all of it undone; null where it was
 * @throws what is no fault of what was to be stored, and passes
 */
async function failureToStore(db: Transaction<Database>, work: () => Promise<void>): Promise<unknown> {
  await sql`SAVEPOINT storing`.execute(db);
  try {
    await work();
  } catch (error) {
    if (!isOfWhatIsStored(error)) throw error;
    await sql`ROLLBACK TO SAVEPOINT storing`.execute(db);
    return error;
  }
  await sql`RELEASE SAVEPOINT storing`.execute(db);
  return null;
}

/** SQLSTATE classes of values (22), of what a table requires (23) and of limits (54); what has no code is our own. */
function isOfWhatIsStored(error: unknown): boolean {
  if (isDatabaseGone(error)) return false;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? /^(?:22|23|54)...$/.test(code) : true;
}

function beforeColon(rowId: string): string {
  return rowId.slice(0, rowId.indexOf(':'));
}
