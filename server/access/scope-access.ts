import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { withdrawFromInbox } from '../notifications/withdraw-from-inbox.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { asSystem } from './as-system.ts';

export interface VisibleScope {
  readonly scopeId: string;
  readonly epoch: number;
}

/** A scope that somebody gained or lost. */
export interface AccessChange {
  readonly userId: string;
  readonly scopeId: string;
  /** Of the access that began, or of the one that ended. */
  readonly epoch: number;
  readonly isGranted: boolean;
}

export function matterScope(matterId: string): string {
  return `matter:${matterId}`;
}

export function userScope(userId: string): string {
  return `user:${userId}`;
}

/** Every scope a user may see, with its epoch. A list or a total that starts here needs no further check. */
export async function visibleScopes(db: Kysely<Database>, userId: string): Promise<VisibleScope[]> {
  const rows = await db
    .selectFrom('scope_access')
    .select(['scope_id', 'epoch'])
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .execute();
  return rows.map(({ scope_id, epoch }) => ({ scopeId: scope_id, epoch }));
}

export async function mayReadScope(db: Kysely<Database>, userId: string, scopeId: string): Promise<boolean> {
  const row = await db
    .selectFrom('scope_access')
    .select('epoch')
    .where('user_id', '=', userId)
    .where('scope_id', '=', scopeId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Active users who may see a scope: whom an event or a notification may reach. */
export async function usersWhoSee(db: Kysely<Database>, scopeId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('scope_access')
    .innerJoin('users', 'users.id', 'scope_access.user_id')
    .select('users.id')
    .where('scope_access.scope_id', '=', scopeId)
    .where('scope_access.revoked_at', 'is', null)
    .where('users.state', '=', 'active')
    .orderBy('users.id')
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Whose access to reckon anew, after grants, walls, users or matters were written in this transaction. Both
 * may be given: then every pair that touches one of them.
 */
export interface AccessQuestion {
  readonly userIds?: readonly string[];
  readonly matterIds?: readonly string[];
}

/**
 * Brings `scope_access` in line with grants and walls and does what follows: raises the access version of
 * everybody concerned (cached answers and open tokens of the old one are void), withdraws their notifications
 * about what they lost, and wakes their desks, so that a withdrawal reaches an open window at once.
 * Call it in the same batch, after the rows were written. A standing wall beats every grant and role.
 * @returns what changed; empty when nothing did
 */
export async function refreshAccess(batch: ChangeBatch, question: AccessQuestion): Promise<readonly AccessChange[]> {
  const changes = await asSystem(batch.db, async () => {
    const found = await reckonAccess(batch.db, question, batch.now);
    await withdrawFromInbox(
      batch,
      found.filter(({ isGranted }) => !isGranted),
    );
    return found;
  });
  const userIds = [...new Set(changes.map(({ userId }) => userId))].sort();
  if (userIds.length > 0) await raiseAccessVersion(batch.db, userIds);
  for (const userId of userIds) batch.poke(userScope(userId));
  return changes;
}

/** After a change of role too: what was cached under the old version is never answered again. */
export async function raiseAccessVersion(db: Transaction<Database>, userIds: readonly string[]): Promise<void> {
  await db
    .updateTable('users')
    .set(({ eb }) => ({ access_version: eb('access_version', '+', 1) }))
    .where('id', 'in', userIds)
    .execute();
}

async function reckonAccess(
  db: Transaction<Database>,
  { userIds = [], matterIds = [] }: AccessQuestion,
  now: Date,
): Promise<AccessChange[]> {
  // Two at once, one raising a wall and one granting, must see each other's rows: one after the other.
  await sql`SELECT pg_advisory_xact_lock(${ACCESS_LOCK})`.execute(db);
  const { rows } = await sql<{ user_id: string; scope_id: string; epoch: number; is_granted: boolean }>`
    WITH pairs AS (
      SELECT u.id AS user_id, m.id AS matter_id
      FROM users u CROSS JOIN matters m
      WHERE u.id = ANY(${[...userIds]}::uuid[]) OR m.id = ANY(${[...matterIds]}::uuid[])
    ), wanted AS (
      SELECT p.user_id, 'matter:' || p.matter_id AS scope_id
      FROM pairs p JOIN matters m ON m.id = p.matter_id AND m.deleted_at IS NULL
      WHERE EXISTS (
        SELECT 1 FROM grants g
        WHERE g.user_id = p.user_id AND (g.matter_id = p.matter_id OR g.matter_id IS NULL))
      AND NOT EXISTS (
        SELECT 1 FROM walls w
        WHERE w.user_id = p.user_id AND w.matter_id = p.matter_id AND w.lifted_at IS NULL)
    ), revoked AS (
      UPDATE scope_access a SET revoked_at = ${now}
      FROM pairs p
      WHERE a.user_id = p.user_id AND a.scope_id = 'matter:' || p.matter_id AND a.revoked_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.user_id = a.user_id AND w.scope_id = a.scope_id)
      RETURNING a.user_id, a.scope_id, a.epoch
    ), granted AS (
      INSERT INTO scope_access AS a (user_id, scope_id, granted_at)
      SELECT user_id, scope_id, ${now} FROM wanted
      ON CONFLICT (user_id, scope_id) DO UPDATE
        SET epoch = a.epoch + 1, granted_at = excluded.granted_at, revoked_at = NULL
        WHERE a.revoked_at IS NOT NULL
      RETURNING a.user_id, a.scope_id, a.epoch
    )
    SELECT *, true AS is_granted FROM granted
    UNION ALL SELECT *, false FROM revoked
    ORDER BY user_id, scope_id`.execute(db);
  return rows.map(({ user_id, scope_id, epoch, is_granted }) => ({
    userId: user_id,
    scopeId: scope_id,
    epoch,
    isGranted: is_granted,
  }));
}

/**
 * Keeps access as it is until this transaction ends: whoever gives or withdraws it waits, or has come before and is
 * seen. For what is written because somebody may see a scope (their notification), so that a wall raised meanwhile
 * finds it. Others who hold it do not wait for each other.
 */
export async function holdAccess(db: Transaction<Database>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock_shared(${ACCESS_LOCK})`.execute(db);
}

// "access" for advisory locks; always taken before the late lock of `withChanges`.
const ACCESS_LOCK = 1279344451;
