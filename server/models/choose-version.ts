import type { ModelKind } from '#shared/api/models.ts';
import type { PersonActor } from '../access/actor.ts';
import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { withChanges } from '../sync/with-changes.ts';

/** Puts a version to use, which may be an earlier one. @throws 404 for none, 409 for one that did not beat the baselines */
export async function activateModel(context: ServerContext, actor: PersonActor, modelId: string): Promise<void> {
  await withChanges(context, actor, async ({ db, audit }) => {
    const row = await db
      .selectFrom('models')
      .select(['kind', 'version', 'unfit_for'])
      .where('id', '=', modelId)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw new HttpFailure('NOT_FOUND', 'There is no such version of a model.');
    if ((row.unfit_for as readonly unknown[]).length > 0) {
      throw new HttpFailure(
        'CONFLICT',
        'This version did no better than what needs no learning, or misjudges itself. Nothing was changed. Train again when more lines are approved.',
      );
    }
    await db
      .updateTable('models')
      .set({ is_active: false })
      .where('kind', '=', row.kind)
      .where('is_active', '=', true)
      .execute();
    await db.updateTable('models').set({ is_active: true }).where('id', '=', modelId).execute();
    audit({
      action: 'model.activate',
      objectType: 'model',
      objectId: modelId,
      scopeId: null,
      outcome: 'done',
      detail: { kind: row.kind, version: row.version },
    });
  });
}

/** No suggestions of a kind until a version is put to use again. */
export async function turnOffKind(context: ServerContext, actor: PersonActor, kind: ModelKind): Promise<void> {
  await withChanges(context, actor, async ({ db, audit }) => {
    const off = await db
      .updateTable('models')
      .set({ is_active: false })
      .where('kind', '=', kind)
      .where('is_active', '=', true)
      .returning('id')
      .executeTakeFirst();
    if (off === undefined) return;
    audit({
      action: 'model.turn_off',
      objectType: 'model',
      objectId: off.id,
      scopeId: null,
      outcome: 'done',
      detail: { kind },
    });
  });
}
