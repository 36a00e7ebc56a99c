import { STREAM_READY, STREAM_RESYNC, SYNC_POKE } from '#shared/api/events.ts';
import type { BootstrapReply, PullReply, PushReply, SyncPoke } from '#shared/api/sync.ts';
import type { ServerConnection } from '../workspace-environment.ts';
import { eventStreamReader } from './event-stream.ts';
import { multipartOf } from './multipart.ts';
import type { Sent, SyncTransport, TransportFailure } from './transport.ts';

/** One request as a home carries it out; the core has neither `fetch` nor timers of its own. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
  /** After so many milliseconds without the whole answer the request is given up. */
  readonly deadlineMs: number;
}

export interface HttpAnswer {
  readonly status: number;
  header(name: string): string | null;
  text(): Promise<string>;
}

/** What a home lends: both reject when the server is not reached, or not in time. */
export interface HttpLine {
  ask(request: HttpRequest): Promise<HttpAnswer>;
  /**
   * Reads an answer as it comes.
   * @param onText each piece of text as it arrives
   * @returns resolves at the end of the stream, rejects when it breaks; `abort` ends it
   */
  stream(
    request: Omit<HttpRequest, 'deadlineMs' | 'body'>,
    onText: (text: string) => void,
  ): { readonly ended: Promise<void>; abort(): void };
}

export interface HttpTransportOptions {
  readonly baseUrl: string;
  readonly line: HttpLine;
  /**
   * The bearer token of the moment; `null` when nobody is signed in. Rejects when a new one is needed and the server
   * is not reached.
   * @param isRefused the server did not take the last one: get another
   */
  accessToken(isRefused: boolean): Promise<string | null>;
  /** For the borders between the parts of an upload. */
  randomBytes(count: number): Uint8Array;
}

const DEADLINE_MS = 30_000;
/** A file of 200 MB over a slow line. */
const UPLOAD_DEADLINE_MS = 30 * 60_000;
/** A page of 2,000 rows is about two megabytes; more than this is not ours. */
const LONGEST_ANSWER = 64 * 1024 * 1024;

const FAILED = {
  offline: { kind: 'offline' },
  unauthenticated: { kind: 'unauthenticated' },
  notUnderstood: { kind: 'not_understood' },
} as const satisfies Record<string, TransportFailure>;

/** The real server, over HTTP: bearer token, deadlines, every failure a value of the closed set. */
export function httpConnection(options: HttpTransportOptions): ServerConnection {
  const base = options.baseUrl.replace(/\/+$/, '');

  const transport: SyncTransport = {
    push: (request) => post<PushReply>('/api/sync/push', request, ['results', 'gap', 'reset', 'upgrade']),
    pull: (request) => post<PullReply>('/api/sync/pull', request, ['page', 'reset']),
    bootstrap: (request) => post<BootstrapReply>('/api/sync/bootstrap', request, ['page', 'reset', 'revoked']),
    async uploadInvoice(bytes, fileName, idempotencyKey) {
      const { contentType, body } = multipartOf(fileName, bytes, options.randomBytes(16));
      const headers = { 'content-type': contentType, 'idempotency-key': idempotencyKey };
      const sent = await send('/api/invoices', headers, body, UPLOAD_DEADLINE_MS);
      return sent.ok ? { ok: true, value: { kind: 'accepted' } } : sent;
    },
    async markRead(notificationIds) {
      const sent = await send('/api/notifications/read', JSON_HEADERS, JSON.stringify({ ids: notificationIds }));
      return sent.ok ? { ok: true, value: null } : sent;
    },
  };
  return { transport, listen };

  async function post<Reply extends { readonly kind: string }>(
    path: string,
    request: unknown,
    kinds: readonly Reply['kind'][],
  ): Promise<Sent<Reply>> {
    const sent = await send(path, JSON_HEADERS, JSON.stringify(request));
    if (!sent.ok) return sent;
    try {
      const text = await sent.value.text();
      if (text.length > LONGEST_ANSWER) return failed(FAILED.notUnderstood);
      const reply = JSON.parse(text) as Reply;
      const isOurs = typeof reply === 'object' && reply !== null && kinds.includes(reply.kind);
      return isOurs ? { ok: true, value: reply } : failed(FAILED.notUnderstood);
    } catch (error) {
      // Cut off on the way, or a page that calls itself JSON.
      return failed(error instanceof SyntaxError ? FAILED.notUnderstood : FAILED.offline);
    }
  }

  async function send(
    path: string,
    headers: Readonly<Record<string, string>>,
    body: string | Uint8Array<ArrayBuffer>,
    deadlineMs = DEADLINE_MS,
  ): Promise<Sent<HttpAnswer>> {
    for (const isRefused of [false, true]) {
      let answer: HttpAnswer;
      try {
        const token = await options.accessToken(isRefused);
        if (token === null) return failed(FAILED.unauthenticated);
        const authorized = { ...headers, authorization: `Bearer ${token}`, accept: 'application/json' };
        answer = await options.line.ask({ method: 'POST', url: base + path, headers: authorized, body, deadlineMs });
      } catch {
        // Whatever the reason: nothing is known about what arrived, and it is asked again.
        return failed(FAILED.offline);
      }
      if (answer.status === 401 && !isRefused) continue;
      const failure = await failureOf(answer);
      return failure === null ? { ok: true, value: answer } : failed(failure);
    }
    return failed(FAILED.unauthenticated);
  }

  function listen(onPoke: (poke: SyncPoke) => void, onClosed: () => void): () => void {
    let isEnded = false;
    let abort = () => {};
    const end = () => {
      if (isEnded) return;
      isEnded = true;
      onClosed();
    };
    const open = async () => {
      const token = await options.accessToken(false);
      if (token === null || isEnded) return;
      const read = eventStreamReader(({ type, data }) => {
        if (!isEnded && NEWS.has(type)) onPoke(pokeOf(data));
      });
      const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' };
      const stream = options.line.stream({ method: 'GET', url: `${base}/api/events`, headers }, read);
      abort = stream.abort;
      await stream.ended;
    };
    open().then(end, end);
    return () => {
      isEnded = true;
      abort();
    };
  }
}

/** What a round answers. Whatever else is told on the stream comes with a poke where it changed a row. */
const NEWS: ReadonlySet<string> = new Set([SYNC_POKE, STREAM_READY, STREAM_RESYNC]);

const JSON_HEADERS = { 'content-type': 'application/json' };

function failed(failure: TransportFailure): { readonly ok: false; readonly failure: TransportFailure } {
  return { ok: false, failure };
}

/** @returns `null` for an answer of the protocol */
async function failureOf(answer: HttpAnswer): Promise<TransportFailure | null> {
  const { status } = answer;
  if (status >= 200 && status < 300) {
    const isJson = answer.header('content-type')?.includes('json') === true;
    return isJson || status === 204 ? null : FAILED.notUnderstood;
  }
  switch (status) {
    case 401:
      return FAILED.unauthenticated;
    case 403:
      return { kind: 'forbidden' };
    case 408:
      return FAILED.offline;
    case 413:
      return { kind: 'too_large' };
    case 429:
      return { kind: 'busy', retryAfterMs: retryAfterMs(answer) };
    default:
      if (status >= 500) return { kind: 'server_error', retryAfterMs: retryAfterMs(answer) };
      if (status < 400) return FAILED.notUnderstood;
      return { kind: 'refused', code: await codeOf(answer) };
  }
}

function retryAfterMs(answer: HttpAnswer): number | null {
  const seconds = Number(answer.header('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

async function codeOf(answer: HttpAnswer): Promise<string | null> {
  try {
    const body = JSON.parse(await answer.text()) as { readonly error?: { readonly code?: unknown } };
    return typeof body.error?.code === 'string' ? body.error.code : null;
  } catch {
    // An error page that is no envelope says nothing more than its status.
    return null;
  }
}

/** Only a poke says where; the others mean: wherever. */
function pokeOf(data: string): SyncPoke {
  try {
    const poke = JSON.parse(data) as Partial<SyncPoke>;
    return { scopeIds: poke.scopeIds ?? [], seq: poke.seq ?? 0 };
  } catch {
    return { scopeIds: [], seq: 0 };
  }
}
