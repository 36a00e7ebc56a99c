import type { ServerContext } from '../context.ts';
import type { ChangeBatch, RowChange } from '../sync/change-batch.ts';
import { withChanges } from '../sync/with-changes.ts';
import type { Actor } from './actor.ts';

/** What a batch announced. */
export interface Announced {
  readonly changes: RowChange[];
  readonly pokes: string[];
}

/** `withChanges`, with a look at what the work announced. */
export async function testBatch<Value>(
  context: ServerContext,
  actor: Actor,
  work: (batch: ChangeBatch, announced: Announced) => Promise<Value>,
): Promise<Value> {
  const announced: Announced = { changes: [], pokes: [] };
  const { value } = await withChanges(context, actor, (batch) =>
    work(
      {
        ...batch,
        change(change) {
          announced.changes.push(change);
          batch.change(change);
        },
        poke(scopeId) {
          announced.pokes.push(scopeId);
          batch.poke(scopeId);
        },
      },
      announced,
    ),
  );
  return value;
}
