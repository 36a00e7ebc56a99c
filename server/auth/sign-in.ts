import type { z } from 'zod';
import type { loginRequest } from '#shared/api/auth.ts';
import { SYSTEM } from '../access/actor.ts';
import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { withChanges } from '../sync/with-changes.ts';
import { beginAttempt, clearAttempts, endFailedAttempt } from './lockouts.ts';
import { hashPassword, isHashedAsToday, isPassword } from './passwords.ts';
import { type AuthEvent, auditAuth, type Caller, logAuth } from './record-sign-in-event.ts';
import { isStillPassword } from './require-password.ts';
import { acceptCode } from './second-factor.ts';
import { openSession, type Refreshed, SESSION_USER } from './sessions.ts';

/** One sentence for every reason, so that it tells nothing about the account. */
const REFUSED = 'The e-mail address, the password or the code is wrong.';

/**
 * Lets a person in: lockout first, then the password (the same work for an account that is not there), then the
 * second factor.
 * @throws 429 LOCKED, 401 UNAUTHENTICATED, or 401 TOTP_REQUIRED once the password was right
 */
export async function signIn(
  context: ServerContext,
  request: z.infer<typeof loginRequest>,
  caller: Caller,
): Promise<Refreshed> {
  const attempt = await beginAttempt(context, request.email, caller.ip).catch(async (error: unknown) => {
    if (error instanceof HttpFailure) {
      await record(context, { action: 'auth.locked', outcome: 'denied', userId: null, sessionId: null, caller });
    }
    throw error;
  });
  const user = await context.database
    .selectFrom('users')
    .select([...SESSION_USER, 'users.password_hash', 'users.totp_secret', 'users.state'])
    .where('email', '=', request.email)
    .executeTakeFirst();
  const isActive = user?.state === 'active';
  const isRight = await isPassword(isActive ? user.password_hash : null, request.password);
  if (!isRight || user === undefined) {
    await endFailedAttempt(context, attempt);
    await record(context, failed(user?.id ?? null, caller, 'password'));
    throw new HttpFailure('UNAUTHENTICATED', REFUSED);
  }
  const needsCode = user.totp_confirmed_at !== null;
  if (needsCode && request.code === undefined) {
    // Not a failure: the attempt it was counted as is given back by the one that follows, or runs out.
    throw new HttpFailure('TOTP_REQUIRED', 'Enter the code of your authenticator.');
  }
  const { password_hash: stored } = user;
  const renewed = stored === null || isHashedAsToday(stored) ? null : await hashPassword(request.password);
  let event: AuthEvent | null = null;
  const { value } = await withChanges(context, SYSTEM, async (batch) => {
    if (!(await isStillPassword(batch, { userId: user.id, hash: stored, password: request.password }))) {
      event = failed(user.id, caller, 'password');
      auditAuth(batch, event);
      return null;
    }
    if (needsCode && !(await acceptCode(context, batch, user, request.code ?? ''))) {
      event = failed(user.id, caller, 'code');
      auditAuth(batch, event);
      return null;
    }
    const session = await openSession(context, batch, user.id, request.kind, caller);
    if (renewed !== null) {
      await batch.db.updateTable('users').set({ password_hash: renewed }).where('id', '=', user.id).execute();
    }
    event = { action: 'auth.sign_in', outcome: 'done', userId: user.id, sessionId: session.sessionId, caller };
    auditAuth(batch, event);
    return session;
  });
  if (event !== null) logAuth(context, event);
  if (value === null) {
    await endFailedAttempt(context, attempt);
    throw new HttpFailure('UNAUTHENTICATED', REFUSED);
  }
  await clearAttempts(context, attempt);
  return { ...value, kind: request.kind, user };
}

function failed(userId: string | null, caller: Caller, reason: 'password' | 'code'): AuthEvent {
  return { action: 'auth.sign_in', outcome: 'failed', userId, sessionId: null, caller, detail: { reason } };
}

async function record(context: ServerContext, event: AuthEvent): Promise<void> {
  await withChanges(context, SYSTEM, async (batch) => auditAuth(batch, event));
  logAuth(context, event);
}
