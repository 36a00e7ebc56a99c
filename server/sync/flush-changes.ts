import { sql, type Transaction } from 'kysely';
import { EMPTY_CHECKSUM, moveChecksum } from '#shared/sync/checksum.ts';
import type { SyncedTable } from '#shared/sync/synced-row.ts';
import type { Actor } from '../access/actor.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { AuditEntry } from '../audit/audit-chain.ts';
import type { Database } from '../db/database.ts';
import type { NewAuditEntry, RowChange } from './change-batch.ts';
import type { CollectedChanges } from './collect-changes.ts';
import { SYNCED_PLACES } from './synced-tables.ts';

/** "LAIT feed", as an advisory lock: taken last, held until commit. */
const FEED_LOCK = 0x4c414954;

interface Flush {
  readonly collected: CollectedChanges;
  readonly actor: Actor;
  readonly now: Date;
  newId(): string;
}

/**
 * Writes what a transaction says happened, under the feed's lock. Nothing may be written after it.
 * @returns the last number drawn; null where nothing happened
 */
export async function flushChanges(db: Transaction<Database>, flush: Flush): Promise<number | null> {
  const changes = flush.collected.changes();
  const events = flush.collected.events();
  const audits = flush.collected.audits();
  const count = changes.length + events.length + audits.length;
  if (count === 0) return null;
  const firstSeq = await lockAndDraw(db, count);
  if (changes.length > 0) await writeChanges(db, changes, firstSeq);
  if (events.length > 0) {
    const actorId = flush.actor.kind === 'person' ? flush.actor.userId : null;
    const rows = events.map((event, index) => ({
      seq: firstSeq + changes.length + index,
      id: flush.newId(),
      type: event.type,
      at: flush.now,
      scope_id: event.scopeId,
      subject_id: event.subjectId,
      actor_id: actorId,
      data: JSON.stringify(event.data),
    }));
    await db.insertInto('events').values(rows).execute();
  }
  const entries = audits.map((entry) => auditEntryOf(entry, flush));
  await appendAudit(db, firstSeq + changes.length + events.length, entries);
  return firstSeq + count - 1;
}

/** The lock first, then the numbers: whoever draws later commits later. As the system from here on. */
async function lockAndDraw(db: Transaction<Database>, count: number): Promise<number> {
  const { rows } = await sql<{ first: number; last: number }>`
    WITH locked AS MATERIALIZED (
      SELECT pg_advisory_xact_lock(${FEED_LOCK}::bigint), set_config('lait.actor', 'system', true)
    )
    SELECT min(seq) AS first, max(seq) AS last
    FROM (SELECT nextval('change_seq') AS seq FROM locked, generate_series(1, ${count}::integer)) drawn`.execute(db);
  const [drawn] = rows;
  if (drawn === undefined || drawn.last - drawn.first !== count - 1) {
    throw new Error('Numbers of the feed were drawn without its lock.');
  }
  return drawn.first;
}

async function writeChanges(db: Transaction<Database>, changes: readonly RowChange[], firstSeq: number): Promise<void> {
  const checksums = checksumMoves(changes);
  await sql`
    WITH added AS (
      INSERT INTO change (seq, scope_id, table_name, row_id, op, row_version)
      SELECT * FROM unnest(
        ${changes.map((_, index) => firstSeq + index)}::bigint[], ${changes.map(({ scopeId }) => scopeId)}::text[],
        ${changes.map(({ table }) => table)}::text[], ${changes.map(({ rowId }) => rowId)}::text[],
        ${changes.map(({ op }) => op)}::text[], ${changes.map(({ rowVersion }) => rowVersion)}::bigint[])
    )
    INSERT INTO scope_checksum AS kept (scope_id, checksum, row_count)
    SELECT * FROM unnest(
      ${checksums.map(({ scopeId }) => scopeId)}::text[], ${checksums.map(({ sum }) => sum)}::bigint[],
      ${checksums.map(({ rows }) => rows)}::bigint[])
    ON CONFLICT (scope_id) DO UPDATE SET
      -- Modulo 2^64, between -2^63 and 2^63: bigint alone would overflow.
      checksum = (((kept.checksum::numeric + excluded.checksum::numeric + 27670116110564327424)
        % 18446744073709551616) - 9223372036854775808)::bigint,
      row_count = kept.row_count + excluded.row_count`.execute(db);
  const seqByTable = new Map<SyncedTable, { ids: string[]; seqs: number[] }>();
  changes.forEach(({ table, rowId }, index) => {
    const known = seqByTable.get(table) ?? { ids: [], seqs: [] };
    seqByTable.set(table, known);
    known.ids.push(rowId);
    known.seqs.push(firstSeq + index);
  });
  for (const [table, { ids, seqs }] of seqByTable) await markRows(db, table, ids, seqs);
}

/** Each row names the change that last wrote it. */
async function markRows(
  db: Transaction<Database>,
  table: SyncedTable,
  ids: readonly string[],
  seqs: readonly number[],
): Promise<void> {
  const place = SYNCED_PLACES[table];
  if (!place.hasUpdatedSeq) return;
  await sql`
    UPDATE ${sql.table(place.table)} SET updated_seq = marked.seq
    FROM unnest(${ids}::text[], ${seqs}::bigint[]) AS marked (row_id, seq)
    WHERE ${sql.raw(place.rowId)} = marked.row_id AND ${place.isAmong(ids)}`.execute(db);
}

function checksumMoves(
  changes: readonly RowChange[],
): readonly { readonly scopeId: string; readonly sum: string; readonly rows: number }[] {
  const moves = new Map<string, { sum: bigint; rows: number }>();
  for (const { scopeId, table, rowId, op, rowVersion, previousVersion } of changes) {
    const move = moves.get(scopeId) ?? { sum: EMPTY_CHECKSUM, rows: 0 };
    moves.set(scopeId, move);
    const added = op === 'put' ? { table, id: rowId, version: rowVersion } : null;
    const taken = previousVersion > 0 ? { table, id: rowId, version: previousVersion } : null;
    move.sum = moveChecksum(move.sum, added, taken);
    move.rows += (added === null ? 0 : 1) - (taken === null ? 0 : 1);
  }
  return [...moves].map(([scopeId, { sum, rows }]) => ({ scopeId, sum: BigInt.asIntN(64, sum).toString(), rows }));
}

function auditEntryOf(entry: NewAuditEntry, { actor, now }: Flush): AuditEntry {
  const person = actor.kind === 'person' ? actor : null;
  return {
    at: now,
    actorId: person?.userId ?? null,
    sessionId: person?.sessionId ?? null,
    deviceId: person?.deviceId ?? null,
    ip: person?.ip ?? null,
    ...entry,
  };
}
