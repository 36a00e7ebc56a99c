import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { searchFilters } from '#shared/api/legal.ts';
import { FAULTS, type Fault } from '../../testing/courtlistener/faults.ts';
import {
  type LoopbackCourtListener,
  loopbackCourtListener,
} from '../../testing/courtlistener/loopback-courtlistener.ts';
import { type TestContext, testContext } from '../../testing/test-context.ts';
import { createLegalDatabase } from './create-legal-database.ts';
import type { LegalDatabase } from './legal-database.ts';
import { CursorError, LegalError, QuestionError } from './legal-error.ts';

const ANY = searchFilters.parse({});
const DAY_MS = 86_400_000;

describe('CourtListener', () => {
  let server: TestContext;
  let source: LoopbackCourtListener;
  let legal: LegalDatabase;
  const reports: string[] = [];
  let number = 0;
  beforeAll(async () => {
    source = await loopbackCourtListener({ clock: { nowMs: () => server.clock.nowMs() } });
    server = await testContext({
      environment: {
        API_KEY_LEGAL_DATABASE: source.token,
        LAIT_LEGAL_BASE_URL: source.baseUrl,
        LAIT_LEGAL_QUOTA: '1000/1000/1000',
      },
    });
  });
  afterAll(async () => {
    await source.close();
    await server.close();
  });
  beforeEach(() => {
    reports.length = 0;
    source.failAlways(null);
    const made = createLegalDatabase(server.context, { redis: null, report: (code) => void reports.push(code) });
    if (made === null) throw new Error('It is turned on.');
    legal = made;
  });

  /** Never asked before. */
  const question = () => `block billing reduction ${++number}`;
  const soon = (milliseconds = 9_000) => server.clock.nowMs() + milliseconds;
  const search = (text: string, deadlineMs = soon()) => legal.search(text, ANY, deadlineMs);
  const failureOf = async (asked: Promise<unknown>) => {
    const error = await asked.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (error instanceof LegalError) {
      const { reason, isRetryable, retryAtMs } = error;
      return { reason, isRetryable, waitsMs: retryAtMs === null ? null : retryAtMs - server.clock.nowMs() };
    }
    return error instanceof Error ? error.name : 'answered';
  };

  /** What each fault comes to; `answered` where LAIT gets by. */
  const EXPECTED: Readonly<Record<Exclude<Fault, 'cursor_expired'>, unknown>> = {
    hang: { reason: 'timeout', isRetryable: true, waitsMs: 60_000 },
    slow: { reason: 'timeout', isRetryable: true, waitsMs: 60_000 },
    reset: { reason: 'network', isRetryable: true, waitsMs: 60_000 },
    cut_off: { reason: 'network', isRetryable: true, waitsMs: 60_000 },
    // One of them is tried again.
    server_html: 'answered',
    server_twice: { reason: 'server', isRetryable: true, waitsMs: 60_000 },
    no_json: { reason: 'contract', isRetryable: false, waitsMs: null },
    truncated_json: { reason: 'contract', isRetryable: false, waitsMs: null },
    null_list: { reason: 'contract', isRetryable: false, waitsMs: null },
    missing_field: { reason: 'contract', isRetryable: false, waitsMs: null },
    wrong_type: { reason: 'contract', isRetryable: false, waitsMs: null },
    too_large: { reason: 'contract', isRetryable: false, waitsMs: null },
    redirect: { reason: 'contract', isRetryable: false, waitsMs: null },
    redirect_away: { reason: 'contract', isRetryable: false, waitsMs: null },
    sealed: { reason: 'contract', isRetryable: false, waitsMs: null },
    throttled: { reason: 'throttled', isRetryable: true, waitsMs: 42_000 },
    throttled_blocked: { reason: 'throttled', isRetryable: true, waitsMs: 3_600_000 },
    throttled_citations: { reason: 'throttled', isRetryable: true, waitsMs: 30_000 },
    throttled_skewed: { reason: 'throttled', isRetryable: true, waitsMs: 60_000 },
    unauthenticated: { reason: 'auth', isRetryable: false, waitsMs: null },
    bad_token: { reason: 'auth', isRetryable: false, waitsMs: null },
    forbidden: { reason: 'auth', isRetryable: false, waitsMs: null },
    unbalanced: 'QuestionError',
    next_loop: 'answered',
    next_away: 'answered',
    estimated: 'answered',
  };

  it.each(Object.entries(EXPECTED))('that does "%s" is named for what it is', async (fault, expected) => {
    source.fail(fault as Fault, fault === 'server_twice' ? 2 : 1);
    const isSlow = fault === 'hang' || fault === 'slow';
    expect(await failureOf(search(question(), soon(isSlow ? 500 : 9_000)))).toEqual(expected);
    const isForAdministrators = typeof expected === 'object' && expected !== null && 'reason' in expected;
    const reason = isForAdministrators ? expected.reason : null;
    expect(reports).toEqual(reason === 'auth' ? ['LEGAL_AUTH'] : reason === 'contract' ? ['LEGAL_CONTRACT'] : []);
  });

  it('has no fault that is mapped to nothing', () => {
    expect([...Object.keys(EXPECTED), 'cursor_expired'].sort()).toEqual([...FAULTS].sort());
  });

  it('names the place where an answer is not as promised, and nothing of what stands there', async () => {
    source.fail('missing_field');
    await expect(search(question())).rejects.toThrow('not as promised: results.0.opinions');
  });

  it('without a host to reach is the network, and with a wrong one never gets the key', async () => {
    const gone = await loopbackCourtListener();
    await gone.close();
    const made = createLegalDatabase(
      {
        ...server.context,
        config: { ...server.context.config, legal: { ...server.context.config.legal, baseUrl: gone.baseUrl } },
      },
      { redis: null },
    );
    expect(await failureOf(made?.search(question(), ANY, soon()) ?? Promise.resolve())).toMatchObject({
      reason: 'network',
    });
    source.fail('next_away');
    const { body } = await search(question());
    const before = source.received.length;
    expect(await failureOf(legal.more(body.next ?? '', soon()))).toMatchObject({ reason: 'contract' });
    expect(source.received.length).toBe(before);
  });

  it('is not asked where there is no key', () => {
    const config = { ...server.context.config, apiKeys: { openai: null, legalDatabase: null } };
    expect(createLegalDatabase({ ...server.context, config }, { redis: null })).toBeNull();
  });

  it('answers the same question for a day from what was kept, and for thirty where it fails', async () => {
    const text = question();
    const first = await search(text);
    expect(first).toMatchObject({ state: 'fresh', failure: null });
    const asked = source.received.length;
    expect(await search(`  ${text.replace(' ', '   ')} `)).toMatchObject({
      state: 'cached',
      fetchedAtMs: first.fetchedAtMs,
    });
    expect(source.received.length).toBe(asked);
    server.clock.advance(DAY_MS);
    source.failAlways('throttled');
    const stale = await search(text);
    expect(stale).toMatchObject({ state: 'stale', fetchedAtMs: first.fetchedAtMs, failure: { reason: 'throttled' } });
    expect(stale.body).toEqual(first.body);
    server.clock.advance(29 * DAY_MS);
    expect(await failureOf(search(text))).toMatchObject({ reason: 'throttled' });
    source.failAlways(null);
    server.clock.advance(60_000);
    expect((await search(text)).state).toBe('fresh');
  });

  it('is asked once by many who ask the same at once', async () => {
    const text = question();
    const before = source.received.length;
    const answers = await Promise.all(Array.from({ length: 8 }, () => search(text)));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(source.received.length - before).toBe(1);
  });

  it('that broke at a question is asked once more without what may have broken it', async () => {
    const text = `fees and/or costs ${++number}`;
    expect((await search(text)).state).toBe('fresh');
    expect(source.received.slice(-2).map(({ parameters }) => parameters.get('q'))).toEqual([
      text,
      text.replace('/', ' '),
    ]);
  });

  it('is left alone after five failures within a minute, and tried once after one', async () => {
    source.failAlways('reset');
    for (let time = 0; time < 5; time += 1)
      expect(await failureOf(search(question()))).toMatchObject({ reason: 'network' });
    const asked = source.received.length;
    expect(await failureOf(search(question()))).toEqual({ reason: 'resting', isRetryable: true, waitsMs: 60_000 });
    expect((await legal.state()).restsUntilMs).toBe(server.clock.nowMs() + 60_000);
    expect(source.received.length).toBe(asked);
    server.clock.advance(60_000);
    source.failAlways(null);
    expect((await search(question())).state).toBe('fresh');
  });

  it('that says "too many" is not asked again before it said one may', async () => {
    source.fail('throttled');
    expect(await failureOf(search(question()))).toMatchObject({ reason: 'throttled' });
    const asked = source.received.length;
    server.clock.advance(30_000);
    expect(await failureOf(search(question()))).toEqual({ reason: 'budget', isRetryable: true, waitsMs: 12_000 });
    expect(source.received.length).toBe(asked);
    // Nine seconds are left to whoever asks: a place that comes free meanwhile is waited for.
    server.clock.advance(11_900);
    const waited = search(question());
    await new Promise((resolve) => setTimeout(resolve, 50));
    server.clock.advance(200);
    expect((await waited).state).toBe('fresh');
  });

  it('goes on page by page, and says so where a page is not known any more', async () => {
    const first = await search(question());
    const second = await legal.more(first.body.next ?? '', soon());
    const third = await legal.more(second.body.next ?? '', soon());
    expect([first, second, third].map(({ body }) => body.results.length)).toEqual([20, 20, 5]);
    expect(third.body.next).toBeNull();
    const other = await search(question());
    const changed = new URL(other.body.next ?? '');
    changed.searchParams.set('q', 'something else');
    await expect(legal.more(changed.href, soon())).rejects.toBeInstanceOf(CursorError);
    source.fail('cursor_expired');
    await expect(legal.more(other.body.next ?? '', soon())).rejects.toBeInstanceOf(CursorError);
    source.fail('next_loop');
    const looping = await legal.more(other.body.next ?? '', soon());
    expect(looping.body.next).toBeNull();
  });

  it('is not asked what it could not understand', async () => {
    const before = source.received.length;
    for (const text of ['"block billing', '(fees', 'fees)'])
      await expect(search(text)).rejects.toBeInstanceOf(QuestionError);
    expect(source.received.length).toBe(before);
    expect((await search('"a (b" fees')).state).toBe('fresh');
  });

  it('tells what the account has used without a place of it', async () => {
    expect(await legal.usage(soon())).toMatchObject({ current_usage: [{ scope: 'user', rate: '5/min' }] });
  });

  describe('looks up citations', () => {
    const lookUp = (...asked: readonly (readonly [string, string | null])[]) =>
      legal.lookUp(
        asked.map(([citation, caseName]) => ({ citation, caseName })),
        soon(),
      );

    it('all in one request, and only the citations leave', async () => {
      const before = source.received.length;
      const verdicts = await lookUp(
        ['103 F.3d 203', 'Pellerin v. Marrow'],
        ['104 F.3d 204', 'Varghese v. China Southern Airlines'],
        ['105 F.3d 205', null],
        ['1 How. 150', 'Tindall v. Quist'],
        ['1 U.S. 200', 'Marbury v. Madison'],
        ['1 bad-reporter 1', null],
        ['see the letter', null],
      );
      expect(verdicts.map(({ verdict }) => verdict)).toEqual([
        'found',
        'other_case',
        'found',
        'found',
        'not_found',
        'unknown_reporter',
        'unknown_reporter',
      ]);
      expect(verdicts[0]).toMatchObject({
        similarityE4: 10_000,
        cases: [{ caseName: 'Pellerin v. Marrow', citations: ['103 F.3d 203'] }],
      });
      const sent = source.received.slice(before);
      expect(sent).toHaveLength(1);
      expect(sent[0]?.parameters.toString()).not.toMatch(/Varghese|Marbury/);
    });

    it('in the form of a manual, and nothing of a text that is no citation', async () => {
      const before = source.received.length;
      const free = 'Northgate Logistics paid Ada Okafor $5,000,000 under seal';
      const verdicts = await lookUp([free, null], ['106 F3d 206, 207 (2d Cir. 1997)', 'Northgate v. Okafor']);
      expect(verdicts.map(({ citation, verdict }) => [citation, verdict])).toEqual([
        [free, 'unknown_reporter'],
        ['106 F3d 206, 207 (2d Cir. 1997)', 'other_case'],
      ]);
      expect(source.received.slice(before).map(({ parameters }) => parameters.get('text'))).toEqual(['106 F.3d 206']);
      // Nothing that could be asked: nothing is sent, and no place of the quota is taken.
      expect(await lookUp([free, null])).toMatchObject([{ verdict: 'unknown_reporter' }]);
      expect(source.received.length).toBe(before + 1);
    });

    it('once for what exists, and again after a week for what did not', async () => {
      const asked = [
        ['110 F.3d 210', null],
        ['2 U.S. 999', null],
      ] as const;
      await lookUp(...asked);
      const before = source.received.length;
      await lookUp(...asked);
      expect(source.received.length).toBe(before);
      server.clock.advance(7 * DAY_MS);
      await lookUp(...asked);
      expect(source.received.slice(before).map(({ parameters }) => parameters.get('text'))).toEqual(['2 U.S. 999']);
    });

    it('says that it could not, where it could not, without holding up searches', async () => {
      source.fail('throttled_citations');
      const [verdict] = await lookUp(['120 F.3d 220', null]);
      expect(verdict).toMatchObject({
        verdict: 'unavailable',
        failure: { reason: 'throttled', retryAtMs: server.clock.nowMs() + 30_000 },
      });
      expect((await search(question())).state).toBe('fresh');
      const [again] = await lookUp(['120 F.3d 220', null]);
      expect(again).toMatchObject({ verdict: 'unavailable', failure: { reason: 'budget' } });
      server.clock.advance(30_000);
      expect((await lookUp(['120 F.3d 220', null]))[0]?.verdict).toBe('found');
    });
  });

  it('finds the dockets on which somebody appears', async () => {
    const { body } = await legal.appearances('Ada Okafor', soon());
    expect(body.results.length).toBeGreaterThan(3);
    expect(body.results[0]?.attorney).toContain('ADA B. OKAFOR');
    expect((await legal.appearances('Nobody Atall', soon())).body.results).toEqual([]);
  });
});
