import { setTimeout } from 'node:timers/promises';
import { hash } from '@node-rs/argon2';
import { SignJWT } from 'jose';
import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SessionGrant } from '#shared/api/auth.ts';
import { SYSTEM } from '../access/actor.ts';
import { type TestServer, testServer } from '../testing/test-server.ts';
import { changeUser, inviteUser, issueFirstAdministratorToken } from './accounts.ts';
import { authenticateWith } from './authenticate.ts';
import { keyFor } from './keys.ts';

const PASSWORD = 'a sentence that nobody guesses';
const MINUTE = 60_000;

describe('accounts and sessions', () => {
  let server: TestServer;
  let email: string;
  let userId: string;
  let count = 0;
  beforeAll(async () => {
    server = await testServer({ environment: { LAIT_LIMIT_INTERACTIVE: '100000', LAIT_TRUSTED_PROXY_HOPS: '1' } });
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    count += 1;
    email = `person${count}@firm.example`;
    const invited = await inviteUser(server.context, SYSTEM, { email, displayName: 'A Person', role: 'reviewer' });
    userId = invited.userId;
    expect((await post('/api/auth/setup', { token: invited.invitation.token, password: PASSWORD })).statusCode).toBe(
      204,
    );
  });

  const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
    server.app.inject({ method: 'POST', url, payload, headers: { 'x-forwarded-for': '10.0.0.1', ...headers } });
  const bearer = ({ accessToken }: SessionGrant) => ({ authorization: `Bearer ${accessToken}` });
  const ask = (grant: SessionGrant, url = '/api/auth/me') => server.app.inject({ url, headers: bearer(grant) });
  const login = (more: object = {}, ip = '10.0.0.1') =>
    post('/api/auth/login', { email, password: PASSWORD, kind: 'desktop', ...more }, { 'x-forwarded-for': ip });
  const signIn = async (): Promise<SessionGrant> => (await login()).json();
  const storedHash = async () =>
    (await server.admin.selectFrom('users').select('password_hash').where('id', '=', userId).executeTakeFirstOrThrow())
      .password_hash;
  const waitingForLocks = async () =>
    Number(
      (
        await sql<{ count: string }>`SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
          AND wait_event_type = 'Lock'`.execute(server.admin)
      ).rows[0]?.count,
    );
  const refresh = (token: string | null) => post('/api/auth/refresh', { refreshToken: token });

  it('let a person in by password, for an hour, and say who they are', async () => {
    const grant = await signIn();
    expect((await ask(grant)).json()).toMatchObject({ userId, role: 'reviewer', needsSecondFactor: false });
    server.clock.advance(59 * MINUTE);
    expect((await ask(grant)).statusCode).toBe(200);
    server.clock.advance(2 * MINUTE);
    expect((await ask(grant)).statusCode).toBe(401);
  });

  it('refuse tokens that are forged, unsigned, for another purpose, or nothing at all', async () => {
    const grant = await signIn();
    const [header = '', body = ''] = grant.accessToken.split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
    const signed = (key: Uint8Array, audience: string) =>
      new SignJWT({ sid: '019d4845-6280-739a-b9a4-062a1d7f9527' })
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
        .setIssuer('lait')
        .setAudience(audience)
        .setSubject(userId)
        .setJti('x')
        .setIssuedAt(Math.floor(server.clock.nowMs() / 1000))
        .setExpirationTime(Math.floor(server.clock.nowMs() / 1000) + 60)
        .sign(key);
    const secret = server.context.config.secrets.jwtSecretKey;
    const tokens = [
      `${none}.${body}.`,
      `${header}.${body}.AAAA`,
      await signed(new TextEncoder().encode(secret), 'lait-api'),
      await signed(keyFor(secret, 'access tokens'), 'elsewhere'),
      // Well signed, but for a session that is not there.
      await signed(keyFor(secret, 'access tokens'), 'lait-api'),
      'Bearer',
      '',
    ];
    for (const token of tokens) {
      const reply = await server.app.inject({ url: '/api/auth/me', headers: { authorization: `Bearer ${token}` } });
      expect([token.slice(0, 12), reply.statusCode]).toEqual([token.slice(0, 12), 401]);
    }
  });

  it('answer an unknown account, a wrong password and a disabled account alike', async () => {
    await changeUser(server.context, SYSTEM, userId, { state: 'disabled' });
    const answers = [
      await login({ email: 'nobody@firm.example' }, '10.1.0.1'),
      await login({ password: 'wrong' }, '10.1.0.2'),
      await login({}, '10.1.0.3'),
    ];
    const bodies = answers.map((reply) => {
      const { error } = reply.json();
      return [reply.statusCode, error.code, error.message];
    });
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
    expect(bodies[0]?.[0]).toBe(401);
  });

  it('lock account and address after 5 failures in 15 minutes, for 15 minutes, whether the account is there or not', async () => {
    for (const address of [email, `nobody${count}@firm.example`]) {
      const ip = '10.2.0.1';
      for (let failure = 0; failure < 5; failure += 1) {
        expect((await login({ email: address, password: 'wrong' }, ip)).statusCode).toBe(401);
      }
      const locked = await login({ email: address }, ip);
      expect([locked.statusCode, locked.json().error.code, locked.headers['retry-after']]).toEqual([
        429,
        'LOCKED',
        '900',
      ]);
    }
    // Somebody else's address is not locked, and the right password works there.
    expect((await login({}, '10.2.0.2')).statusCode).toBe(200);
    server.clock.advance(14 * MINUTE);
    expect((await login({}, '10.2.0.1')).statusCode).toBe(429);
    server.clock.advance(MINUTE + 1);
    expect((await login({}, '10.2.0.1')).statusCode).toBe(200);
  });

  it('forget failures after 15 minutes, and after a sign-in', async () => {
    const ip = '10.3.0.1';
    for (let failure = 0; failure < 4; failure += 1) await login({ password: 'wrong' }, ip);
    server.clock.advance(16 * MINUTE);
    for (let failure = 0; failure < 4; failure += 1) await login({ password: 'wrong' }, ip);
    expect((await login({}, ip)).statusCode).toBe(200);
    for (let failure = 0; failure < 4; failure += 1) await login({ password: 'wrong' }, ip);
    expect((await login({}, ip)).statusCode).toBe(200);
  });

  it('count guesses made at the same moment one by one', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => login({ password: 'wrong' }, '10.4.0.1')));
    expect(all.filter(({ statusCode }) => statusCode === 401)).toHaveLength(5);
    expect(all.filter(({ statusCode }) => statusCode === 429)).toHaveLength(7);
  });

  it('lock the account everywhere when many addresses guess', async () => {
    for (let guess = 0; guess < 50; guess += 1) await login({ password: 'wrong' }, `10.5.${guess}.1`);
    expect((await login({}, '10.6.0.1')).statusCode).toBe(429);
  });

  it('go on for seven days by refreshing, and not a moment longer', async () => {
    let grant = await signIn();
    for (let day = 0; day < 6; day += 1) {
      server.clock.advance(24 * 60 * MINUTE);
      const reply = await refresh(grant.refreshToken);
      expect(reply.statusCode).toBe(200);
      grant = reply.json();
      expect((await ask(grant)).statusCode).toBe(200);
    }
    server.clock.advance(24 * 60 * MINUTE + 1);
    expect((await refresh(grant.refreshToken)).statusCode).toBe(401);
  });

  it('give the same successor again when the reply was lost, and to two at once', async () => {
    const first = await signIn();
    const [one, two] = await Promise.all([refresh(first.refreshToken), refresh(first.refreshToken)]);
    expect(one.json().refreshToken).toBe(two.json().refreshToken);
    server.clock.advance(15_000);
    expect((await refresh(first.refreshToken)).json().refreshToken).toBe(one.json().refreshToken);
    expect((await ask(one.json())).statusCode).toBe(200);
  });

  it('end the whole session when a spent token comes back, for both who hold it', async () => {
    const first = await signIn();
    const second: SessionGrant = (await refresh(first.refreshToken)).json();
    server.clock.advance(21_000);
    expect((await refresh(first.refreshToken)).statusCode).toBe(401);
    expect((await refresh(second.refreshToken)).statusCode).toBe(401);
    expect((await ask(second)).statusCode).toBe(401);
    const audited = await server.admin
      .selectFrom('audit_log')
      .select('action')
      .where('actor_id', '=', userId)
      .execute();
    expect(audited.map(({ action }) => action)).toContain('auth.refresh_reuse');
  });

  it('end it too when the successor was used already, however soon', async () => {
    const first = await signIn();
    const second: SessionGrant = (await refresh(first.refreshToken)).json();
    await refresh(second.refreshToken);
    expect((await refresh(first.refreshToken)).statusCode).toBe(401);
    expect((await ask(second)).statusCode).toBe(401);
  });

  it('keep the refresh token of a browser in a cookie that scripts and other sites cannot reach', async () => {
    const reply = await login({ kind: 'browser' });
    expect(reply.json().refreshToken).toBeNull();
    const [cookie] = reply.cookies;
    expect(cookie).toMatchObject({ name: 'lait_refresh', httpOnly: true, sameSite: 'Strict', path: '/api/auth' });
    const next = await post('/api/auth/refresh', {}, { cookie: `lait_refresh=${cookie?.value}` });
    expect(next.statusCode).toBe(200);
    const out = await server.app.inject({ method: 'POST', url: '/api/auth/logout', headers: bearer(next.json()) });
    expect(out.cookies[0]).toMatchObject({ name: 'lait_refresh', value: '' });
  });

  it('are over at once after sign-out, disablement, a new password or the end of a session', async () => {
    const out = await signIn();
    await server.app.inject({ method: 'POST', url: '/api/auth/logout', headers: bearer(out) });
    expect([(await ask(out)).statusCode, (await refresh(out.refreshToken)).statusCode]).toEqual([401, 401]);

    const [here, there] = [await signIn(), await signIn()];
    const next = `${PASSWORD}, really`;
    expect((await post('/api/auth/password', { current: 'no', next }, bearer(here))).statusCode).toBe(403);
    expect((await post('/api/auth/password', { current: PASSWORD, next }, bearer(here))).statusCode).toBe(204);
    expect([(await ask(here)).statusCode, (await ask(there)).statusCode]).toEqual([200, 401]);

    const other: SessionGrant = (await login({ password: next })).json();
    const listed = (await ask(other, '/api/auth/sessions')).json().sessions as { id: string; isCurrent: boolean }[];
    const stranger = listed.find(({ isCurrent }) => !isCurrent);
    await server.app.inject({ method: 'DELETE', url: `/api/auth/sessions/${stranger?.id}`, headers: bearer(other) });
    expect((await ask(here)).statusCode).toBe(401);

    await changeUser(server.context, SYSTEM, userId, { state: 'disabled' });
    expect((await ask(other)).statusCode).toBe(401);
  });

  it('are not opened with a password that was reset while it was being checked, nor is it changed with one', async () => {
    const held = await signIn();
    const reset = await hash('what the administrator set', {
      algorithm: 2,
      memoryCost: 19_456,
      timeCost: 2,
      parallelism: 1,
    });
    const attempts = [
      () => login(),
      () => post('/api/auth/password', { current: PASSWORD, next: `${PASSWORD}, mine` }, bearer(held)),
    ];
    for (const attempt of attempts) {
      await server.admin
        .updateTable('users')
        .set({ password_hash: await hash(PASSWORD) })
        .where('id', '=', userId)
        .execute();
      const reply = await server.admin.transaction().execute(async (transaction) => {
        await transaction.updateTable('users').set({ password_hash: reset }).where('id', '=', userId).execute();
        const going = attempt();
        let isOver = false;
        void going.finally(() => (isOver = true));
        // Until it has checked the old password and waits for the account.
        while (!isOver && (await waitingForLocks()) === 0) await setTimeout(20);
        return { going };
      });
      expect([401, 403]).toContain((await reply.going).statusCode);
      expect(await storedHash()).toBe(reset);
    }
    const open = await server.admin
      .selectFrom('sessions')
      .select('id')
      .where('user_id', '=', userId)
      .where('ended_at', 'is', null)
      .execute();
    expect(open).toHaveLength(1);
  });

  it('end nobody else\u2019s session', async () => {
    const mine = await signIn();
    const invited = await inviteUser(server.context, SYSTEM, {
      email: `other${count}@firm.example`,
      displayName: 'Other',
      role: 'reviewer',
    });
    await post('/api/auth/setup', { token: invited.invitation.token, password: PASSWORD });
    const other: SessionGrant = (await login({ email: `other${count}@firm.example` })).json();
    const [session] = (await ask(mine, '/api/auth/sessions')).json().sessions;
    const reply = await server.app.inject({
      method: 'DELETE',
      url: `/api/auth/sessions/${session.id}`,
      headers: bearer(other),
    });
    expect([reply.statusCode, (await ask(mine)).statusCode]).toEqual([404, 200]);
  });

  it('ask for a second factor once it is set up, accept each code once, and each recovery code once', async () => {
    const grant = await signIn();
    const start = (await post('/api/auth/totp', { password: PASSWORD }, bearer(grant))).json();
    const totp = new TOTP({ secret: Secret.fromBase32(start.secret) });
    const code = () => totp.generate({ timestamp: server.clock.nowMs() });
    const confirmed = await post('/api/auth/totp/confirm', { code: code() }, bearer(grant));
    expect(confirmed.json().recoveryCodes).toHaveLength(10);

    expect((await login()).json().error.code).toBe('TOTP_REQUIRED');
    // The code that confirmed it is spent.
    expect((await login({ code: code() })).statusCode).toBe(401);
    server.clock.advance(30_000);
    const right = code();
    expect((await login({ code: right })).statusCode).toBe(200);
    expect((await login({ code: right })).statusCode).toBe(401);
    server.clock.advance(10 * MINUTE);
    const [recovery] = confirmed.json().recoveryCodes;
    expect((await login({ code: recovery }, '10.7.0.1')).statusCode).toBe(200);
    expect((await login({ code: recovery }, '10.7.0.2')).statusCode).toBe(401);
  });

  it('give an administrator without a second factor a reviewer\u2019s rights until it is set up', async () => {
    await changeUser(server.context, SYSTEM, userId, { role: 'administrator' });
    const grant = await signIn();
    expect(grant.user).toMatchObject({ role: 'reviewer', needsSecondFactor: true });
    const authenticate = authenticateWith(server.context);
    expect((await authenticate({ headers: bearer(grant), ip: '' }))?.role).toBe('reviewer');
    const start = (await post('/api/auth/totp', { password: PASSWORD }, bearer(grant))).json();
    const code = new TOTP({ secret: Secret.fromBase32(start.secret) }).generate({ timestamp: server.clock.nowMs() });
    await post('/api/auth/totp/confirm', { code }, bearer(grant));
    expect((await authenticate({ headers: bearer(grant), ip: '' }))?.role).toBe('administrator');
    // There is always one left.
    await expect(changeUser(server.context, SYSTEM, userId, { role: 'reviewer' })).rejects.toThrow('must be an active');
  });

  it('refuse weak passwords, and tokens that are used, old or made up', async () => {
    const invite = async (name: string) => {
      const account = { email: `${name}${count}@firm.example`, displayName: name, role: 'reviewer' } as const;
      return (await inviteUser(server.context, SYSTEM, account)).invitation.token;
    };
    const token = await invite('weakling');
    for (const password of ['short', 'password12345', 'aaaaaaaaaaaaaaa', `weakling${count} forever`]) {
      expect([password, (await post('/api/auth/setup', { token, password })).statusCode]).toEqual([password, 400]);
    }
    expect((await post('/api/auth/setup', { token, password: PASSWORD })).statusCode).toBe(204);
    expect((await post('/api/auth/setup', { token, password: PASSWORD })).statusCode).toBe(400);
    const old = await invite('slow');
    server.clock.advance(73 * 60 * MINUTE);
    expect((await post('/api/auth/setup', { token: old, password: PASSWORD })).statusCode).toBe(400);
  });

  it('log and audit every event with its kind, and never a password, token or address of an unknown account', async () => {
    const grant = await signIn();
    await login({ email: 'made-up-name@firm.example', password: 'my secret guess' });
    const lines = JSON.stringify(server.logged);
    const audit = JSON.stringify(await server.admin.selectFrom('audit_log').selectAll().execute());
    expect(server.logged.some((line) => line.category === 'auth' && line.action === 'auth.sign_in')).toBe(true);
    for (const secret of [PASSWORD, 'my secret guess', 'made-up-name', grant.accessToken, grant.refreshToken ?? '-']) {
      expect([lines.includes(secret), audit.includes(secret)]).toEqual([false, false]);
    }
  });

  it('store no secret that a stolen database gives away', async () => {
    const grant = await signIn();
    await post('/api/auth/totp', { password: PASSWORD }, bearer(grant));
    const tables = [
      'users',
      'sessions',
      'refresh_tokens',
      'one_time_tokens',
      'login_failures',
      'recovery_codes',
    ] as const;
    for (const table of tables) {
      const text = JSON.stringify(await server.admin.selectFrom(table).selectAll().execute());
      expect(text).not.toContain(grant.refreshToken);
      expect(text).not.toContain(PASSWORD);
    }
    expect(await storedHash()).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('store recovery codes as digests alone', async () => {
    const grant = await signIn();
    const start = (await post('/api/auth/totp', { password: PASSWORD }, bearer(grant))).json();
    const code = new TOTP({ secret: Secret.fromBase32(start.secret) }).generate({ timestamp: server.clock.nowMs() });
    const confirmed = (await post('/api/auth/totp/confirm', { code }, bearer(grant))).json();
    const rows = await server.admin
      .selectFrom('recovery_codes')
      .select('code_hash')
      .where('user_id', '=', userId)
      .execute();
    expect(rows.map(({ code_hash }) => code_hash.length)).toEqual(Array.from({ length: 10 }, () => 32));
    const stored = JSON.stringify(
      await server.admin.selectFrom('users').selectAll().where('id', '=', userId).execute(),
    );
    const kept = Buffer.concat(rows.map(({ code_hash }) => code_hash)).toString('latin1');
    for (const shown of [...confirmed.recoveryCodes, start.secret] as string[]) {
      expect([kept.includes(shown), kept.includes(shown.replaceAll('-', '')), stored.includes(shown)]).toEqual([
        false,
        false,
        false,
      ]);
    }
  });

  it('hash a password anew at the sign-in when it was hashed with other parameters, and only when it is right', async () => {
    const weak = await hash(PASSWORD, { algorithm: 2, memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await server.admin.updateTable('users').set({ password_hash: weak }).where('id', '=', userId).execute();
    expect((await login({ password: 'wrong' })).statusCode).toBe(401);
    expect(await storedHash()).toBe(weak);
    expect((await login()).statusCode).toBe(200);
    const renewed = await storedHash();
    expect(renewed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await login()).statusCode).toBe(200);
    expect(await storedHash()).toBe(renewed);
  });
});

describe('a firm that is stricter', () => {
  it('ends a session that nobody used for the time it set, however many days are left', async () => {
    const { server, signIn, refresh } = await strictFirm({ LAIT_SESSION_IDLE_SECONDS: '7200' });
    try {
      let grant = await signIn();
      for (let round = 0; round < 3; round += 1) {
        server.clock.advance(119 * MINUTE);
        const reply = await refresh(grant);
        expect(reply.statusCode).toBe(200);
        grant = reply.json();
      }
      server.clock.advance(120 * MINUTE);
      expect((await refresh(grant)).statusCode).toBe(401);
      const ended = await server.admin.selectFrom('sessions').select('end_reason').execute();
      expect(ended).toEqual([{ end_reason: 'idle' }]);
    } finally {
      await server.close();
    }
  });

  it('asks approvers for a second factor too: without one they have a reviewer\u2019s rights', async () => {
    const { server, signIn } = await strictFirm({ LAIT_SECOND_FACTOR_FOR: 'approvers' });
    try {
      const { user, accessToken } = await signIn();
      expect(user).toMatchObject({ role: 'reviewer', needsSecondFactor: true });
      const headers = { authorization: `Bearer ${accessToken}` };
      expect((await authenticateWith(server.context)({ headers, ip: '' }))?.role).toBe('reviewer');
      const post = (url: string, payload: object) => server.app.inject({ method: 'POST', url, payload, headers });
      const { secret } = (await post('/api/auth/totp', { password: PASSWORD })).json();
      const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.nowMs() });
      expect((await post('/api/auth/totp/confirm', { code })).statusCode).toBe(200);
      expect((await authenticateWith(server.context)({ headers, ip: '' }))?.role).toBe('approver');
    } finally {
      await server.close();
    }
  });

  /** A firm with settings of its own and one approver. */
  async function strictFirm(environment: Readonly<Record<string, string>>) {
    const server = await testServer({ environment });
    const person = { email: 'strict@firm.example', displayName: 'Strict', role: 'approver' } as const;
    const { invitation } = await inviteUser(server.context, SYSTEM, person);
    const post = (url: string, payload: object) => server.app.inject({ method: 'POST', url, payload });
    await post('/api/auth/setup', { token: invitation.token, password: PASSWORD });
    return {
      server,
      signIn: async (): Promise<SessionGrant> =>
        (await post('/api/auth/login', { email: person.email, password: PASSWORD, kind: 'desktop' })).json(),
      refresh: ({ refreshToken }: SessionGrant) => post('/api/auth/refresh', { refreshToken }),
    };
  }
});

describe('the first administrator', () => {
  it('names themselves with a one-time token, once', async () => {
    const server = await testServer();
    try {
      const { token } = await issueFirstAdministratorToken(server.context);
      const payload = { token, password: PASSWORD, email: 'First@Firm.example', displayName: 'First' };
      const setUp = () => server.app.inject({ method: 'POST', url: '/api/auth/setup', payload });
      expect([(await setUp()).statusCode, (await setUp()).statusCode]).toEqual([204, 400]);
      const [user] = await server.admin.selectFrom('users').select(['email', 'role', 'state']).execute();
      expect(user).toEqual({ email: 'first@firm.example', role: 'administrator', state: 'active' });
      await expect(issueFirstAdministratorToken(server.context)).rejects.toThrow('an administrator already');
    } finally {
      await server.close();
    }
  });
});
