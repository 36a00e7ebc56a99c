import { setTimeout } from 'node:timers/promises';
import type { Actor } from '../access/actor.ts';
import { actAs, type Plans } from '../access/read-as.ts';
import type { ServerContext } from '../context.ts';
import { isDatabaseGone } from '../db/database-gone.ts';
import { writeNotifications } from '../notifications/write-notifications.ts';
import type { ChangeBatch, NewAuditEntry, NewEvent } from './change-batch.ts';
import { flush, type KeptBack, type Numbers } from './flush.ts';
import { keptChanges } from './kept-changes.ts';
import { tellOthers } from './tell-others.ts';

const ATTEMPTS = 6;
const WAIT_MS = 20;

export interface WithChanges<Value> {
  readonly value: Value;
  /** The number of the last changed row; null where no synced row changed. */
  readonly seq: number | null;
}

/**
 * The one way to write the shared record. Opens a transaction as the actor (row security applies), keeps back
 * what `work` says happened, and writes it as the last step under one lock, so that numbers come in commit
 * order and a slow transaction holds nobody up. Wakes the other desks after the commit.
 * @param work runs its statements on `batch.db`; it is run again after a deadlock or a serialization failure,
 *   so it changes nothing outside the transaction. No network, no model, no file inside.
 * @throws whatever `work` throws, with everything undone
 */
export async function withChanges<Value>(
  context: Pick<ServerContext, 'database' | 'clock' | 'newId' | 'bus' | 'log'>,
  actor: Actor,
  work: (batch: ChangeBatch) => Promise<Value>,
): Promise<WithChanges<Value>> {
  return inBatch(context, actor, async (batch) => work(batch));
}

/**
 * As `withChanges`, for the push route, which also keeps what each mutation is answered.
 * @param plans `kept` where the statements find their rows by ids
 */
export async function inBatch<Value>(
  context: Pick<ServerContext, 'database' | 'clock' | 'newId' | 'bus' | 'log'>,
  actor: Actor,
  work: (batch: ChangeBatch, kept: KeptBack) => Promise<Value>,
  plans: Plans = 'fitted',
): Promise<WithChanges<Value>> {
  for (let attempt = 1; ; attempt += 1) {
    let hasBegun = false;
    try {
      const { value, kept, numbers } = await once(context, actor, plans, (batch, kept) => {
        hasBegun = true;
        return work(batch, kept);
      });
      tellOthers(context, kept, numbers);
      return { value, seq: numbers?.lastSeq ?? null };
    } catch (error) {
      // A pool may lend a connection that a restarted server has closed: nothing was done on it yet.
      const isStale = !hasBegun && isDatabaseGone(error);
      if (attempt === ATTEMPTS || !(isStale || isWorthAnother(error))) throw error;
      await setTimeout(attempt * WAIT_MS * (0.5 + Math.random()));
    }
  }
}

async function once<Value>(
  context: Pick<ServerContext, 'database' | 'clock' | 'newId'>,
  actor: Actor,
  plans: Plans,
  work: (batch: ChangeBatch, kept: KeptBack) => Promise<Value>,
): Promise<{ readonly value: Value; readonly kept: KeptBack; readonly numbers: Numbers | null }> {
  const now = new Date(context.clock.nowMs());
  const changes = keptChanges();
  const events: (NewEvent & { readonly id: string })[] = [];
  const audit: NewAuditEntry[] = [];
  const pokes = new Set<string>();
  const kept: KeptBack = { actor, now, changes, events, audit, pokes, results: [] };
  return context.database.transaction().execute(async (db) => {
    await actAs(db, actor, plans);
    const batch: ChangeBatch = {
      db,
      now,
      change: (change) => changes.add(change),
      event: (event) => void events.push({ ...event, id: context.newId() }),
      audit: (entry) => void audit.push(entry),
      poke: (scopeId) => void pokes.add(scopeId),
    };
    const value = await work(batch, kept);
    await writeNotifications(batch, actor, events, () => context.newId());
    return { value, kept, numbers: await flush(db, kept) };
  });
}

/** Serialization failure and deadlock: PostgreSQL undid everything and asks to try again. */
function isWorthAnother(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === '40001' || code === '40P01';
}
