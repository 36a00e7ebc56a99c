import type { Clock } from '../../context.ts';
import { CursorError, LegalError, QuestionError } from './legal-error.ts';
import { retryAfterThrottle } from './read-throttle.ts';

export interface Asking {
  readonly method: 'GET' | 'POST';
  /** Whole, within the base address. */
  readonly url: string;
  readonly form?: URLSearchParams | undefined;
  /** At most so long, until the last byte. */
  readonly timeoutMs: number;
}

export interface Line {
  readonly baseUrl: string;
  readonly token: string;
  readonly clock: Clock;
  /** As the global one; never asked to follow a redirect. */
  readonly fetch: typeof fetch;
}

/** Twenty results are tens of kilobytes; more than this is no answer to a search. */
const MOST_BYTES = 8 * 1024 * 1024;
/** After a failure that names no moment. */
const PAUSE_MS = 60_000;

/**
 * One request and its answer as JSON. Every way in which it can go wrong has one name; nothing of the question stands in
 * an error's text.
 * @throws LegalError (network, timeout, server, throttled, auth, contract), QuestionError for 400, CursorError for a page
 *   that is gone
 */
export async function askCourtListener(line: Line, asking: Asking): Promise<unknown> {
  const { clock } = line;
  const later = () => clock.nowMs() + PAUSE_MS;
  if (!isWithin(asking.url, line.baseUrl)) {
    throw new LegalError('contract', null, 'the answer leads away from the source');
  }
  let reply: Response;
  let body: string;
  try {
    reply = await line.fetch(asking.url, {
      method: asking.method,
      redirect: 'manual',
      headers: { authorization: `Token ${line.token}`, accept: 'application/json', 'user-agent': 'LAIT' },
      signal: AbortSignal.timeout(asking.timeoutMs),
      ...(asking.form === undefined ? {} : { body: asking.form }),
    });
    body = await readText(reply);
  } catch (error) {
    if (error instanceof LegalError) throw error;
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    throw new LegalError(isLate ? 'timeout' : 'network', later(), isLate ? 'no answer in time' : codeOf(error));
  }
  const { status } = reply;
  if (status === 200) return parsed(body);
  const said = tryParse(body);
  if (status === 429) {
    const retryAt = retryAfterThrottle(reply.headers.get('retry-after'), said, clock.nowMs());
    throw new LegalError('throttled', retryAt, 'status 429');
  }
  if (status === 401 || status === 403) throw new LegalError('auth', null, `status ${status}`);
  if (status >= 500) throw new LegalError('server', later(), `status ${status}`);
  if (status === 400) throw new QuestionError(questionText(said));
  if (status === 404 && asking.url.includes('cursor=')) throw new CursorError();
  // A redirect of the interface, a page that is not there or was sealed: no answer that LAIT knows.
  throw new LegalError('contract', null, `status ${status}`);
}

async function readText(reply: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let byteCount = 0;
  for await (const chunk of reply.body ?? []) {
    byteCount += chunk.byteLength;
    if (byteCount > MOST_BYTES) throw new LegalError('contract', null, 'the answer is too large');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new LegalError('contract', null, 'the answer is no JSON');
  }
}

function tryParse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** The source's own sentence; a form's map of fields names none. */
function questionText(said: unknown): string {
  if (typeof said === 'object' && said !== null && 'detail' in said && typeof said.detail === 'string') {
    return said.detail.slice(0, 300);
  }
  return 'CourtListener does not understand the question.';
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'the line broke';
}

/** `next` comes from the answer: the token goes to the source and nowhere else. */
function isWithin(url: string, baseUrl: string): boolean {
  try {
    const [asked, base] = [new URL(url), new URL(baseUrl)];
    return asked.origin === base.origin && asked.pathname.startsWith(base.pathname) && asked.username === '';
  } catch {
    return false;
  }
}
