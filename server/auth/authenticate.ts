import type { PersonActor, Role } from '../access/actor.ts';
import type { ServerContext } from '../context.ts';
import type { Authenticate } from '../http/app.ts';
import { verifiedTokens } from './verified-tokens.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Who a request comes from. The token names a session; session, account and role are looked up each time (one
 * indexed read), so that sign-out, disablement and a change of role count from the next request on.
 */
export function authenticateWith(context: ServerContext): Authenticate {
  const readToken = verifiedTokens(context);
  return async ({ headers, ip }) => {
    const authorization = headers.authorization;
    if (typeof authorization !== 'string' || !authorization.startsWith('Bearer ')) return null;
    const claims = await readToken(authorization.slice('Bearer '.length));
    if (claims === null) return null;
    const row = await context.database
      .selectFrom('sessions')
      .innerJoin('users', 'users.id', 'sessions.user_id')
      .select([
        'users.id',
        'users.role',
        'users.display_name',
        'users.access_version',
        'users.totp_confirmed_at',
        'users.is_demo',
      ])
      .where('sessions.id', '=', claims.sessionId)
      .where('sessions.user_id', '=', claims.userId)
      .where('sessions.ended_at', 'is', null)
      .where('sessions.expires_at', '>', new Date(context.clock.nowMs()))
      .where('users.state', '=', 'active')
      .executeTakeFirst();
    if (row === undefined) return null;
    const device = headers['x-lait-device'];
    return {
      kind: 'person',
      userId: row.id,
      role: effectiveRole(row, context.config.sessions),
      displayName: row.display_name,
      sessionId: claims.sessionId,
      deviceId: typeof device === 'string' && UUID.test(device) ? device : null,
      ip,
      accessVersion: row.access_version,
    } satisfies PersonActor;
  };
}

/** Whose role needs a second factor has a reviewer's rights until one is set up; demo accounts excepted. */
export function effectiveRole(
  user: { readonly role: string; readonly totp_confirmed_at: Date | null; readonly is_demo: boolean },
  { secondFactorFor }: Pick<ServerContext['config']['sessions'], 'secondFactorFor'>,
): Role {
  const isLacking = user.totp_confirmed_at === null && !user.is_demo;
  if (user.role === 'approver') return isLacking && secondFactorFor === 'approvers' ? 'reviewer' : 'approver';
  if (user.role !== 'administrator') return 'reviewer';
  return isLacking ? 'reviewer' : 'administrator';
}
