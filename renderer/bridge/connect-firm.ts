import { z } from 'zod';
import { changesOwnRights } from '#shared/api/account-calls.ts';
import { type Me, type SessionGrant, sessionGrant } from '#shared/api/auth.ts';
import {
  type FirmCall,
  type FirmClient,
  type FirmError,
  type FirmReply,
  type FirmSession,
  SERVER_NOT_STARTED,
  STOPPED,
  type StopSignal,
} from '#shared/api/firm.ts';
import type { WorkspaceClient } from '#shared/api/workspace.ts';
import type { TokenSource } from '#shared/api/workspace-wire.ts';

/** Asked for anew so long before it runs out, so that no request leaves with a token that dies on the way. */
const RENEW_BEFORE_MS = 60_000;
const DEADLINE_MS = 30_000;
/** An installer over a slow line. */
const BYTES_DEADLINE_MS = 600_000;

const errorEnvelope = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

export interface ConnectedFirm {
  readonly client: FirmClient;
  /** Lends the workspace the access token of the moment. */
  readonly accessToken: TokenSource;
  /**
   * Hands every sign-in on to the workspace, which then syncs as that person, and comes back to the session of an
   * earlier visit where the workspace remembers one.
   */
  attach(workspace: WorkspaceClient): Promise<void>;
}

/**
 * The firm's server behind this page, if there is one: the page of a machine without a server is served by
 * nothing that answers `/api/health` as LAIT does. The refresh token is a cookie that this code cannot read; the
 * access token lives in this variable and nowhere else.
 */
export async function connectFirm(): Promise<ConnectedFirm> {
  const { isPresent, absence } = await findServer();
  const listeners = new Set<() => void>();
  let grant: SessionGrant | null = null;
  let renewing: Promise<SessionGrant | null> | null = null;
  let session: FirmSession | null = null;
  let workspace: WorkspaceClient | null = null;

  const setGrant = (next: SessionGrant | null): void => {
    grant = next;
    const user = next?.user ?? null;
    const before = session;
    session = user === null ? null : { userId: user.userId, displayName: user.displayName, role: user.role };
    if (before?.userId !== session?.userId || before?.role !== session?.role) for (const each of listeners) each();
  };

  /** One refresh at a time; rejects when the server is not reached, null when the session is over. */
  const renew = (): Promise<SessionGrant | null> => {
    renewing ??= (async () => {
      try {
        const answer = await send('POST', '/api/auth/refresh', {}, null);
        if (answer.status === 401 || answer.status === 400) {
          setGrant(null);
          return null;
        }
        if (!answer.ok) throw new Error('The server could not renew the session just now.');
        const next = sessionGrant.parse(await answer.json());
        setGrant(next);
        return next;
      } finally {
        renewing = null;
      }
    })();
    return renewing;
  };

  const accessToken: TokenSource = async (isRefused) => {
    if (!isPresent) return null;
    if (grant !== null && !isRefused && Date.parse(grant.expiresAt) - Date.now() > RENEW_BEFORE_MS) {
      return grant.accessToken;
    }
    return (await renew())?.accessToken ?? null;
  };

  const client: FirmClient = {
    isPresent,
    absence,
    session: () => session,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async signIn(credentials) {
      const answer = await attempt(() => send('POST', '/api/auth/login', { ...credentials, kind: 'browser' }, null));
      if (!answer.ok) return answer;
      if (answer.value.status === 401 && (await codeOf(answer.value)) === 'TOTP_REQUIRED') {
        return { ok: true, value: 'code_needed' };
      }
      if (!answer.value.ok) return { ok: false, error: await errorOf(answer.value) };
      const next = sessionGrant.parse(await answer.value.json());
      // Lent already: the workspace begins to sync as soon as it has joined.
      grant = next;
      const joined = await join(next.user);
      if (!joined.ok) {
        // This workspace is somebody else's, with work that waits: the door is closed again.
        setGrant(null);
        await send('POST', '/api/auth/logout', undefined, next.accessToken).catch(() => undefined);
        return joined;
      }
      setGrant(next);
      await workspace?.command('syncNow', {});
      return { ok: true, value: 'signed_in' };
    },
    async setPassword(input) {
      return done(await attempt(() => send('POST', '/api/auth/setup', input, null)));
    },
    async signOut() {
      const token = grant?.accessToken ?? null;
      await workspace?.command('signOut', {});
      const answer = await attempt(() => send('POST', '/api/auth/logout', undefined, token));
      setGrant(null);
      return done(answer);
    },
    async call(call) {
      const answer = await ask(call, false);
      if (call.stop?.aborted === true) return { ok: false, error: STOPPED };
      const isRefused = answer.ok && answer.value.status === 401;
      const reply = await finish(call, isRefused ? await ask(call, true) : answer);
      if (reply.ok && changesOwnRights(call)) await renew().catch(() => null);
      return reply;
    },
  };

  return {
    client,
    accessToken,
    async attach(attached) {
      workspace = attached;
      if (!isPresent) return;
      for (const change of ['online', 'offline']) addEventListener(change, () => void attached.command('syncNow', {}));
      const status = await attached.query('getSyncStatus', {});
      // Nobody is signed in here: asking for a session would be refused, or bring back one that was ended offline.
      if (!status.ok || status.value.state === 'alone' || status.value.state === 'signed_out') return;
      const next = await renew().catch(() => null);
      if (next !== null) await join(next.user);
    },
  };

  /** The workspace from now on syncs as this person; it refuses while another one's work waits in it. */
  async function join(user: Me): Promise<FirmReply<null>> {
    if (workspace === null) return { ok: true, value: null };
    const { userId, displayName, role } = user;
    const reply = await workspace.command('signIn', { baseUrl: location.origin, userId, displayName, role });
    if (reply.ok) return { ok: true, value: null };
    return { ok: false, error: { kind: 'refused', code: null, message: reply.error.message, retryAfterSeconds: null } };
  }

  async function ask(call: FirmCall<unknown>, isRefused: boolean): Promise<FirmReply<Response>> {
    return attempt(async () => send(call.method, call.path, call.body, await accessToken(isRefused), call));
  }

  async function finish<Output>(call: FirmCall<Output>, answer: FirmReply<Response>): Promise<FirmReply<Output>> {
    if (!answer.ok) return answer;
    if (!answer.value.ok) return { ok: false, error: await errorOf(answer.value) };
    // Sound: a call without an output answers nothing, and nobody looks at it.
    if (call.output === null) return { ok: true, value: null as Output };
    const read = call.output.safeParse(await answer.value.json().catch(() => undefined));
    if (read.success) return { ok: true, value: read.data };
    const message = 'The server answered in a way that this version of LAIT does not understand. Reload the page.';
    return { ok: false, error: { kind: 'failed', code: null, message, retryAfterSeconds: null } };
  }
}

function send(
  method: string,
  path: string,
  body: unknown,
  token: string | null,
  { mediaType = 'application/octet-stream', stop }: Pick<FirmCall<unknown>, 'mediaType' | 'stop'> = {},
): Promise<Response> {
  const isBytes = body instanceof Uint8Array || body instanceof Blob;
  return fetch(path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': isBytes ? mediaType : 'application/json' }),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: bodyOf(body) }),
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'error',
    signal: untilStopped(AbortSignal.timeout(isBytes ? BYTES_DEADLINE_MS : DEADLINE_MS), stop),
  });
}

function untilStopped(deadline: AbortSignal, stop: StopSignal | undefined): AbortSignal {
  if (stop === undefined) return deadline;
  const stopper = new AbortController();
  if (stop.aborted) stopper.abort();
  stop.addEventListener('abort', () => stopper.abort());
  return AbortSignal.any([deadline, stopper.signal]);
}

function bodyOf(body: unknown): BodyInit {
  if (body instanceof Uint8Array) return Uint8Array.from(body);
  return body instanceof Blob ? body : JSON.stringify(body);
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

async function codeOf(answer: Response): Promise<string | null> {
  const read = errorEnvelope.safeParse(
    await answer
      .clone()
      .json()
      .catch(() => undefined),
  );
  return read.success ? read.data.error.code : null;
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

/**
 * A page without a server gets itself for an unknown path, and no JSON. One that is not reached, or has trouble, is a
 * server all the same: what is done meanwhile is sent once it is back.
 */
async function findServer(): Promise<Pick<FirmClient, 'isPresent' | 'absence'>> {
  const there = { isPresent: true, absence: null } as const;
  try {
    const answer = await fetch('/api/health', { cache: 'no-store', signal: AbortSignal.timeout(5_000) });
    const isJson = (answer.headers.get('content-type') ?? '').startsWith('application/json');
    if (answer.status >= 500) {
      const read = isJson ? errorEnvelope.safeParse(await answer.json()) : null;
      // Nobody could sign in to it: a way to do so would only lead astray.
      const isLost = read?.success === true && read.data.error.code === SERVER_NOT_STARTED;
      return isLost ? { isPresent: false, absence: read.data.error.message } : there;
    }
    if (!answer.ok || !isJson) return { isPresent: false, absence: null };
    const isHealthy = z.object({ status: z.literal('ok') }).safeParse(await answer.json()).success;
    return { isPresent: isHealthy, absence: null };
  } catch {
    return there;
  }
}
