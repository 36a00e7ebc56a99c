import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../context.ts';
import { answerWithFault, type Fault, refuse, sendJson, withFault } from './faults.ts';
import { clusterResult, docketResult, madeUpCase, opinionResult } from './made-up-cases.ts';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly parameters: URLSearchParams;
  readonly atMs: number;
}

/** CourtListener's v4 interface as far as LAIT asks it, on a real socket of this machine, failing on demand. */
export interface LoopbackCourtListener {
  /** To be `LAIT_LEGAL_BASE_URL`. */
  readonly baseUrl: string;
  readonly token: string;
  /** What came, as it came. */
  readonly received: readonly ReceivedRequest[];
  /** The next so many answers fail in this way. */
  fail(fault: Fault, times?: number): void;
  /** Every answer fails in this way; null: none any more. */
  failAlways(fault: Fault | null): void;
  close(): Promise<void>;
}

export interface LoopbackOptions {
  readonly clock?: Clock | undefined;
  /** How many opinions every question finds. */
  readonly count?: number | undefined;
  /** Counts requests as the source does and refuses more; off unless given. */
  readonly quota?: { readonly perMinute: number; readonly perHour: number; readonly perDay: number } | undefined;
  /** Of every answer. */
  readonly delayMs?: number | undefined;
}

const TOKEN = 'a'.repeat(40);
const PAGE = 20;
const REPORTERS = /^(\d+)\s+(F\.3d|U\.S\.|F\. Supp\. 2d|Haw\.)\s+(\d+)$/;

export async function loopbackCourtListener(options: LoopbackOptions = {}): Promise<LoopbackCourtListener> {
  const clock = options.clock ?? { nowMs: () => Date.now() };
  const received: ReceivedRequest[] = [];
  const coming: Fault[] = [];
  let always: Fault | null = null;
  let allowed: number[] = [];
  let baseUrl = '';

  const server = createServer((request, reply) => {
    void answer(request, reply).catch(() => reply.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/rest/v4/`;
  return {
    get baseUrl() {
      return baseUrl;
    },
    token: TOKEN,
    received,
    fail: (fault, times = 1) => void coming.push(...Array.from({ length: times }, () => fault)),
    failAlways: (fault) => {
      always = fault;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', baseUrl);
    const parameters = request.method === 'POST' ? new URLSearchParams(await bodyOf(request)) : url.searchParams;
    const path = url.pathname.replace('/api/rest/v4', '');
    received.push({ method: request.method ?? '', path, parameters, atMs: clock.nowMs() });
    if (options.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, options.delayMs));
    const fault = coming.shift() ?? always;
    const setting = fault === null ? null : { fault, waitUntil: new Date(clock.nowMs() + 30_000) };
    if (setting !== null && answerWithFault(setting, request, reply)) return;
    const { authorization } = request.headers;
    if (authorization === undefined) refuse(reply, 'unauthenticated');
    else if (authorization !== `Token ${TOKEN}`) refuse(reply, 'bad_token');
    else if (path === '/api-usage/') sendJson(reply, 200, usage());
    else if (isThrottled()) refuse(reply, 'throttled_user', { 'Retry-After': '42' });
    else if (path === '/search/') search(url, reply, fault);
    else if (path === '/citation-lookup/' && request.method === 'POST') lookUp(parameters, reply);
    else sendJson(reply, 404, { detail: 'Not found.' });
  }

  /** One history, three windows, as the source counts. */
  function isThrottled(): boolean {
    if (options.quota === undefined) return false;
    const { perMinute, perHour, perDay } = options.quota;
    const now = clock.nowMs();
    allowed = allowed.filter((at) => at > now - 86_400_000);
    const within = (ms: number) => allowed.filter((at) => at > now - ms).length;
    if (within(60_000) >= perMinute || within(3_600_000) >= perHour || allowed.length >= perDay) return true;
    allowed.push(now);
    return false;
  }

  function search(url: URL, reply: ServerResponse, fault: Fault | null): void {
    const { searchParams } = url;
    const type = searchParams.get('type') ?? 'o';
    if (type !== 'o' && type !== 'd') return void refuse(reply, 'search_type_unsupported');
    const question = searchParams.get('q') ?? '';
    if ((question.split('"').length - 1) % 2 === 1) return void refuse(reply, 'unbalanced_quotes');
    if (question.includes('/')) return void refuse(reply, 'search_engine_down');
    const asked = new URLSearchParams(searchParams);
    asked.delete('cursor');
    const page = pageAt(searchParams.get('cursor'), asked);
    if (page === null) return void refuse(reply, 'invalid_cursor');
    const found = type === 'o' ? opinionsFor(question) : docketsFor(searchParams.get('atty_name') ?? '');
    const results = found.slice(page * PAGE, (page + 1) * PAGE);
    const next =
      found.length > (page + 1) * PAGE ? `${baseUrl}search/?cursor=${cursorOf(page + 1, asked)}&${asked}` : null;
    const previous = page === 0 ? null : `${baseUrl}search/?cursor=${cursorOf(page - 1, asked)}&${asked}`;
    const whole = { count: found.length, next, previous, results };
    sendJson(reply, 200, fault === null ? whole : withFault(fault, whole, url.href));
  }

  function opinionsFor(question: string): readonly unknown[] {
    if (/\bnothing\b/i.test(question)) return [];
    return Array.from({ length: options.count ?? 45 }, (_, index) => opinionResult(index, question));
  }

  function docketsFor(name: string): readonly unknown[] {
    const words = name.toUpperCase().match(/[A-Z]{2,}/g) ?? [];
    return Array.from({ length: 30 }, (_, index) => index)
      .filter((index) =>
        madeUpCase(index).attorneys.some((each) => words.length > 0 && words.every((word) => each.includes(word))),
      )
      .map(docketResult);
  }

  function usage() {
    const now = clock.nowMs();
    const used = allowed.filter((at) => at > now - 60_000).length;
    const limit = options.quota?.perMinute ?? 5;
    return {
      current_usage: [
        {
          scope: 'user',
          rate: `${limit}/min`,
          used,
          limit,
          remaining: limit - used,
          window_seconds: 60,
          reset_at: new Date(now + 60_000).toISOString(),
          blocked: false,
        },
      ],
      historical_usage: { total: allowed.length },
      membership: { level: 'Free', is_active: true },
    };
  }
}

/** Opaque, and good for the very same question only. */
function cursorOf(page: number, asked: URLSearchParams): string {
  return encodeURIComponent(Buffer.from(`p=${page}&h=${hashOf(asked.toString())}`).toString('base64'));
}

function pageAt(cursor: string | null, asked: URLSearchParams): number | null {
  if (cursor === null) return 0;
  const [, page, hash] = /^p=(\d+)&h=(\d+)$/.exec(Buffer.from(cursor, 'base64').toString()) ?? [];
  return page !== undefined && Number(hash) === hashOf(asked.toString()) ? Number(page) : null;
}

function hashOf(text: string): number {
  let hash = 7;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return hash;
}

/** Abbreviations that stand for several reporters. */
const SEVERAL: Readonly<Record<string, readonly string[]>> = {
  '1 H. 150': ['1 Handy 150', '1 Haw. 150', '1 Hill 150'],
  '1 How. 150': ['1 How. 150', '1 How. Pr. 150'],
};

/** Made-up cases are known by `100 F.3d 200` and on; `1 H. 150` and `1 How. 150` are several; other known reporters hold nothing. */
function lookUp(parameters: URLSearchParams, reply: ServerResponse): void {
  const text = parameters.get('text') ?? '';
  if (text === '') return void refuse(reply, 'lookup_no_input');
  let start = 0;
  const items = text.split('; ').flatMap((citation, place) => {
    const start_index = start;
    start += citation.length + 2;
    const shared = { citation, start_index, end_index: start_index + citation.length, error_message: '' };
    if (place >= 250) {
      return [
        {
          ...shared,
          normalized_citations: [citation],
          status: 429,
          error_message: 'Too many citations requested.',
          clusters: [],
        },
      ];
    }
    const normalized_citations = SEVERAL[citation];
    if (normalized_citations !== undefined) {
      return [{ ...shared, normalized_citations, status: 300, clusters: [clusterResult(1), clusterResult(2)] }];
    }
    const [, volume, reporter, page] = REPORTERS.exec(citation) ?? [];
    if (reporter === undefined) {
      const isLikeOne = /^\d+ \S+ \d+$/.test(citation);
      const error_message = `Unable to find reporter with abbreviation of '${citation}'`;
      return isLikeOne ? [{ ...shared, normalized_citations: [], status: 400, error_message, clusters: [] }] : [];
    }
    const index = Number(volume) - 100;
    const isKnown = reporter === 'F.3d' && index >= 0 && index < 100 && Number(page) === index + 200;
    const told = { ...shared, normalized_citations: [citation] };
    if (isKnown) return [{ ...told, status: 200, clusters: [clusterResult(index)] }];
    return [{ ...told, status: 404, error_message: `Citation not found: '${citation}'`, clusters: [] }];
  });
  sendJson(reply, 200, items);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
