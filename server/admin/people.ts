import type { AdminUser } from '#shared/api/admin.ts';
import type { PersonActor } from '../access/actor.ts';
import { readAs } from '../access/read-as.ts';
import type { ServerContext } from '../context.ts';

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
