import { sql } from 'kysely';
import type { ModelKind } from '#shared/api/models.ts';
import { SYSTEM } from '../access/actor.ts';
import { readAs } from '../access/read-as.ts';
import type { ServerContext } from '../context.ts';
import { isDatabaseGone } from '../db/database-gone.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { withChanges } from '../sync/with-changes.ts';
import type { TrainedVersion, TrainingLine, TrainingOutcome } from './train-all.ts';
import { trainInThread } from './train-in-thread.ts';
import { readTrainingLines } from './training-lines.ts';

/** Versions of a kind that are kept, besides the one in use. */
const KEPT_VERSIONS = 10;

type Train = (lines: readonly TrainingLine[]) => Promise<TrainingOutcome>;

/**
 * Does one training: reads, trains, keeps what came out, and puts to use whatever is fit. Run again after a break it
 * begins anew; one that is over is left alone. A defect ends it as failed, so that the next may be asked for.
 */
export async function runTraining(
  context: ServerContext,
  trainingId: string,
  train: Train = trainInThread,
): Promise<void> {
  const { value: isMine } = await withChanges(context, SYSTEM, ({ db, now }) =>
    db
      .updateTable('model_trainings')
      .set({ state: 'running', started_at: now })
      .where('id', '=', trainingId)
      .where('state', 'in', ['queued', 'running'])
      .returning('id')
      .executeTakeFirst(),
  );
  if (isMine === undefined) return;
  try {
    const lines = await readAs(context, SYSTEM, readTrainingLines);
    const outcome = await train(lines);
    await withChanges(context, SYSTEM, (batch) => keep(context, batch, trainingId, outcome));
  } catch (error) {
    // The database comes back and the job with it.
    if (isDatabaseGone(error)) throw error;
    context.log.error({ category: 'job', err: error }, 'a training failed');
    context.systemErrors?.report('MODEL_TRAINING');
    await withChanges(context, SYSTEM, ({ db, now }) =>
      db.updateTable('model_trainings').set({ state: 'failed', ended_at: now }).where('id', '=', trainingId).execute(),
    );
  }
}

async function keep(
  context: Pick<ServerContext, 'newId'>,
  batch: ChangeBatch,
  trainingId: string,
  { versions, tooLittleFor }: TrainingOutcome,
): Promise<void> {
  const { db, now } = batch;
  const open = await db
    .updateTable('model_trainings')
    .set({ state: 'done', ended_at: now, too_little_for: JSON.stringify(tooLittleFor) })
    .where('id', '=', trainingId)
    .where('state', '=', 'running')
    .returning('id')
    .executeTakeFirst();
  // Done by somebody else meanwhile: a job whose worker was thought dead.
  if (open === undefined) return;
  const activated: ModelKind[] = [];
  for (const version of versions) {
    const isFit = version.unfitFor.length === 0;
    if (isFit) {
      await db
        .updateTable('models')
        .set({ is_active: false })
        .where('kind', '=', version.kind)
        .where('is_active', '=', true)
        .execute();
      activated.push(version.kind);
    }
    await insertVersion(context, batch, trainingId, version, isFit);
    await forgetOld(db, version.kind);
  }
  await db
    .updateTable('model_trainings')
    .set({ activated: JSON.stringify(activated) })
    .where('id', '=', trainingId)
    .execute();
  batch.audit({
    action: 'model.train',
    objectType: 'model_training',
    objectId: trainingId,
    scopeId: null,
    outcome: 'done',
    detail: { activated, versions: versions.map(({ kind, lineCount, unfitFor }) => ({ kind, lineCount, unfitFor })) },
  });
}

async function insertVersion(
  { newId }: Pick<ServerContext, 'newId'>,
  { db, now }: ChangeBatch,
  trainingId: string,
  version: TrainedVersion,
  isActive: boolean,
): Promise<void> {
  const { last } = await db
    .selectFrom('models')
    .select(({ fn }) => fn.max('version').as('last'))
    .where('kind', '=', version.kind)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('models')
    .values({
      id: newId(),
      kind: version.kind,
      version: (last ?? 0) + 1,
      training_id: trainingId,
      trained_at: now,
      line_count: version.lineCount,
      matter_count: version.matterCount,
      client_count: version.clientCount,
      label_count: version.labelCount,
      reject_below_e4: version.rejectBelowE4,
      metrics: JSON.stringify(version.metrics),
      unfit_for: JSON.stringify(version.unfitFor),
      is_active: isActive,
      bytes: Buffer.from(version.bytes),
    })
    .execute();
}

async function forgetOld(db: ChangeBatch['db'], kind: ModelKind): Promise<void> {
  await sql`
    DELETE FROM models WHERE kind = ${kind} AND NOT is_active AND version <= (
      SELECT max(version) - ${KEPT_VERSIONS} FROM models WHERE kind = ${kind})`.execute(db);
}
