import type { PersonActor } from '../access/actor.ts';
import { notVisible } from '../access/not-visible.ts';
import { type AccessChange, matterScope, refreshAccess } from '../access/scope-access.ts';
import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { withChanges } from '../sync/with-changes.ts';

export interface AccessOutcome {
  readonly id: string;
  readonly gained: number;
  readonly lost: number;
}

/** Lets a user see a matter, or (null) every matter that no wall hides. In force when this returns. */
export async function giveGrant(
  context: ServerContext,
  actor: PersonActor,
  { userId, matterId }: { readonly userId: string; readonly matterId: string | null },
): Promise<AccessOutcome> {
  return changeAccess(context, actor, matterId, userId, async (batch) => {
    const id = context.newId();
    const { numInsertedOrUpdatedRows } = await batch.db
      .insertInto('grants')
      .values({ id, user_id: userId, matter_id: matterId, granted_by: actor.userId, granted_at: batch.now })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) throw new HttpFailure('CONFLICT', 'This person has this grant already.');
    return { id, action: 'grant.give', objectType: 'grant' };
  });
}

export async function withdrawGrant(
  context: ServerContext,
  actor: PersonActor,
  grantId: string,
): Promise<AccessOutcome> {
  const found = await context.database
    .selectFrom('grants')
    .select(['user_id', 'matter_id'])
    .where('id', '=', grantId)
    .executeTakeFirst();
  if (found === undefined) throw new HttpFailure('NOT_FOUND', 'There is no such grant.');
  return changeAccess(context, actor, found.matter_id, found.user_id, async (batch) => {
    const { numDeletedRows } = await batch.db.deleteFrom('grants').where('id', '=', grantId).executeTakeFirst();
    if (numDeletedRows === 0n) throw new HttpFailure('NOT_FOUND', 'There is no such grant.');
    return { id: grantId, action: 'grant.withdraw', objectType: 'grant' };
  });
}

/** Hides a matter from a user, whatever role or grant they have. In force when this returns. */
export async function raiseWall(
  context: ServerContext,
  actor: PersonActor,
  given: { readonly userId: string; readonly matterId: string; readonly reason: string },
): Promise<AccessOutcome> {
  const { userId, matterId, reason } = given;
  return changeAccess(context, actor, matterId, userId, async (batch) => {
    const id = context.newId();
    const { numInsertedOrUpdatedRows } = await batch.db
      .insertInto('walls')
      .values({
        id,
        matter_id: matterId,
        user_id: userId,
        reason,
        raised_by: actor.userId,
        raised_at: batch.now,
        lifted_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) throw new HttpFailure('CONFLICT', 'This wall stands already.');
    return { id, action: 'wall.raise', objectType: 'wall' };
  });
}

/** A wall is never removed, only lifted: who was kept out, and when, stays known. */
export async function lowerWall(context: ServerContext, actor: PersonActor, wallId: string): Promise<AccessOutcome> {
  const found = await context.database
    .selectFrom('walls')
    .select(['user_id', 'matter_id'])
    .where('id', '=', wallId)
    .where('lifted_at', 'is', null)
    .executeTakeFirst();
  if (found === undefined) throw new HttpFailure('NOT_FOUND', 'There is no such wall standing.');
  return changeAccess(context, actor, found.matter_id, found.user_id, async (batch) => {
    const { numUpdatedRows } = await batch.db
      .updateTable('walls')
      .set({ lifted_at: batch.now })
      .where('id', '=', wallId)
      .where('lifted_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new HttpFailure('NOT_FOUND', 'There is no such wall standing.');
    return { id: wallId, action: 'wall.lower', objectType: 'wall' };
  });
}

interface Written {
  readonly id: string;
  readonly action: string;
  readonly objectType: string;
}

/** Writes, reckons access anew and audits, all in one; 404 where the matter is hidden from the administrator. */
async function changeAccess(
  context: ServerContext,
  actor: PersonActor,
  matterId: string | null,
  userId: string,
  write: (batch: ChangeBatch) => Promise<Written>,
): Promise<AccessOutcome> {
  const { value } = await withChanges(context, actor, async (batch) => {
    if (matterId !== null && !(await isMatterVisible(batch, matterId))) return 'hidden';
    const user = await batch.db.selectFrom('users').select('id').where('id', '=', userId).executeTakeFirst();
    if (user === undefined) throw new HttpFailure('NOT_FOUND', 'There is no such user.');
    const { id, action, objectType } = await write(batch);
    const changes = await refreshAccess(batch, { userIds: [userId] });
    const outcome = { id, gained: count(changes, true), lost: count(changes, false) };
    batch.audit({
      action,
      objectType,
      objectId: id,
      scopeId: matterId === null ? null : matterScope(matterId),
      outcome: 'done',
      detail: { userId, gained: outcome.gained, lost: outcome.lost },
    });
    return outcome;
  });
  if (value === 'hidden') return notVisible(context, actor, { objectType: 'matter', objectId: matterId ?? '' });
  return value;
}

async function isMatterVisible({ db }: ChangeBatch, matterId: string): Promise<boolean> {
  // Row security decides.
  const matter = await db.selectFrom('matters').select('id').where('id', '=', matterId).executeTakeFirst();
  return matter !== undefined;
}

function count(changes: readonly AccessChange[], isGranted: boolean): number {
  return changes.filter((change) => change.isGranted === isGranted).length;
}
