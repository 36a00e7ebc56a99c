import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DOCUMENTED_FIELDS, DOCUMENTED_REFUSALS } from './documented.ts';
import { type LoopbackCourtListener, loopbackCourtListener } from './loopback-courtlistener.ts';

describe('the stand-in for CourtListener answers as the documentation says', () => {
  let source: LoopbackCourtListener;
  beforeAll(async () => {
    source = await loopbackCourtListener();
  });
  afterAll(() => source.close());
  const ask = async (path: string, init: RequestInit = {}) => {
    const reply = await fetch(`${source.baseUrl}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { authorization: `Token ${source.token}`, ...init.headers },
    });
    return { status: reply.status, headers: reply.headers, body: await reply.json() };
  };

  it.each(['o', 'd'] as const)('to a search of type %s, field by field', async (type) => {
    const { body } = await ask(`search/?type=${type}&q=fees&atty_name=OKAFOR`);
    expect(Object.keys(body).sort()).toEqual(['count', 'next', 'previous', 'results']);
    expect(Object.keys(body.results[0]).sort()).toEqual([...DOCUMENTED_FIELDS[type]].sort());
    if (type === 'o') {
      expect(Object.keys(body.results[0].opinions[0]).sort()).toEqual([...DOCUMENTED_FIELDS['o.opinions[]']].sort());
    }
  });

  it('to a citation look-up', async () => {
    const form = new URLSearchParams({ text: '100 F.3d 200; 1 U.S. 200; 1 H. 150; 1 bad-reporter 1' });
    const { body } = await ask('citation-lookup/', { method: 'POST', body: form });
    expect(body.map(({ status }: { status: number }) => status)).toEqual([200, 404, 300, 400]);
    for (const item of body) expect(Object.keys(item).sort()).toEqual([...DOCUMENTED_FIELDS.lookup].sort());
    const empty = await ask('citation-lookup/', { method: 'POST', body: new URLSearchParams() });
    expect([empty.status, empty.body]).toEqual([400, DOCUMENTED_REFUSALS.lookup_no_input.body]);
  });

  it.each([
    ['throttled', 'throttled_user'],
    ['throttled_blocked', 'throttled_blocked'],
    ['unauthenticated', 'unauthenticated'],
    ['bad_token', 'bad_token'],
    ['cursor_expired', 'invalid_cursor'],
    ['unbalanced', 'unbalanced_parens'],
    ['server_twice', 'search_engine_down'],
    ['sealed', 'cluster_sealed'],
  ] as const)('with the refusal "%s" in its documented shape', async (fault, documented) => {
    source.fail(fault);
    const { status, headers, body } = await ask('search/?type=o&q=fees');
    const expected = DOCUMENTED_REFUSALS[documented];
    expect([status, body]).toEqual([expected.status, expected.body]);
    const retryAfter = 'headers' in expected ? expected.headers['Retry-After'] : null;
    expect(headers.get('retry-after')).toBe(retryAfter);
  });

  it('with the other shape of "too many" to look-ups: a moment in the body, no header', async () => {
    source.fail('throttled_citations');
    const { status, headers, body } = await ask('citation-lookup/', {
      method: 'POST',
      body: new URLSearchParams({ text: 'x' }),
    });
    expect([status, headers.get('retry-after')]).toEqual([429, null]);
    expect(Object.keys(body)).toEqual(Object.keys(DOCUMENTED_REFUSALS.throttled_citations.body));
  });

  it('to a caller without a key, or with another', async () => {
    for (const [headers, documented] of [
      [{ authorization: '' }, 'bad_token'],
      [{ authorization: 'Token nobody' }, 'bad_token'],
    ] as const) {
      const { status, body } = await ask('search/?type=o&q=fees', { headers });
      expect([status, body]).toEqual([401, DOCUMENTED_REFUSALS[documented].body]);
    }
  });

  it('with a cursor that is good for the very same question alone', async () => {
    const { body } = await ask('search/?type=o&q=fees');
    expect((await ask(body.next.slice(source.baseUrl.length))).status).toBe(200);
    const other = await ask(body.next.slice(source.baseUrl.length).replace('q=fees', 'q=costs'));
    expect([other.status, other.body]).toEqual([404, DOCUMENTED_REFUSALS.invalid_cursor.body]);
  });

  it('with a quota of three windows, as the account has', async () => {
    let nowMs = Date.parse('2026-04-01T09:00:00Z');
    const counting = await loopbackCourtListener({
      clock: { nowMs: () => nowMs },
      quota: { perMinute: 2, perHour: 3, perDay: 4 },
    });
    const statusAfter = async (milliseconds: number) => {
      nowMs += milliseconds;
      const headers = { authorization: `Token ${counting.token}` };
      return (await fetch(`${counting.baseUrl}search/?type=o&q=fees`, { headers })).status;
    };
    expect([await statusAfter(0), await statusAfter(0), await statusAfter(0)]).toEqual([200, 200, 429]);
    expect([await statusAfter(60_000), await statusAfter(60_000)]).toEqual([200, 429]);
    expect([await statusAfter(3_600_000), await statusAfter(3_600_000)]).toEqual([200, 429]);
    expect(await statusAfter(86_400_000)).toBe(200);
    await counting.close();
  });
});
