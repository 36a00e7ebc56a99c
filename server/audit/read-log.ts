import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../db/database.ts';
import type { AuditLogTable } from '../sync/feed-tables.ts';
import type { ChainedEntry } from './audit-chain.ts';
import { type ChainFault, type ChainHead, checkChain, type NotedHead } from './check-chain.ts';

const PAGE = 2_000;

export function entryOf(row: Selectable<AuditLogTable>): ChainedEntry {
  return {
    seq: row.seq,
    at: row.at,
    actorId: row.actor_id,
    sessionId: row.session_id,
    deviceId: row.device_id,
    ip: row.ip,
    action: row.action,
    objectType: row.object_type,
    objectId: row.object_id,
    scopeId: row.scope_id,
    outcome: row.outcome,
    detail: row.detail as Readonly<Record<string, unknown>>,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}

export async function auditHead(db: Kysely<Database>): Promise<ChainHead> {
  const head = await db.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow();
  return { seq: head.last_seq, hash: head.last_hash, count: head.entry_count };
}

/**
 * Reads the whole log on one snapshot and says what is wrong with it. Pages of 2,000, so that years of it fit.
 * @param noted heads kept elsewhere: the only thing that tells a log written anew from its beginning
 */
export async function verifyAuditLog(
  database: Kysely<Database>,
  noted: readonly NotedHead[] = [],
): Promise<{ readonly end: ChainHead; readonly faults: readonly ChainFault[] }> {
  return database
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (db) => {
      const check = checkChain(noted);
      let after = Number.MIN_SAFE_INTEGER;
      for (;;) {
        const rows = await db
          .selectFrom('audit_log')
          .selectAll()
          .where('seq', '>', after)
          .orderBy('seq')
          .limit(PAGE)
          .execute();
        for (const row of rows) check.next(entryOf(row));
        const last = rows.at(-1);
        if (last === undefined) return check.finish(await auditHead(db));
        after = last.seq;
      }
    });
}
