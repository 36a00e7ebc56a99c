import { sql, type Transaction } from 'kysely';
import type { GroupResult, MutationOutcome } from '#shared/api/sync.ts';
import type { Actor } from '../access/actor.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { Database } from '../db/database.ts';
import type { AuditedPerson, NewAuditEntry, NewEvent } from './change-batch.ts';
import type { KeptChanges } from './kept-changes.ts';

/** What a device's mutation was answered, on its way into `mutation_result`. */
export interface KeptResult {
  readonly deviceId: string;
  readonly clientSeq: number;
  readonly mutationId: string;
  readonly outcome: MutationOutcome;
  readonly code: string | null;
  readonly message: string | null;
  readonly groups: readonly GroupResult[];
  /** Whether a pull has anything to show for it. */
  readonly hasEffect: boolean;
}

/** What a transaction keeps back until its last step. */
export interface KeptBack {
  readonly actor: Actor;
  readonly now: Date;
  readonly changes: KeptChanges;
  readonly events: readonly (NewEvent & { readonly id: string })[];
  readonly audit: readonly NewAuditEntry[];
  readonly pokes: ReadonlySet<string>;
  /** All of one device. */
  readonly results: KeptResult[];
}

export interface Numbers {
  /** Of the last changed row; null where none changed. */
  readonly lastSeq: number | null;
  /** The highest number this batch drew. */
  readonly highest: number;
}

/**
 * The last step of a transaction: takes the lock, then writes changes, checksums, results, events and audit
 * entries. Nothing may follow but the commit. @returns null where nothing was kept back
 */
export async function flush(db: Transaction<Database>, kept: KeptBack): Promise<Numbers | null> {
  const { actor, now, changes, events, audit, pokes, results } = kept;
  const { rows, sums } = changes;
  if (rows.length + events.length + audit.length + pokes.size + results.length === 0) return null;
  const person = personOf(actor);
  const eventRows = events.map(({ id, type, scopeId, subjectId, data }) => ({
    id,
    type,
    scope_id: scopeId,
    subject_id: subjectId,
    actor_id: person.actorId,
    data,
  }));
  // A batch that only wakes somebody needs a number too, higher than any they have seen.
  const reserved = audit.length > 0 ? audit.length : rows.length + events.length > 0 ? 0 : 1;
  const answer = await sql<{ last_seq: number | null; highest: number }>`SELECT last_seq, highest FROM lait_flush(
    ${now}, ${reserved},
    ${rows.map(({ scopeId }) => scopeId)}, ${rows.map(({ table }) => table)}, ${rows.map(({ rowId }) => rowId)},
    ${rows.map(({ op }) => op)}, ${rows.map(({ rowVersion }) => rowVersion)},
    ${sums.map(({ scopeId }) => scopeId)}, ${sums.map(({ delta }) => delta)}, ${sums.map(({ rowCount }) => rowCount)},
    ${eventRows.length === 0 ? null : JSON.stringify(eventRows)},
    ${results[0]?.deviceId ?? null}, ${results.map(({ clientSeq }) => clientSeq)},
    ${results.map(({ mutationId }) => mutationId)}, ${results.map(({ outcome }) => outcome)},
    ${results.map(({ code }) => code)}, ${results.map(({ message }) => message)},
    ${results.map(({ groups }) => JSON.stringify(groups))}, ${results.map(({ hasEffect }) => hasEffect)})`.execute(db);
  const numbers = answer.rows[0];
  if (numbers === undefined) throw new Error('The feed gave no number.');
  await appendAudit(
    db,
    numbers.highest - audit.length + 1,
    audit.map(({ by, ...entry }) => ({ ...entry, ...(by ?? person), at: now })),
  );
  return { lastSeq: numbers.last_seq, highest: numbers.highest };
}

function personOf(actor: Actor): AuditedPerson {
  if (actor.kind === 'system') return { actorId: null, sessionId: null, deviceId: null, ip: null };
  const { userId, sessionId, deviceId, ip } = actor;
  return { actorId: userId, sessionId, deviceId, ip };
}
