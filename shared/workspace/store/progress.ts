import type { PreparedSql } from './prepared-sql.ts';

/** How far the cache follows the outbox. Written in the same transaction as what it tells of. */
export interface Progress {
  readonly outboxId: string;
  readonly appliedSeq: number;
  /** Set while in use: found set at the next start, the last one did not end in order. */
  readonly isOpen: boolean;
}

export function readProgress(cache: PreparedSql): Progress | null {
  const row = cache.get<{ outbox_id: string; applied_seq: number; is_open: number }>(
    'SELECT outbox_id, applied_seq, is_open FROM progress',
  );
  return row === undefined ? null : { outboxId: row.outbox_id, appliedSeq: row.applied_seq, isOpen: row.is_open === 1 };
}

export function beginProgress(cache: PreparedSql, outboxId: string): void {
  cache.run('INSERT INTO progress (id, outbox_id, applied_seq, is_open) VALUES (1, ?, 0, 1)', outboxId);
}

export function advanceProgress(cache: PreparedSql, clientSeq: number): void {
  cache.run('UPDATE progress SET applied_seq = ?', clientSeq);
}

export function markOpen(cache: PreparedSql, isOpen: boolean): void {
  cache.run('UPDATE progress SET is_open = ?', isOpen ? 1 : 0);
}
