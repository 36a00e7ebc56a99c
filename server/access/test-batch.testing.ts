import type { ServerContext } from '../context.ts';
import type { ChangeBatch, NewAuditEntry, RowChange } from '../sync/change-batch.ts';
import type { Actor } from './actor.ts';
import { actAs } from './read-as.ts';

export interface KeptBack {
  readonly changes: RowChange[];
  readonly audit: NewAuditEntry[];
  readonly pokes: string[];
}

/** A transaction as the actor, whose announcements are kept for a look and written nowhere. */
export function testBatch<Value>(
  context: ServerContext,
  actor: Actor,
  work: (batch: ChangeBatch, kept: KeptBack) => Promise<Value>,
): Promise<Value> {
  const kept: KeptBack = { changes: [], audit: [], pokes: [] };
  return context.database.transaction().execute(async (db) => {
    await actAs(db, actor);
    return work(
      {
        db,
        now: new Date(context.clock.nowMs()),
        change: (change) => void kept.changes.push(change),
        event: () => {},
        audit: (entry) => void kept.audit.push(entry),
        poke: (scopeId) => void kept.pokes.push(scopeId),
      },
      kept,
    );
  });
}
