import type { Transaction } from 'kysely';
import type { Database } from '../db/database.ts';
import { type AuditEntry, chainEntries } from './audit-chain.ts';
import { auditHead } from './read-log.ts';

/**
 * Adds entries at the end of the log. Only under the late lock of `withChanges`, as its last step: two
 * writers at once would follow the same entry, and the database refuses the second.
 * @param firstSeq drawn from `change_seq` under that lock, with one number for each entry
 */
export async function appendAudit(
  db: Transaction<Database>,
  firstSeq: number,
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const { hash } = await auditHead(db);
  await db
    .insertInto('audit_log')
    .values(
      chainEntries(hash, firstSeq, entries).map((entry) => ({
        seq: entry.seq,
        at: entry.at,
        actor_id: entry.actorId,
        session_id: entry.sessionId,
        device_id: entry.deviceId,
        ip: entry.ip,
        action: entry.action,
        object_type: entry.objectType,
        object_id: entry.objectId,
        scope_id: entry.scopeId,
        outcome: entry.outcome,
        detail: JSON.stringify(entry.detail),
        previous_hash: Buffer.from(entry.previousHash),
        hash: Buffer.from(entry.hash),
      })),
    )
    .execute();
}
