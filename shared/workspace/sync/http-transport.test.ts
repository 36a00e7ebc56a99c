import { describe, expect, it } from 'vitest';
import { type HttpAnswer, type HttpRequest, httpConnection } from './http-transport.ts';

const REQUEST = { mutations: [] } as never;

function answerWith(status: number, body: string, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  const all: Readonly<Record<string, string>> = { 'content-type': 'application/json', ...headers };
  return { status, header: (name) => all[name] ?? null, text: async () => body };
}

function connectionTo(answer: (request: HttpRequest) => HttpAnswer | Promise<HttpAnswer>, tokens = ['one', 'two']) {
  const asked: HttpRequest[] = [];
  const waiting = [...tokens];
  const { transport, listen } = httpConnection({
    baseUrl: 'https://lait.test/',
    line: {
      async ask(request) {
        asked.push(request);
        return answer(request);
      },
      stream(_request, onText) {
        onText(': here\n\nevent: invoice.flagged\nid: 7\ndata: {}\n\nevent: sync.poke\ndata: {"scopeIds":["firm"],');
        onText('"seq":9}\n\nevent: ready\nid: 9\ndata: {"seq":9}\n\n');
        return { ended: Promise.resolve(), abort() {} };
      },
    },
    accessToken: async (isRefused) => {
      if (isRefused) waiting.shift();
      return waiting[0] ?? null;
    },
    randomBytes: (count) => new Uint8Array(count).fill(171),
  });
  return { asked, transport, listen };
}

describe('the server over HTTP', () => {
  it('is asked with the bearer token, and once more with a new one when it is refused', async () => {
    const { asked, transport } = connectionTo(({ headers }) =>
      headers.authorization === 'Bearer two' ? answerWith(200, '{"kind":"reset"}') : answerWith(401, '{}'),
    );
    expect(await transport.pull(REQUEST)).toEqual({ ok: true, value: { kind: 'reset' } });
    expect(asked.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ['https://lait.test/api/sync/pull', 'Bearer one'],
      ['https://lait.test/api/sync/pull', 'Bearer two'],
    ]);
  });

  it.each([
    [401, {}, { kind: 'unauthenticated' }],
    [403, {}, { kind: 'forbidden' }],
    [409, {}, { kind: 'refused', code: 'CONFLICT' }],
    [413, {}, { kind: 'too_large' }],
    [429, { 'retry-after': '7' }, { kind: 'busy', retryAfterMs: 7000 }],
    [502, {}, { kind: 'server_error', retryAfterMs: null }],
    [302, {}, { kind: 'not_understood' }],
  ])('answers %i as a value', async (status, headers, failure) => {
    const { transport } = connectionTo(() => answerWith(status, '{"error":{"code":"CONFLICT"}}', headers));
    expect(await transport.push(REQUEST)).toEqual({ ok: false, failure });
  });

  it('is away, and the sign-in is not over, where no new token can be had of it', async () => {
    const { transport } = httpConnection({
      baseUrl: 'https://lait.test',
      line: {
        ask: () => Promise.reject(new Error('not asked')),
        stream: () => ({ ended: Promise.resolve(), abort() {} }),
      },
      accessToken: () => Promise.reject(new Error('not reached')),
      randomBytes: (count) => new Uint8Array(count),
    });
    expect(await transport.pull(REQUEST)).toEqual({ ok: false, failure: { kind: 'offline' } });
    const { transport: signedOut } = connectionTo(() => answerWith(200, '{}'), []);
    expect(await signedOut.pull(REQUEST)).toEqual({ ok: false, failure: { kind: 'unauthenticated' } });
  });

  it('never takes a captive portal or a cut-off answer for the server', async () => {
    const portal = connectionTo(() => answerWith(200, '<html>', { 'content-type': 'text/html' }));
    expect(await portal.transport.pull(REQUEST)).toEqual({ ok: false, failure: { kind: 'not_understood' } });
    const other = connectionTo(() => answerWith(200, '{"kind":"welcome"}'));
    expect(await other.transport.pull(REQUEST)).toEqual({ ok: false, failure: { kind: 'not_understood' } });
    const gone = connectionTo(() => Promise.reject(new Error('socket hang up')));
    expect(await gone.transport.pull(REQUEST)).toEqual({ ok: false, failure: { kind: 'offline' } });
  });

  it('sends a file as one part under its import, whatever its name', async () => {
    const { asked, transport } = connectionTo(() => answerWith(202, '{"id":"x"}'));
    const bytes = new TextEncoder().encode('LEDES1998B[]');
    expect((await transport.uploadInvoice(bytes, 'a"b\r\nc.txt', 'key')).ok).toBe(true);
    const body = new TextDecoder().decode(asked[0]?.body as Uint8Array);
    expect(asked[0]?.headers['idempotency-key']).toBe('key');
    expect(body).toContain('filename="a%22b%0D%0Ac.txt"\r\n');
    expect(body).toContain('\r\n\r\nLEDES1998B[]\r\n--lait-abab');
  });

  it('hears of news over the event stream, of nothing that needs no round, and that it has ended', async () => {
    const { listen } = connectionTo(() => answerWith(200, '{}'));
    const heard: unknown[] = [];
    await new Promise<void>((resolve) => listen?.((poke) => heard.push(poke), resolve));
    expect(heard).toEqual([
      { scopeIds: ['firm'], seq: 9 },
      { scopeIds: [], seq: 9 },
    ]);
  });
});
