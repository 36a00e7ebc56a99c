import type { Transaction } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { actAs } from '../access/read-as.ts';
import type { ServerContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import type { ChangeBatch } from './change-batch.ts';
import { type CollectedChanges, collectChanges } from './collect-changes.ts';
import { flushChanges } from './flush-changes.ts';
import { SYNC_CHANNEL } from './sync-channel.ts';

/** Serialization failure and deadlock: the transaction did nothing, and may be tried again as it is. */
const TRY_AGAIN = new Set(['40001', '40P01']);
const MOST_ATTEMPTS = 4;

export interface Written<Value> {
  readonly value: Value;
  /** The last change of this batch; null where nothing changed. */
  readonly seq: number | null;
}

/**
 * The only way to write the shared record. One transaction as the actor; what it says happened (changes for
 * the feed, events, audit) is kept back and written as the very last step under one lock, so that sequence
 * order is commit order: a reader who has seen change 7 can never later meet a change 6. After the commit the
 * scopes are poked.
 * @param work may run more than once (after a deadlock); it must do nothing outside the transaction
 * @throws whatever `work` throws, with nothing written
 */
export async function withChanges<Value>(
  context: Pick<ServerContext, 'database' | 'clock' | 'bus' | 'newId'>,
  actor: Actor,
  work: (batch: ChangeBatch) => Promise<Value>,
): Promise<Written<Value>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce(context, actor, work);
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !isWorthAnotherTry(error)) throw error;
    }
  }
}

async function attemptOnce<Value>(
  context: Pick<ServerContext, 'database' | 'clock' | 'bus' | 'newId'>,
  actor: Actor,
  work: (batch: ChangeBatch) => Promise<Value>,
): Promise<Written<Value>> {
  const now = new Date(context.clock.nowMs());
  const collected = collectChanges();
  const written = await context.database.transaction().execute(async (db) => {
    await actAs(db, actor);
    const value = await work(batchOf(db, now, collected));
    const seq = await flushChanges(db, { collected, actor, now, newId: context.newId });
    return { value, seq };
  });
  const scopeIds = collected.pokedScopes();
  if (scopeIds.length > 0) {
    // A lost wake-up costs a listener its patience, never a row: it looks again by itself.
    await context.bus.publish(SYNC_CHANNEL, JSON.stringify({ scopeIds, seq: written.seq ?? 0 })).catch(() => {});
  }
  return written;
}

function batchOf(db: Transaction<Database>, now: Date, collected: CollectedChanges): ChangeBatch {
  return {
    db,
    now,
    change: (change) => collected.change(change),
    event: (event) => collected.event(event),
    audit: (entry) => collected.audit(entry),
    poke: (scopeId) => collected.poke(scopeId),
  };
}

function isWorthAnotherTry(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && TRY_AGAIN.has(error.code);
}
