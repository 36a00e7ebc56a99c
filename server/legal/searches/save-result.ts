import type { SavedResult } from '#shared/api/legal.ts';
import type { PersonActor } from '../../access/actor.ts';
import { notVisible } from '../../access/not-visible.ts';
import { readAs } from '../../access/read-as.ts';
import { matterScope, mayReadScope } from '../../access/scope-access.ts';
import type { ServerContext } from '../../context.ts';
import { HttpFailure } from '../../http/http-failure.ts';
import { withChanges } from '../../sync/with-changes.ts';
import type { FoundHit } from '../courtlistener/view-hits.ts';

export interface ResultToSave {
  readonly searchId: string;
  readonly hitId: string;
  readonly matterId: string;
  readonly note: string;
}

/**
 * Saves a result to a matter, as it is now; it syncs to the desks of the matter's people. Saved twice, it is saved once.
 * @throws 404 for a search or matter the person may not see; 409 for a passage of another matter's record, whose people
 *   are others
 */
export async function saveResult(
  context: ServerContext,
  actor: PersonActor,
  { searchId, hitId, matterId, note }: ResultToSave,
): Promise<string> {
  const scopeId = matterScope(matterId);
  const found = await readAs(context, actor, async (db) => ({
    isMatterSeen: await mayReadScope(db, actor.userId, scopeId),
    hit: await db
      .selectFrom('legal_hits')
      .select(['body', 'scope_id'])
      .where('id', '=', hitId)
      .where('search_id', '=', searchId)
      .executeTakeFirst(),
  }));
  if (!found.isMatterSeen) return notVisible(context, actor, { objectType: 'matter', objectId: matterId });
  const { hit } = found;
  if (hit === undefined) return notVisible(context, actor, { objectType: 'search', objectId: searchId });
  if (hit.scope_id !== null && hit.scope_id !== 'firm' && hit.scope_id !== scopeId) {
    throw new HttpFailure(
      'CONFLICT',
      'This comes from the record of another matter, whose people are others. Nothing was saved; open it there.',
    );
  }
  const { value } = await withChanges(context, actor, async (batch) => {
    const id = context.newId();
    const inserted = await batch.db
      .insertInto('legal_saved')
      .values({
        id,
        matter_id: matterId,
        search_id: searchId,
        hit_id: hitId,
        body: JSON.stringify(hit.body),
        note,
        saved_by: actor.userId,
        saved_at: batch.now,
        scope_id: scopeId,
        updated_seq: null,
        deleted_at: null,
      })
      .onConflict((conflict) => conflict.columns(['matter_id', 'hit_id']).where('deleted_at', 'is', null).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (inserted === undefined) {
      const before = await batch.db
        .selectFrom('legal_saved')
        .select('id')
        .where('matter_id', '=', matterId)
        .where('hit_id', '=', hitId)
        .where('deleted_at', 'is', null)
        .executeTakeFirstOrThrow();
      return before.id;
    }
    batch.change({ scopeId, table: 'saved_result', rowId: id, op: 'put', rowVersion: 1, previousVersion: 0 });
    batch.audit({
      action: 'legal.save',
      objectType: 'saved_result',
      objectId: id,
      scopeId,
      outcome: 'done',
      detail: { searchId },
    });
    return id;
  });
  return value;
}

/** Takes a saved result off its matter, for whoever may see the matter. @throws 404 */
export async function removeSaved(context: ServerContext, actor: PersonActor, id: string): Promise<void> {
  const { value: isFound } = await withChanges(context, actor, async (batch) => {
    const row = await batch.db
      .selectFrom('legal_saved')
      .select(['scope_id', 'row_version'])
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) return false;
    const { scope_id: scopeId, row_version: before } = row;
    await batch.db
      .updateTable('legal_saved')
      .set({ deleted_at: batch.now, row_version: before + 1 })
      .where('id', '=', id)
      .execute();
    const versions = { rowVersion: before + 1, previousVersion: before };
    batch.change({ scopeId, table: 'saved_result', rowId: id, op: 'delete', ...versions });
    const about = { objectType: 'saved_result', objectId: id, scopeId } as const;
    batch.audit({ action: 'legal.unsave', ...about, outcome: 'done', detail: {} });
    return true;
  });
  if (!isFound) await notVisible(context, actor, { objectType: 'saved_result', objectId: id });
}

/** What was saved to a matter, oldest first. @throws 404 */
export async function listSaved(context: ServerContext, actor: PersonActor, matterId: string): Promise<SavedResult[]> {
  const rows = await readAs(context, actor, async (db) => {
    if (!(await mayReadScope(db, actor.userId, matterScope(matterId)))) return null;
    return db
      .selectFrom('legal_saved')
      .selectAll()
      .where('scope_id', '=', matterScope(matterId))
      .where('deleted_at', 'is', null)
      .orderBy('id')
      .execute();
  });
  if (rows === null) return notVisible(context, actor, { objectType: 'matter', objectId: matterId });
  return rows.map((row) => ({
    // Sound: a hit as it was written.
    ...(row.body as FoundHit),
    savedId: row.id,
    matterId: row.matter_id,
    note: row.note,
    savedBy: row.saved_by,
    savedAt: row.saved_at.toISOString(),
  }));
}
