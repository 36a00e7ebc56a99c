import { describe, expect, it } from 'vitest';
import type { FirmSession } from '#shared/api/firm.ts';
import type { Reply } from '#shared/api/workspace.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { firmDoor, type TokenKeeper } from './firm-door.ts';
import { signInKeeping, tokenKeeper } from './refresh-token.ts';

const USER = {
  userId: '0198c1de-0000-7000-8000-000000000001',
  email: 'r@firm.example',
  displayName: 'R',
  role: 'reviewer',
  needsSecondFactor: false,
  hasSecondFactor: false,
} as const;
const SESSION = { userId: USER.userId, displayName: 'R', role: 'reviewer' };

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  readonly token: string | null;
}

/** A server that rotates refresh tokens and ends the session on reuse, as the real one does. */
function firm(change: { origin?: string | null; joined?: Reply<unknown>; tokens?: TokenKeeper } = {}) {
  const state = { nowMs: 0, current: 0, isReached: true, isRefusing: false, isCodeNeeded: false, answer: 'ok' };
  const asked: Asked[] = [];
  const kept: { token: string | null } = { token: null };
  const sessions: (FirmSession | null)[] = [];
  const joined: unknown[] = [];
  const lent: (string | null)[] = [];
  const grant = () => {
    state.current += 1;
    return {
      accessToken: `access-${state.current}`,
      expiresAt: new Date(state.nowMs + 3_600_000).toISOString(),
      refreshToken: `refresh-${state.current}`,
      refreshExpiresAt: new Date(state.nowMs + 7 * 86_400_000).toISOString(),
      user: USER,
    };
  };
  const failed = (status: number, code: string) => Response.json({ error: { code, message: code } }, { status });
  const door = firmDoor({
    origin: () => (change.origin === undefined ? 'https://lait.firm.example' : change.origin),
    nowMs: () => state.nowMs,
    tokens: change.tokens ?? {
      read: async () => kept.token,
      keep: async (token) => {
        kept.token = token;
      },
      forget: async () => {
        kept.token = null;
      },
    },
    async sendStream(url, { method, headers, body }) {
      let sent = '';
      for await (const piece of body) sent += new TextDecoder().decode(piece);
      asked.push({ method, url, body: sent, token: headers.authorization ?? null });
      const isKnown = headers.authorization === `Bearer access-${state.current}` && !state.isRefusing;
      return isKnown ? Response.json({ answer: headers['content-type'] }) : failed(401, 'UNAUTHENTICATED');
    },
    join: async (session) => {
      joined.push(session);
      // The workspace begins to sync at once, and asks for a token while the sign-in is still under way.
      void door.accessToken(false).then((token) => lent.push(token));
      return change.joined ?? { ok: true, value: null };
    },
    leave: async () => ({ ok: true, value: null }),
    onSession: (session) => sessions.push(session),
    async fetch(url, init) {
      if (!state.isReached) throw new Error('offline');
      const headers = new Headers(init.headers);
      const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null;
      asked.push({ method: init.method ?? '', url, body, token: headers.get('authorization') });
      await new Promise((resolve) => setTimeout(resolve, 2));
      const path = new URL(url).pathname;
      if (path === '/api/auth/login') {
        return state.isCodeNeeded ? failed(401, 'TOTP_REQUIRED') : Response.json(grant());
      }
      if (path === '/api/auth/refresh') {
        const { refreshToken } = body as { refreshToken: string };
        return refreshToken === `refresh-${state.current}` ? Response.json(grant()) : failed(401, 'UNAUTHENTICATED');
      }
      if (path === '/api/auth/logout') return new Response(null, { status: 204 });
      const isKnown = headers.get('authorization') === `Bearer access-${state.current}` && !state.isRefusing;
      return isKnown ? Response.json({ answer: state.answer }) : failed(401, 'UNAUTHENTICATED');
    },
  });
  return { door, state, asked, kept, sessions, joined, lent };
}

const CREDENTIALS = { email: 'r@firm.example', password: 'p' };
const GET = { method: 'GET', path: '/api/admin/users', body: null } as const;

describe('signing in on the desktop', () => {
  it('binds the workspace, keeps the refresh token in main and tells the page who, never a token', async () => {
    const { door, asked, kept, sessions, joined } = firm();
    const reply = await door.signIn(CREDENTIALS);
    expect(reply).toEqual({ ok: true, value: 'signed_in' });
    expect(asked[0]?.body).toMatchObject({ kind: 'desktop' });
    expect([kept.token, sessions]).toEqual(['refresh-1', [SESSION]]);
    expect(joined).toEqual([{ ...SESSION, baseUrl: 'https://lait.firm.example' }]);
    expect(JSON.stringify([reply, sessions])).not.toMatch(/access-|refresh-/);
  });

  it('asks for the code when the password was right', async () => {
    const { door, state, sessions } = firm();
    state.isCodeNeeded = true;
    expect([await door.signIn(CREDENTIALS), sessions]).toEqual([{ ok: true, value: 'code_needed' }, []]);
  });

  it('never lends the workspace of one person the token of another who was signed in before', async () => {
    const { door, kept, lent } = firm();
    kept.token = 'refresh-0';
    await door.signIn(CREDENTIALS);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(lent).toEqual(['access-1']);
  });

  it('forgets what belongs to a server before another one is named, also what a start could not use yet', async () => {
    const { door, kept, asked } = firm();
    kept.token = 'refresh-0';
    await door.forget();
    expect(kept.token).toBeNull();
    expect([await door.accessToken(false), asked]).toEqual([null, []]);
  });

  it("closes the door again when the workspace holds another person's work", async () => {
    const error = { kind: 'refused', message: 'Of somebody else.' } as const;
    const { door, asked, kept } = firm({ joined: { ok: false, error } });
    expect(await door.signIn(CREDENTIALS)).toMatchObject({ ok: false, error: { message: 'Of somebody else.' } });
    expect([kept.token, door.session(), asked.at(-1)?.url.endsWith('/logout')]).toEqual([null, null, true]);
  });

  it('says that the server is not reached, or not named', async () => {
    const { door, state } = firm();
    state.isReached = false;
    expect(await door.signIn(CREDENTIALS)).toMatchObject({ error: { kind: 'offline' } });
    expect(await firm({ origin: null }).door.signIn(CREDENTIALS)).toMatchObject({ error: { kind: 'offline' } });
  });
});

describe('a session', () => {
  it('comes back after a restart, under a new refresh token', async () => {
    const first = firm();
    first.kept.token = 'refresh-0';
    await first.door.resume();
    expect([first.door.session(), first.kept.token]).toEqual([SESSION, 'refresh-1']);
  });

  it('is renewed once, however many ask at the same time', async () => {
    const { door, state, asked } = firm();
    await door.signIn(CREDENTIALS);
    state.nowMs = 3_600_000;
    const tokens = await Promise.all([door.accessToken(false), door.accessToken(false), door.call(GET)]);
    expect([tokens[0], tokens[1]]).toEqual(['access-2', 'access-2']);
    expect(asked.filter(({ url }) => url.endsWith('/refresh'))).toHaveLength(1);
  });

  it('is renewed when a token was refused, once, and then says so', async () => {
    const { door, state, asked } = firm();
    await door.signIn(CREDENTIALS);
    state.isRefusing = true;
    expect(await door.call(GET)).toMatchObject({ ok: false, error: { kind: 'signed_out' } });
    expect(asked.filter(({ url }) => url.endsWith('/refresh'))).toHaveLength(1);
  });

  it('sends a file with a token that holds, once; the next one has another when it was refused', async () => {
    const { door, state, asked } = firm();
    await door.signIn(CREDENTIALS);
    const wish = { method: 'POST', path: '/api/x', mediaType: 'text/csv' } as const;
    const send = () => door.sendFile(wish, new Blob(['a,b']).stream(), new AbortController().signal);
    expect(await send()).toEqual({ ok: true, value: { answer: 'text/csv' } });
    expect(asked.at(-1)).toMatchObject({ body: 'a,b', token: 'Bearer access-1' });
    state.isRefusing = true;
    expect(await send()).toMatchObject({ ok: false, error: { kind: 'signed_out' } });
    state.isRefusing = false;
    await send();
    expect(asked.at(-1)).toMatchObject({ token: 'Bearer access-2' });
  });

  it('is over, and forgotten, when the server says so; not when it is only away', async () => {
    const { door, state, kept, sessions } = firm();
    await door.signIn(CREDENTIALS);
    state.nowMs = 3_600_000;
    state.isReached = false;
    await expect(door.accessToken(false)).rejects.toThrow();
    expect([kept.token, door.session()]).toEqual(['refresh-1', SESSION]);
    state.isReached = true;
    state.current = 9;
    expect(await door.accessToken(false)).toBeNull();
    expect([kept.token, door.session(), sessions.at(-1)]).toEqual([null, null, null]);
  });

  it('is forgotten here before the server is told, also without a network', async () => {
    const { door, state, kept } = firm();
    await door.signIn(CREDENTIALS);
    state.isReached = false;
    expect(await door.signOut()).toMatchObject({ ok: false, error: { kind: 'offline' } });
    expect([kept.token, door.session()]).toEqual([null, null]);
  });
});

describe('what a page asks of the server', () => {
  it('goes out with a token that the page never sees', async () => {
    const { door, asked } = firm();
    await door.signIn(CREDENTIALS);
    expect(await door.call(GET)).toEqual({ ok: true, value: { answer: 'ok' } });
    expect(asked.at(-1)).toMatchObject({ url: 'https://lait.firm.example/api/admin/users', token: 'Bearer access-1' });
  });

  it('is followed by a new session once it changed what the person may do: their own second factor', async () => {
    const { door, asked, sessions } = firm();
    await door.signIn(CREDENTIALS);
    const told = sessions.length;
    await door.call({ method: 'POST', path: '/api/auth/totp', body: '{}' });
    expect(asked.at(-1)?.url).toMatch(/\/api\/auth\/totp$/);
    await door.call({ method: 'POST', path: '/api/auth/totp/confirm', body: '{}' });
    expect(asked.at(-1)?.url).toMatch(/\/api\/auth\/refresh$/);
    await door.call({ method: 'DELETE', path: '/api/auth/totp', body: '{}' });
    expect(asked.at(-1)?.url).toMatch(/\/api\/auth\/refresh$/);
    expect(sessions).toHaveLength(told + 2);
  });

  it.each(['login', 'refresh', 'logout', 'setup', 'refresh?x=1'])(
    'is never /api/auth/%s, whose answers hold tokens',
    async (path) => {
      const { door, asked } = firm();
      const reply = await door.call({ method: 'POST', path: `/api/auth/${path}`, body: '{}' });
      expect([reply.ok, asked]).toEqual([false, []]);
    },
  );
});

describe('what main asks of the server for itself', () => {
  const path = '/api/devices/019d4845-6280-739a-b9a4-062a1d7f9527/key/recover';

  it.each([path, path.replace('/recover', '')])(
    'is never %s for a page, whose answer or body is a key',
    async (each) => {
      const { door, asked } = firm();
      await door.signIn(CREDENTIALS);
      const before = asked.length;
      const reply = await door.call({ method: 'POST', path: each, body: '{}' });
      expect([reply.ok, asked.length]).toEqual([false, before]);
      expect(await door.callOwn({ method: 'POST', path: each, body: '{}' })).toMatchObject({ ok: true });
    },
  );
});

describe('a machine without a protected key store', () => {
  it('keeps no sign-in over a restart unless the policy allows it', () => {
    expect(signInKeeping('protected', { weakKeyStore: 'refuse_sign_in' })).toBe('kept');
    expect(signInKeeping('weak', { weakKeyStore: 'refuse_sign_in' })).toBe('refused');
    expect(signInKeeping('weak', { weakKeyStore: 'allow' })).toBe('kept');
    expect(signInKeeping('none', { weakKeyStore: 'allow' })).toBe('not_now');
  });

  it('gives up what an earlier policy let through, and nothing while the store is only locked', async () => {
    const stored = new Map([['refresh-token', 'r']]);
    const secrets: SecretStore = {
      pathOf: (name) => name,
      read: async (name) => {
        const value = stored.get(name);
        return value === undefined ? { kind: 'absent' } : { kind: 'value', value };
      },
      write: async (name, value) => void stored.set(name, value),
      forget: async (name) => void stored.delete(name),
    };
    await tokenKeeper(secrets, async () => 'not_now').read();
    await tokenKeeper(secrets, async () => 'not_now').keep('new');
    expect(stored.get('refresh-token')).toBe('r');
    const refusing = tokenKeeper(secrets, async () => 'refused');
    expect(await refusing.read()).toBeNull();
    await refusing.keep('new');
    expect(stored.size).toBe(0);
  });

  it('that does not answer is no sign-out: whoever needs a token is told that there is none just now', async () => {
    const locked = { read: async () => ({ kind: 'not_now' }) } as unknown as SecretStore;
    await expect(tokenKeeper(locked, async () => 'not_now').read()).rejects.toThrow('does not answer');
    const { door, sessions } = firm({ tokens: tokenKeeper(locked, async () => 'not_now') });
    await expect(door.accessToken(false)).rejects.toThrow('does not answer');
    await door.resume();
    expect([door.session(), sessions]).toEqual([null, []]);
  });
});
