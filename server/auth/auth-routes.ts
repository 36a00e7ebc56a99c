import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  loginRequest,
  me,
  ownSessions,
  passwordChange,
  passwordSetup,
  recoveryCodes,
  refreshRequest,
  secondFactorConfirm,
  secondFactorRemoval,
  secondFactorRequest,
  secondFactorStart,
  sessionGrant,
} from '#shared/api/auth.ts';
import type { PersonActor } from '../access/actor.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { withChanges } from '../sync/with-changes.ts';
import { setPassword, setUpPassword } from './accounts.ts';
import { hashPassword } from './passwords.ts';
import { type AuthEvent, auditAuth, type Caller, logAuth } from './record-sign-in-event.ts';
import { clearRefreshCookie, refreshCookieOf, setRefreshCookie } from './refresh-cookie.ts';
import {
  type CheckedPassword,
  requirePassword as requirePasswordOf,
  requireStillPassword,
} from './require-password.ts';
import { acceptCode, makeRecoveryCodes, makeSecret, wrongCode } from './second-factor.ts';
import { endSessions, grantOf, meOf, type Refreshed, refreshSession, SESSION_USER } from './sessions.ts';
import { signIn } from './sign-in.ts';

const ANYBODY = { config: { policy: { kind: 'public' }, budget: 'interactive' } } as const;
const SIGNED_IN = { config: { policy: { kind: 'signed_in' }, budget: 'interactive' } } as const;

/** Sign-in, refresh, sign-out, one's own password, second factor and sessions. */
export async function authRoutes(app: App, context: ServerContext): Promise<void> {
  app.post(
    '/api/auth/login',
    { ...ANYBODY, schema: { body: loginRequest, response: { 200: sessionGrant } } },
    async (request, reply) => handOver(reply, await signIn(context, request.body, callerOf(request))),
  );

  app.post(
    '/api/auth/refresh',
    { ...ANYBODY, schema: { body: refreshRequest, response: { 200: sessionGrant } } },
    async (request, reply) => {
      const token = request.body.refreshToken ?? refreshCookieOf(request);
      if (token === null) throw new HttpFailure('UNAUTHENTICATED', 'There is no session to continue.');
      try {
        return await handOver(reply, await refreshSession(context, token, callerOf(request)));
      } catch (error) {
        if (error instanceof HttpFailure && error.status === 401) clearRefreshCookie(context, reply);
        throw error;
      }
    },
  );

  app.post('/api/auth/setup', { ...ANYBODY, schema: { body: passwordSetup } }, async (request, reply) => {
    await setUpPassword(context, request.body, callerOf(request));
    return reply.code(204).send();
  });

  app.post('/api/auth/logout', { ...SIGNED_IN }, async (request, reply) => {
    const { userId, sessionId } = actorOf(request);
    await inAuthBatch(request, { action: 'auth.sign_out', userId, sessionId }, (batch) =>
      endSessions(batch, { sessionId }, 'signed_out'),
    );
    clearRefreshCookie(context, reply);
    return reply.code(204).send();
  });

  app.get('/api/auth/me', { ...SIGNED_IN, schema: { response: { 200: me } } }, async (request) =>
    meOf(context, await userOf(actorOf(request).userId)),
  );

  app.post('/api/auth/password', { ...SIGNED_IN, schema: { body: passwordChange } }, async (request, reply) => {
    const { userId, sessionId } = actorOf(request);
    const checked = await requirePassword(request, request.body.current);
    const passwordHash = await hashPassword(request.body.next);
    await inAuthBatch(request, { action: 'auth.password_change', userId, sessionId }, async (batch) => {
      await requireStillPassword(batch, checked);
      await setPassword(batch, userId, request.body.next, passwordHash, sessionId);
    });
    return reply.code(204).send();
  });

  const startTotp = { ...SIGNED_IN, schema: { body: secondFactorRequest, response: { 200: secondFactorStart } } };
  app.post('/api/auth/totp', startTotp, async (request) => {
    await requirePassword(request, request.body.password);
    const user = await userOf(actorOf(request).userId);
    if (user.totp_confirmed_at !== null) {
      throw new HttpFailure('CONFLICT', 'A second factor is set up already. Remove it first.');
    }
    const { stored, secret, uri } = makeSecret(context, user.email);
    await context.database
      .updateTable('users')
      .set({ totp_secret: stored, totp_last_step: null })
      .where('id', '=', user.id)
      .where('totp_confirmed_at', 'is', null)
      .execute();
    return { secret, uri };
  });

  app.post(
    '/api/auth/totp/confirm',
    { ...SIGNED_IN, schema: { body: secondFactorConfirm, response: { 200: recoveryCodes } } },
    async (request) => {
      const { userId, sessionId } = actorOf(request);
      const codes = await inAuthBatch(request, { action: 'auth.totp_enable', userId, sessionId }, async (batch) => {
        const user = await batch.db
          .selectFrom('users')
          .select(['id', 'email', 'totp_secret', 'totp_confirmed_at'])
          .where('id', '=', userId)
          .forUpdate()
          .executeTakeFirstOrThrow();
        const isRight =
          user.totp_confirmed_at === null &&
          /^\d{6}$/.test(request.body.code) &&
          (await acceptCode(context, batch, user, request.body.code));
        if (!isRight) throw wrongCode();
        await batch.db.updateTable('users').set({ totp_confirmed_at: batch.now }).where('id', '=', userId).execute();
        return makeRecoveryCodes(context, batch, userId);
      });
      return { recoveryCodes: [...codes] };
    },
  );

  app.delete('/api/auth/totp', { ...SIGNED_IN, schema: { body: secondFactorRemoval } }, async (request, reply) => {
    const { userId, sessionId } = actorOf(request);
    const checked = await requirePassword(request, request.body.password);
    await inAuthBatch(request, { action: 'auth.totp_disable', userId, sessionId }, async (batch) => {
      await requireStillPassword(batch, checked);
      await batch.db
        .updateTable('users')
        .set({ totp_secret: null, totp_confirmed_at: null, totp_last_step: null })
        .where('id', '=', userId)
        .execute();
      await batch.db.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
    });
    return reply.code(204).send();
  });

  app.get('/api/auth/sessions', { ...SIGNED_IN, schema: { response: { 200: ownSessions } } }, async (request) => {
    const { userId, sessionId } = actorOf(request);
    const rows = await context.database
      .selectFrom('sessions')
      .selectAll()
      .where('user_id', '=', userId)
      .where('ended_at', 'is', null)
      .where('expires_at', '>', new Date(context.clock.nowMs()))
      .orderBy('last_used_at', 'desc')
      .orderBy('id')
      .limit(200)
      .execute();
    return {
      sessions: rows.map((row) => ({
        id: row.id,
        kind: row.kind === 'desktop' ? ('desktop' as const) : ('browser' as const),
        createdAt: row.created_at.toISOString(),
        lastUsedAt: row.last_used_at.toISOString(),
        ip: row.ip,
        userAgent: row.user_agent,
        isCurrent: row.id === sessionId,
      })),
    };
  });

  app.delete(
    '/api/auth/sessions/:id',
    { ...SIGNED_IN, schema: { params: z.strictObject({ id: z.uuid() }) } },
    async (request, reply) => {
      const { userId, sessionId } = actorOf(request);
      await inAuthBatch(request, { action: 'auth.session_end', userId, sessionId }, async (batch) => {
        const own = await batch.db
          .selectFrom('sessions')
          .select('id')
          .where('id', '=', request.params.id)
          .where('user_id', '=', userId)
          .executeTakeFirst();
        if (own === undefined) throw new HttpFailure('NOT_FOUND', 'There is no such session of yours.');
        return endSessions(batch, { sessionId: own.id }, 'owner');
      });
      return reply.code(204).send();
    },
  );

  async function handOver(reply: FastifyReply, session: Refreshed) {
    if (session.kind === 'browser') setRefreshCookie(context, reply, session.refreshToken, session.expiresAt);
    return grantOf(context, session);
  }

  function userOf(userId: string) {
    return context.database.selectFrom('users').select(SESSION_USER).where('id', '=', userId).executeTakeFirstOrThrow();
  }

  function requirePassword(request: FastifyRequest, password: string): Promise<CheckedPassword> {
    return requirePasswordOf(context, { userId: actorOf(request).userId, ip: request.ip }, password);
  }

  async function inAuthBatch<Value>(
    request: FastifyRequest,
    what: Pick<AuthEvent, 'action' | 'userId' | 'sessionId'>,
    work: Parameters<typeof withChanges<Value>>[2],
  ): Promise<Value> {
    const event: AuthEvent = { ...what, outcome: 'done', caller: callerOf(request) };
    const { value } = await withChanges(context, actorOf(request), async (batch) => {
      const done = await work(batch);
      auditAuth(batch, event);
      return done;
    });
    logAuth(context, event);
    return value;
  }
}

function callerOf(request: FastifyRequest): Caller {
  return { ip: request.ip, userAgent: request.headers['user-agent'] ?? '' };
}

function actorOf(request: FastifyRequest): PersonActor {
  if (request.actor === null) throw new HttpFailure('UNAUTHENTICATED', 'Sign in first.');
  return request.actor;
}
