import type { PersonActor } from '../access/actor.ts';
import type { ServerContext } from '../context.ts';
import { withChanges } from '../sync/with-changes.ts';

/** A training that has not come to its end by then is given up: its worker is gone and nobody has taken it up. */
const GIVEN_UP_AFTER_MS = 2 * 3_600_000;

/** Queues a training, or names the one that waits or runs. @returns its id */
export async function askTraining(context: ServerContext, actor: PersonActor): Promise<string> {
  const { value } = await withChanges(context, actor, async ({ db, now, audit }) => {
    await db
      .updateTable('model_trainings')
      .set({ state: 'failed', ended_at: now })
      .where('state', 'in', ['queued', 'running'])
      .where('asked_at', '<', new Date(now.getTime() - GIVEN_UP_AFTER_MS))
      .execute();
    const trainingId = context.newId();
    const mine = await db
      .insertInto('model_trainings')
      .values({
        id: trainingId,
        asked_by: actor.userId,
        asked_at: now,
        state: 'queued',
        started_at: null,
        ended_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (mine === undefined) {
      const open = await db
        .selectFrom('model_trainings')
        .select('id')
        .where('state', 'in', ['queued', 'running'])
        .executeTakeFirst();
      // It has just ended: the next one is asked for as if it had been so before.
      if (open === undefined) return null;
      return open.id;
    }
    await context.jobs.enqueue(db, 'train-models', { trainingId });
    audit({
      action: 'model.ask_training',
      objectType: 'model_training',
      objectId: trainingId,
      scopeId: null,
      outcome: 'done',
      detail: {},
    });
    return trainingId;
  });
  return value ?? askTraining(context, actor);
}
