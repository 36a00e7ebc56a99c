import type { Me, SessionGrant } from '#shared/api/auth.ts';
import { SYSTEM } from '../access/actor.ts';
import { userScope } from '../access/scope-access.ts';
import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { withChanges } from '../sync/with-changes.ts';
import { signAccessToken } from './access-tokens.ts';
import { effectiveRole } from './authenticate.ts';
import { digestOf, keyedDigest, keysFor } from './keys.ts';
import { type AuthEvent, auditAuth, type Caller, logAuth } from './record-sign-in-event.ts';

export interface SessionUser {
  readonly id: string;
  readonly email: string;
  readonly display_name: string;
  readonly role: string;
  readonly totp_confirmed_at: Date | null;
  readonly is_demo: boolean;
}

/** What is asked of `users` for a session. */
export const SESSION_USER = [
  'users.id',
  'users.email',
  'users.display_name',
  'users.role',
  'users.totp_confirmed_at',
  'users.is_demo',
] as const;

/** Opens a session within the batch that let the person in. @returns the first refresh token, this once */
export async function openSession(
  context: ServerContext,
  batch: ChangeBatch,
  userId: string,
  kind: 'desktop' | 'browser',
  caller: Caller,
): Promise<{ readonly sessionId: string; readonly refreshToken: string; readonly expiresAt: Date }> {
  const sessionId = context.newId();
  const expiresAt = new Date(batch.now.getTime() + context.config.sessions.refreshTokenSeconds * 1_000);
  const refreshToken = Buffer.from(context.randomBytes(32)).toString('base64url');
  await batch.db
    .insertInto('sessions')
    .values({
      id: sessionId,
      user_id: userId,
      kind,
      created_at: batch.now,
      expires_at: expiresAt,
      last_used_at: batch.now,
      ended_at: null,
      end_reason: null,
      ip: caller.ip,
      user_agent: caller.userAgent.slice(0, 300),
    })
    .execute();
  await insertToken(batch, sessionId, refreshToken);
  return { sessionId, refreshToken, expiresAt };
}

export interface Refreshed {
  readonly sessionId: string;
  readonly refreshToken: string;
  readonly expiresAt: Date;
  readonly kind: 'desktop' | 'browser';
  readonly user: SessionUser;
}

/**
 * Exchanges a refresh token for its successor. The successor follows from the token by a keyed digest, so that a
 * retry within twenty seconds (a lost reply) gets the very same one, although only digests are stored. Any other
 * use of a spent token means that two hold it: the whole session ends.
 * @throws 401, the same for every reason
 */
export async function refreshSession(context: ServerContext, token: string, caller: Caller): Promise<Refreshed> {
  const events: AuthEvent[] = [];
  const { value } = await withChanges(context, SYSTEM, async (batch) => {
    events.length = 0;
    const row = await batch.db
      .selectFrom('refresh_tokens')
      .innerJoin('sessions', 'sessions.id', 'refresh_tokens.session_id')
      .innerJoin('users', 'users.id', 'sessions.user_id')
      .select([...SESSION_USER, 'sessions.id as session_id', 'sessions.kind', 'sessions.expires_at'])
      .select(['sessions.ended_at', 'sessions.last_used_at', 'refresh_tokens.spent_at', 'users.state'])
      .where('refresh_tokens.token_hash', '=', digestOf(token))
      .forUpdate(['refresh_tokens', 'sessions'])
      .executeTakeFirst();
    if (row === undefined || row.ended_at !== null || row.expires_at <= batch.now || row.state !== 'active')
      return null;
    const idleMs = batch.now.getTime() - row.last_used_at.getTime();
    if (idleMs >= context.config.sessions.idleSeconds * 1_000) {
      await endSessions(batch, { sessionId: row.session_id }, 'idle');
      return null;
    }
    const successors = keysFor(context.config.secrets, 'refresh successors').map((key) => keyedDigest(key, token));
    const successor = row.spent_at === null ? successors[0] : await safeRetry(context, batch, successors, row.spent_at);
    const event = { userId: row.id, sessionId: row.session_id, caller } as const;
    if (successor === undefined) {
      await endSessions(batch, { sessionId: row.session_id }, 'refresh_reuse');
      events.push({ ...event, action: 'auth.refresh_reuse', outcome: 'denied' });
      auditAuth(batch, { ...event, action: 'auth.refresh_reuse', outcome: 'denied' });
      return null;
    }
    if (row.spent_at === null) {
      await batch.db
        .updateTable('refresh_tokens')
        .set({ spent_at: batch.now })
        .where('token_hash', '=', digestOf(token))
        .execute();
      await insertToken(batch, row.session_id, successor);
      await batch.db
        .updateTable('sessions')
        .set({ last_used_at: batch.now, ip: caller.ip })
        .where('id', '=', row.session_id)
        .execute();
      events.push({ ...event, action: 'auth.refresh', outcome: 'done' });
      auditAuth(batch, { ...event, action: 'auth.refresh', outcome: 'done' });
    }
    return {
      sessionId: row.session_id,
      refreshToken: successor,
      expiresAt: row.expires_at,
      kind: row.kind === 'desktop' ? ('desktop' as const) : ('browser' as const),
      user: row,
    };
  });
  for (const event of events) logAuth(context, event);
  if (value === null)
    throw new HttpFailure('UNAUTHENTICATED', 'The session is over. Sign in again; your work is kept.');
  return value;
}

/** Spent a moment ago, and its successor not yet used: the reply was lost, nobody else holds it. */
async function safeRetry(
  context: ServerContext,
  batch: ChangeBatch,
  successors: readonly string[],
  spentAt: Date,
): Promise<string | undefined> {
  if (batch.now.getTime() - spentAt.getTime() > context.config.sessions.refreshRetrySeconds * 1_000) return undefined;
  const rows = await batch.db
    .selectFrom('refresh_tokens')
    .select('token_hash')
    .where('token_hash', 'in', successors.map(digestOf))
    .where('spent_at', 'is', null)
    .execute();
  return successors.find((successor) => rows.some((row) => row.token_hash.equals(digestOf(successor))));
}

/** Ends sessions, at once: the next request with any of their tokens is refused. */
export async function endSessions(
  batch: ChangeBatch,
  which: { readonly sessionId: string } | { readonly userId: string; readonly except: string | null },
  reason: string,
): Promise<number> {
  const ended = await batch.db
    .updateTable('sessions')
    .set({ ended_at: batch.now, end_reason: reason })
    .where('ended_at', 'is', null)
    .$if('sessionId' in which, (query) => query.where('id', '=', 'sessionId' in which ? which.sessionId : ''))
    .$if('userId' in which, (query) => query.where('user_id', '=', 'userId' in which ? which.userId : ''))
    .$if('userId' in which && which.except !== null, (query) =>
      query.where('id', '!=', 'userId' in which ? (which.except ?? '') : ''),
    )
    .returning('user_id')
    .execute();
  // Open streams end now, not when they are next looked at.
  for (const { user_id } of ended) batch.poke(userScope(user_id));
  return ended.length;
}

export function meOf({ config }: Pick<ServerContext, 'config'>, user: SessionUser): Me {
  const role = effectiveRole(user, config.sessions);
  return {
    userId: user.id,
    email: user.email,
    displayName: user.display_name,
    role,
    needsSecondFactor: role !== user.role,
    hasSecondFactor: user.totp_confirmed_at !== null,
  };
}

/** What a client is handed; the browser's refresh token goes into its cookie, not here. */
export async function grantOf(
  context: ServerContext,
  session: Omit<Refreshed, 'kind'> & { readonly kind: 'desktop' | 'browser' },
): Promise<SessionGrant> {
  const { token, expiresAt } = await signAccessToken(context, {
    userId: session.user.id,
    sessionId: session.sessionId,
  });
  return {
    accessToken: token,
    expiresAt: expiresAt.toISOString(),
    refreshToken: session.kind === 'desktop' ? session.refreshToken : null,
    refreshExpiresAt: session.expiresAt.toISOString(),
    user: meOf(context, session.user),
  };
}

async function insertToken(batch: ChangeBatch, sessionId: string, token: string): Promise<void> {
  await batch.db
    .insertInto('refresh_tokens')
    .values({ token_hash: digestOf(token), session_id: sessionId, issued_at: batch.now, spent_at: null })
    .onConflict((conflict) => conflict.column('token_hash').doNothing())
    .execute();
}
