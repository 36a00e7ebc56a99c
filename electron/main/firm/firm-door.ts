import { z } from 'zod';
import { changesOwnRights } from '#shared/api/account-calls.ts';
import { type Me, type SessionGrant, sessionGrant } from '#shared/api/auth.ts';
import type { FirmError, FirmReply, FirmSession, SignInOutcome } from '#shared/api/firm.ts';
import type { ShellInput } from '#shared/api/shell.ts';
import type { Reply } from '#shared/api/workspace.ts';
import type { StreamedRequest } from './send-stream.ts';

/** Asked for anew so long before it runs out, so that no request leaves with a token that dies on the way. */
const RENEW_BEFORE_MS = 60_000;
const DEADLINE_MS = 30_000;
/** Administration lists are far smaller; more than this is not ours. */
const LONGEST_ANSWER = 16 * 1024 * 1024;

const errorEnvelope = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** Their answers hold tokens, or the key of the files, which no page may see: main alone asks these. */
const OWN_PATHS = /^\/api\/(?:auth\/(?:login|refresh|logout|setup)|devices\/[^/]+\/key(?:\/.*)?)$/;

/** Where the refresh token is kept over a restart; on a machine that may not keep it, nowhere. */
export interface TokenKeeper {
  /** Rejects while it cannot be read, which is not the same as none. */
  read(): Promise<string | null>;
  keep(token: string): Promise<void>;
  forget(): Promise<void>;
}

export interface FirmDoorParts {
  /** Of the firm's server; null while none is named. */
  origin(): string | null;
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Sends a body piece by piece, without holding it. */
  sendStream(url: string, request: StreamedRequest): Promise<Response>;
  nowMs(): number;
  readonly tokens: TokenKeeper;
  /** Binds the workspace to a person; it refuses while another one's work waits in it. */
  join(session: FirmSession & { readonly baseUrl: string }): Promise<Reply<unknown>>;
  leave(): Promise<Reply<unknown>>;
  onSession(session: FirmSession | null): void;
}

/** The desktop's one door to the firm's server for everything that needs a session; refresh tokens stay in here. */
export interface FirmDoor {
  session(): FirmSession | null;
  /** Comes back to the session of an earlier start; quiet when there is none, or the server is not reached. */
  resume(): Promise<void>;
  /** Lends an access token; null when nobody is signed in. Rejects when the server or the key store is not reached. */
  accessToken(isRefused: boolean): Promise<string | null>;
  signIn(credentials: ShellInput<'signIn'>): Promise<FirmReply<SignInOutcome>>;
  setPassword(input: ShellInput<'setPassword'>): Promise<FirmReply<null>>;
  signOut(): Promise<FirmReply<null>>;
  /** Before another server is named: nothing that belongs to the present one is ever sent to it. */
  forget(): Promise<void>;
  /** For a page. */
  call(input: ShellInput<'callFirm'>): Promise<FirmReply<unknown>>;
  /** For main itself: also what no page may ask. */
  callOwn(input: ShellInput<'callFirm'>): Promise<FirmReply<unknown>>;
  /** A file, sent as it comes: once, because its pieces are not kept for another try. */
  sendFile(
    wish: Omit<ShellInput<'beginFile'>, 'byteLength'>,
    pieces: ReadableStream<Uint8Array>,
    signal: AbortSignal,
  ): Promise<FirmReply<unknown>>;
  /** A file, for main itself: no page gets bytes this way. */
  fetchBytes(path: string): Promise<FirmReply<Uint8Array>>;
}

export function firmDoor(parts: FirmDoorParts): FirmDoor {
  let grant: SessionGrant | null = null;
  let refreshToken: string | null = null;
  let renewing: Promise<SessionGrant | null> | null = null;
  let entering: Promise<unknown> | null = null;

  /** One refresh at a time, whoever asks; rejects when the server is not reached, null when the session is over. */
  const renew = (): Promise<SessionGrant | null> => {
    renewing ??= renewOnce().finally(() => {
      renewing = null;
    });
    return renewing;
  };

  async function renewOnce(): Promise<SessionGrant | null> {
    refreshToken ??= await parts.tokens.read();
    if (refreshToken === null) return null;
    const answer = await send('POST', '/api/auth/refresh', JSON.stringify({ refreshToken }), null);
    if (answer.status === 400 || answer.status === 401) {
      await end();
      return null;
    }
    if (!answer.ok) throw new Error('The server could not renew the session just now.');
    const next = sessionGrant.parse(await answer.json());
    await take(next);
    return next;
  }

  async function take(next: SessionGrant): Promise<void> {
    grant = next;
    refreshToken = next.refreshToken ?? refreshToken;
    // A full disk or a locked key store costs the next start its sign-in, not this session.
    if (next.refreshToken !== null) await parts.tokens.keep(next.refreshToken).catch(() => undefined);
    parts.onSession(sessionOf(next.user));
  }

  async function end(): Promise<void> {
    grant = null;
    refreshToken = null;
    await parts.tokens.forget().catch(() => undefined);
    parts.onSession(null);
  }

  async function accessToken(isRefused: boolean): Promise<string | null> {
    if (parts.origin() === null) return null;
    // The workspace is bound to a person before their session counts: until then it gets nobody else's token.
    await entering;
    if (grant !== null && !isRefused && Date.parse(grant.expiresAt) - parts.nowMs() > RENEW_BEFORE_MS) {
      return grant.accessToken;
    }
    return (await renew())?.accessToken ?? null;
  }

  function send(method: string, path: string, body: string | null, token: string | null): Promise<Response> {
    const origin = parts.origin();
    if (origin === null) throw new Error('No server is named.');
    return parts.fetch(origin + path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === null ? {} : { 'content-type': 'application/json' }),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
  }

  async function joinAs(user: Me): Promise<FirmReply<null>> {
    const reply = await parts.join({ ...sessionOf(user), baseUrl: parts.origin() ?? '' });
    return reply.ok ? { ok: true, value: null } : { ok: false, error: refusedWith(reply.error.message) };
  }

  async function enter(credentials: ShellInput<'signIn'>): Promise<FirmReply<SignInOutcome>> {
    const body = JSON.stringify({ ...credentials, kind: 'desktop' });
    const answer = await attempt(() => send('POST', '/api/auth/login', body, null));
    if (!answer.ok) return answer;
    if (!answer.value.ok) {
      const error = await errorOf(answer.value);
      return error.code === 'TOTP_REQUIRED' ? { ok: true, value: 'code_needed' } : { ok: false, error };
    }
    const read = sessionGrant.safeParse(await answer.value.json().catch(() => undefined));
    if (!read.success) return { ok: false, error: notUnderstood() };
    const joined = await joinAs(read.data.user);
    if (!joined.ok) {
      // This workspace is somebody else's, with work that waits: the door is closed again.
      await attempt(() => send('POST', '/api/auth/logout', null, read.data.accessToken));
      return joined;
    }
    const before = grant?.accessToken ?? null;
    await take(read.data);
    // Unlocking is a sign-in: the session it takes the place of is over, or they would pile up at the firm.
    if (before !== null) void attempt(() => send('POST', '/api/auth/logout', null, before));
    return { ok: true, value: 'signed_in' };
  }

  const callOwn = (input: ShellInput<'callFirm'>): Promise<FirmReply<unknown>> => ask(input, readJson);

  async function ask<Value>(
    { method, path, body }: ShellInput<'callFirm'>,
    read: (answer: Response) => Promise<FirmReply<Value>>,
  ): Promise<FirmReply<Value>> {
    for (const isRefused of [false, true]) {
      const answer = await attempt(async () => send(method, path, body, await accessToken(isRefused)));
      if (!answer.ok) return answer;
      if (answer.value.status === 401 && !isRefused) continue;
      return answer.value.ok ? read(answer.value) : { ok: false, error: await errorOf(answer.value) };
    }
    return { ok: false, error: notUnderstood() };
  }

  return {
    session: () => (grant === null ? null : sessionOf(grant.user)),
    accessToken,
    async resume() {
      const next = await renew().catch(() => null);
      if (next !== null) await joinAs(next.user);
    },
    async signIn(credentials) {
      await entering;
      const entry = enter(credentials);
      entering = entry.catch(() => undefined);
      try {
        return await entry;
      } finally {
        entering = null;
      }
    },
    async setPassword(input) {
      return done(await attempt(() => send('POST', '/api/auth/setup', JSON.stringify(input), null)));
    },
    async signOut() {
      const token = await accessToken(false).catch(() => null);
      await parts.leave();
      // Whatever the server says: this machine forgets the session first.
      await end();
      if (token === null) return { ok: true, value: null };
      return done(await attempt(() => send('POST', '/api/auth/logout', null, token)));
    },
    async forget() {
      grant = null;
      refreshToken = null;
      await parts.tokens.forget();
    },
    async call(input) {
      if (OWN_PATHS.test(input.path.split('?')[0] ?? ''))
        return { ok: false, error: refusedWith('This is not asked that way.') };
      const reply = await callOwn(input);
      if (reply.ok && changesOwnRights(input)) await renew().catch(() => null);
      return reply;
    },
    callOwn,
    async sendFile({ method, path, mediaType }, pieces, signal) {
      const answer = await attempt(async () => {
        const token = await accessToken(false);
        const origin = parts.origin();
        if (origin === null) throw new Error('No server is named.');
        const headers = {
          accept: 'application/json',
          'content-type': mediaType,
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        };
        return parts.sendStream(origin + path, { method, headers, body: pieces, signal });
      });
      if (!answer.ok) return answer;
      if (answer.value.ok) return readJson(answer.value);
      // The next try has a token that holds.
      if (answer.value.status === 401) await accessToken(true).catch(() => null);
      return { ok: false, error: await errorOf(answer.value) };
    },
    fetchBytes: (path) => ask({ method: 'GET', path, body: null }, readBytes),
  };
}

function sessionOf({ userId, displayName, role }: Me): FirmSession {
  return { userId, displayName, role };
}

async function attempt(work: () => Promise<Response>): Promise<FirmReply<Response>> {
  try {
    return { ok: true, value: await work() };
  } catch {
    const message = 'The server is not reached. Your work is kept on this device and goes on.';
    return { ok: false, error: { kind: 'offline', code: null, message, retryAfterSeconds: null } };
  }
}

async function done(answer: FirmReply<Response>): Promise<FirmReply<null>> {
  if (!answer.ok) return answer;
  return answer.value.ok ? { ok: true, value: null } : { ok: false, error: await errorOf(answer.value) };
}

async function readJson(answer: Response): Promise<FirmReply<unknown>> {
  if (answer.status === 204) return { ok: true, value: null };
  try {
    const text = await answer.text();
    if (text.length > LONGEST_ANSWER) return { ok: false, error: notUnderstood() };
    return { ok: true, value: text === '' ? null : JSON.parse(text) };
  } catch {
    return { ok: false, error: notUnderstood() };
  }
}

async function readBytes(answer: Response): Promise<FirmReply<Uint8Array>> {
  try {
    return { ok: true, value: new Uint8Array(await answer.arrayBuffer()) };
  } catch {
    return { ok: false, error: { ...notUnderstood(), kind: 'offline' } };
  }
}

async function errorOf(answer: Response): Promise<FirmError> {
  const read = errorEnvelope.safeParse(await answer.json().catch(() => undefined));
  const retryAfter = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return {
    kind: answer.status === 401 ? 'signed_out' : answer.status >= 500 ? 'failed' : 'refused',
    code: read.success ? read.data.error.code : null,
    message: read.success ? read.data.error.message : 'The server did not say why it refused this.',
    retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : null,
  };
}

function refusedWith(message: string): FirmError {
  return { kind: 'refused', code: null, message, retryAfterSeconds: null };
}

function notUnderstood(): FirmError {
  const message = 'The server answered in a way that this version of LAIT does not understand. Look for an update.';
  return { kind: 'failed', code: null, message, retryAfterSeconds: null };
}
