import type { IncomingMessage, ServerResponse } from 'node:http';
import { DOCUMENTED_REFUSALS, type DocumentedRefusalName } from './documented.ts';

/** What a source does when it does not do what it should; each a thing that was seen, or is documented. */
export const FAULTS = [
  'hang', 'slow', 'reset', 'cut_off', 'server_html', 'server_twice', 'no_json', 'truncated_json', 'null_list', 'missing_field',
  'wrong_type', 'too_large', 'redirect', 'redirect_away', 'sealed', 'throttled', 'throttled_blocked', 'throttled_citations',
  'throttled_skewed', 'unauthenticated', 'bad_token', 'forbidden', 'cursor_expired', 'unbalanced', 'next_loop', 'next_away',
  'estimated',
] as const; // biome-ignore format: one list
export type Fault = (typeof FAULTS)[number];

/** Those that change an answer rather than replace it. */
const CHANGES: readonly Fault[] = ['null_list', 'missing_field', 'wrong_type', 'next_loop', 'next_away', 'estimated'];

export interface FaultSetting {
  readonly fault: Fault;
  /** When the source says that one may ask again, where it says so. */
  readonly waitUntil: Date;
}

/** Answers in place of the source. @returns false where the fault is one of the answer's content */
export function answerWithFault(
  { fault, waitUntil }: FaultSetting,
  request: IncomingMessage,
  reply: ServerResponse,
): boolean {
  if (CHANGES.includes(fault)) return false;
  switch (fault) {
    case 'hang':
      return true;
    case 'slow':
      dripOn(reply);
      return true;
    case 'reset':
      request.socket.destroy();
      return true;
    case 'cut_off':
      reply.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      reply.write('{"count": 1, ');
      setTimeout(() => request.socket.destroy(), 20);
      return true;
    case 'server_html':
      reply.writeHead(500, { 'content-type': 'text/html' }).end('<!doctype html><h1>Server Error (500)</h1>');
      return true;
    case 'server_twice':
      return refuse(reply, 'search_engine_down');
    case 'no_json':
      reply
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><p>Down for maintenance until 23:59 PT.');
      return true;
    case 'truncated_json':
      reply.writeHead(200, { 'content-type': 'application/json' }).end('{"count": 3, "next": null, "resul');
      return true;
    case 'too_large':
      reply.writeHead(200, { 'content-type': 'application/json' }).end(`"${'x'.repeat(9 * 1024 * 1024)}"`);
      return true;
    case 'redirect':
      reply.writeHead(301, { location: '/api/rest/v4/elsewhere/' }).end();
      return true;
    case 'redirect_away':
      reply.writeHead(302, { location: 'https://elsewhere.example/' }).end();
      return true;
    case 'sealed':
      return refuse(reply, 'cluster_sealed');
    case 'throttled':
      return refuse(reply, 'throttled_user', { 'Retry-After': '42' });
    case 'throttled_blocked':
      return refuse(reply, 'throttled_blocked');
    case 'throttled_citations':
      return sendJson(reply, 429, {
        ...DOCUMENTED_REFUSALS.throttled_citations.body,
        wait_until: waitUntil.toISOString(),
      });
    case 'throttled_skewed':
      // A clock that is an hour behind ours.
      return sendJson(reply, 429, { wait_until: new Date(waitUntil.getTime() - 3_600_000).toISOString() });
    case 'unauthenticated':
    case 'bad_token':
    case 'forbidden':
      return refuse(reply, fault);
    case 'cursor_expired':
      return refuse(reply, 'invalid_cursor');
    case 'unbalanced':
      return refuse(reply, 'unbalanced_parens');
    default:
      throw new Error(`Nobody wrote what ${fault} does.`);
  }
}

/** The page with the fault in it. */
export function withFault(fault: Fault, page: Record<string, unknown>, ownAddress: string): Record<string, unknown> {
  const [first, ...others] = Array.isArray(page.results) ? page.results : [];
  switch (fault) {
    case 'null_list':
      return { ...page, results: null };
    case 'missing_field':
      return { ...page, results: [{ ...first, opinions: undefined, docket_absolute_url: undefined }, ...others] };
    case 'wrong_type':
      return { ...page, count: 'many' };
    case 'next_loop':
      return { ...page, next: ownAddress };
    case 'next_away':
      return { ...page, next: 'https://elsewhere.example/api/rest/v4/search/?cursor=eA%3D%3D' };
    case 'estimated':
      return { ...page, count: 12_345 };
    default:
      return page;
  }
}

export function refuse(
  reply: ServerResponse,
  name: DocumentedRefusalName,
  headers: Readonly<Record<string, string>> = {},
): true {
  const { status, body } = DOCUMENTED_REFUSALS[name];
  return sendJson(reply, status, body, headers);
}

export function sendJson(
  reply: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): true {
  reply.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  return true;
}

/** A byte now and then: alive, and of no use. */
function dripOn(reply: ServerResponse): void {
  reply.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => reply.write(' '), 50);
  reply.on('close', () => clearInterval(timer));
}
