import type { z } from 'zod';
import type { AdminUser, changedUser } from '#shared/api/admin.ts';
import type { PersonActor } from '../access/actor.ts';
import { readAs } from '../access/read-as.ts';
import { raiseAccessVersion, userScope } from '../access/scope-access.ts';
import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { withChanges } from '../sync/with-changes.ts';

/** Everybody with an account, by name; counts leave out matters that a wall hides from the reader. */
export async function listUsers(context: ServerContext, actor: PersonActor): Promise<AdminUser[]> {
  const rows = await readAs(context, actor, (db) =>
    db
      .selectFrom('users')
      .select((eb) => [
        'users.id',
        'users.email',
        'users.display_name',
        'users.role',
        'users.state',
        'users.totp_confirmed_at',
        'users.created_at',
        eb
          .exists(
            eb
              .selectFrom('grants')
              .select('grants.id')
              .whereRef('grants.user_id', '=', 'users.id')
              .where('grants.matter_id', 'is', null),
          )
          .as('sees_all'),
        eb
          .selectFrom('scope_access')
          .innerJoin('matters', 'matters.scope_id', 'scope_access.scope_id')
          .select(eb.fn.countAll().as('count'))
          .whereRef('scope_access.user_id', '=', 'users.id')
          .where('scope_access.revoked_at', 'is', null)
          .as('matter_count'),
        eb
          .selectFrom('sessions')
          .select(({ fn }) => fn.max('sessions.last_used_at').as('last'))
          .whereRef('sessions.user_id', '=', 'users.id')
          .as('last_seen_at'),
      ])
      .orderBy('users.display_name')
      .orderBy('users.id')
      .execute(),
  );
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    displayName: row.display_name,
    role: row.role as AdminUser['role'],
    state: row.state as AdminUser['state'],
    hasSecondFactor: row.totp_confirmed_at !== null,
    seesAllMatters: Boolean(row.sees_all),
    matterCount: Number(row.matter_count),
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  }));
}

/**
 * Renames, gives another role, disables or enables. In force at the next request of that person: their access
 * version rises, and somebody disabled is signed out everywhere. The last active administrator stays one.
 */
export async function changeUser(
  context: ServerContext,
  actor: PersonActor,
  userId: string,
  change: z.infer<typeof changedUser>,
): Promise<void> {
  await withChanges(context, actor, async (batch) => {
    const before = await batch.db
      .selectFrom('users')
      .select(['role', 'state', 'password_hash'])
      .where('id', '=', userId)
      .executeTakeFirst();
    if (before === undefined) throw new HttpFailure('NOT_FOUND', 'There is no such user.');
    if (change.displayName !== undefined) await rename(batch, userId, change.displayName);
    const role = change.role ?? before.role;
    // Enabled again before a password was ever set: still invited.
    const isEnabling = change.state === 'active' && before.state === 'disabled';
    const state = isEnabling
      ? before.password_hash === null
        ? 'invited'
        : 'active'
      : (stateOf(change) ?? before.state);
    if (role !== before.role || state !== before.state) {
      await keepAnAdministrator(batch, userId, role === 'administrator' && state === 'active');
      await batch.db.updateTable('users').set({ role, state }).where('id', '=', userId).execute();
      await raiseAccessVersion(batch.db, [userId]);
      if (state === 'disabled') await signOutEverywhere(batch, userId);
      batch.poke(userScope(userId));
    }
    batch.audit({
      action: 'user.change',
      objectType: 'user',
      objectId: userId,
      scopeId: null,
      outcome: 'done',
      detail: {
        fields: Object.keys(change).sort(),
        ...(role === before.role ? {} : { roleBefore: before.role, role }),
        ...(state === before.state ? {} : { stateBefore: before.state, state }),
      },
    });
  });
}

// `active` where it is asked of somebody invited changes nothing: only a password makes them so.
function stateOf({ state }: z.infer<typeof changedUser>): 'disabled' | undefined {
  return state === 'disabled' ? state : undefined;
}

async function rename({ db, change }: ChangeBatch, userId: string, displayName: string): Promise<void> {
  const { row_version } = await db
    .updateTable('users')
    .set((eb) => ({ display_name: displayName, row_version: eb('row_version', '+', 1) }))
    .where('id', '=', userId)
    .returning('row_version')
    .executeTakeFirstOrThrow();
  change({
    scopeId: 'firm',
    table: 'person',
    rowId: userId,
    op: 'put',
    rowVersion: row_version,
    previousVersion: row_version - 1,
  });
}

async function keepAnAdministrator({ db }: ChangeBatch, userId: string, willBeOne: boolean): Promise<void> {
  // Locked in one order, so that two administrators cannot each remove the other.
  const active = await db
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'administrator')
    .where('state', '=', 'active')
    .orderBy('id')
    .forUpdate()
    .execute();
  if (willBeOne || !active.some(({ id }) => id === userId) || active.length > 1) return;
  throw new HttpFailure(
    'CONFLICT',
    'This is the last active administrator. Nothing was changed; make another one first.',
  );
}

async function signOutEverywhere({ db, now }: ChangeBatch, userId: string): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ ended_at: now, end_reason: 'disabled' })
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .execute();
}
