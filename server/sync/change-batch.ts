import type { Transaction } from 'kysely';
import type { SyncedTable } from '#shared/sync/synced-row.ts';
import type { Database } from '../db/database.ts';

/** One row that a transaction wrote, for the feed. */
export interface RowChange {
  readonly scopeId: string;
  readonly table: SyncedTable;
  readonly rowId: string;
  readonly op: 'put' | 'delete';
  /** The row's version after this write. */
  readonly rowVersion: number;
  /** Its version before; 0 when it was not there. Both enter the scope's checksum. */
  readonly previousVersion: number;
}

export const EVENT_TYPES = [
  'system.startup', 'system.shutdown', 'system.error',
  'invoice.uploaded', 'invoice.processed', 'invoice.flagged',
  'legal.search_complete', 'legal.verification_complete',
] as const; // biome-ignore format: one list
export type EventType = (typeof EVENT_TYPES)[number];

/** Ids and counts only, never a name, a number of an invoice or a narrative. */
export interface NewEvent {
  readonly type: EventType;
  /** Null: for administrators alone. */
  readonly scopeId: string | null;
  readonly subjectId: string | null;
  readonly data: Readonly<Record<string, string | number>>;
}

export interface NewAuditEntry {
  /** `noun.verb`, as listed in docs/audit.md: `auth.sign_in`, `invoice.approve`, `wall.raise`, ... */
  readonly action: string;
  readonly objectType: string | null;
  readonly objectId: string | null;
  readonly scopeId: string | null;
  readonly outcome: 'done' | 'denied' | 'failed';
  /** Ids, counts, digests of before and after; no client data. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** Whose doing it was, where that is not the batch's actor: a sign-in, before there is a session. */
  readonly by?: AuditedPerson | undefined;
}

export interface AuditedPerson {
  readonly actorId: string | null;
  readonly sessionId: string | null;
  readonly deviceId: string | null;
  readonly ip: string | null;
}

/**
 * A transaction that writes the shared record. What it says happened is kept back and written as the very
 * last step, under one lock, so that sequence order is commit order (desktop.md 2.3, "late lock").
 */
export interface ChangeBatch {
  readonly db: Transaction<Database>;
  /** The batch's own moment. */
  readonly now: Date;
  change(change: RowChange): void;
  event(event: NewEvent): void;
  audit(entry: NewAuditEntry): void;
  /** Wakes whoever holds this scope after the commit, where no row of it changed (access given or withdrawn). */
  poke(scopeId: string): void;
}
