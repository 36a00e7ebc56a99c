import {
  MODEL_KINDS,
  type ModelKind,
  type ModelList,
  type ModelMetrics,
  type ModelTraining,
  type UnfitReason,
} from '#shared/api/models.ts';
import type { ReadTransaction } from '../access/read-as.ts';
import type { ActiveModels } from './active-models.ts';

/** Every version without its bytes, the newest first, and how each kind stands. */
export async function listModels(db: ReadTransaction, active: ActiveModels): Promise<ModelList> {
  const rows = await db
    .selectFrom('models')
    .select(['id', 'kind', 'version', 'trained_at', 'training_id', 'line_count', 'matter_count', 'client_count'])
    .select(['label_count', 'reject_below_e4', 'metrics', 'unfit_for', 'is_active'])
    .orderBy('trained_at', 'desc')
    .orderBy('kind')
    .orderBy('version', 'desc')
    .execute();
  const training = await db
    .selectFrom('model_trainings')
    .selectAll()
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    kinds: MODEL_KINDS.map((kind) => ({
      kind,
      state: active.broken.includes(kind) ? 'broken' : active.models.has(kind) ? 'on' : 'off',
      activeVersion: rows.find((row) => row.kind === kind && row.is_active)?.version ?? null,
    })),
    // Sound casts: closed sets and JSON of our own, checked by the table and by the contract on the way out.
    versions: rows.map((row) => ({
      id: row.id,
      kind: row.kind as ModelKind,
      version: row.version,
      trainedAt: row.trained_at.toISOString(),
      trainingId: row.training_id,
      lineCount: row.line_count,
      matterCount: row.matter_count,
      clientCount: row.client_count,
      labelCount: row.label_count,
      rejectBelowE4: row.reject_below_e4,
      metrics: row.metrics as ModelMetrics,
      unfitFor: row.unfit_for as UnfitReason[],
      isActive: row.is_active,
    })),
    training:
      training === undefined
        ? null
        : {
            id: training.id,
            state: training.state as ModelTraining['state'],
            askedAt: training.asked_at.toISOString(),
            endedAt: training.ended_at?.toISOString() ?? null,
            activated: training.activated as ModelKind[],
            tooLittleFor: training.too_little_for as ModelKind[],
          },
  };
}
