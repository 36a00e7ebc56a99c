import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerSchema } from '#shared/opinions/answers/answer-schema.ts';
import { ask } from '#shared/opinions/questions/ask.ts';
import {
  type Fault,
  isStrictSubset,
  LOOPBACK_KEY,
  type LoopbackProvider,
  loopbackProvider,
} from '../loopback-provider.testing.ts';
import { askAgain, MOST_TRIES } from './ask-again.ts';
import { retryAfterOf } from './failure-of-error.ts';
import { openaiProvider } from './openai-provider.ts';

let loopback: LoopbackProvider;
beforeAll(async () => {
  loopback = await loopbackProvider();
});
afterAll(() => loopback.close());

const question = ask('second', [], [{ key: 'i1', ruleId: 'R35', findingId: null, lineKeys: [], content: {} }], (of) =>
  of.replaceAll(' ', ''),
);
const asked = {
  model: 'test-model',
  instructions: 'You give a second opinion',
  text: question.text,
  schema: answerSchema(question),
  maximumOutputTokens: 500,
};
const nowMs = Date.parse('2026-04-01T09:00:00Z');

function provider(
  spoken: 'responses' | 'chat_completions' = 'responses',
  more: { baseUrl?: string; apiKey?: string } = {},
) {
  return openaiProvider(
    { apiKey: LOOPBACK_KEY, baseUrl: loopback.baseUrl, interface: spoken, timeoutMs: 400, ...more },
    () => nowMs,
  );
}

async function tries(
  faults: readonly Fault[],
  spoken: 'responses' | 'chat_completions' = 'responses',
  deadlineMs = nowMs + 600_000,
) {
  const waits: number[] = [];
  let now = nowMs;
  const before = loopback.arrived.length;
  loopback.failWith(...faults);
  const wait = async (milliseconds: number) => {
    waits.push(milliseconds);
    now += milliseconds;
  };
  const patience = { nowMs: () => now, wait, random: () => 0.5, deadlineMs };
  const result = await askAgain(provider(spoken), asked, patience, async () => null);
  return { ...result, waits, arrived: loopback.arrived.length - before };
}

describe('a question', () => {
  it.each(['responses', 'chat_completions'] as const)(
    'leaves as %s: not stored, with a strict schema, to the named address alone',
    async (spoken) => {
      process.env.OPENAI_BASE_URL = 'http://127.0.0.1:9/elsewhere';
      process.env.OPENAI_ORG_ID = 'org-stray';
      process.env.OPENAI_CUSTOM_HEADERS = 'x-stray: privileged';
      try {
        expect(await provider(spoken).ask(asked)).toMatchObject({
          kind: 'answered',
          use: { inputTokens: 1000, cachedTokens: 200, outputTokens: 100 },
          requestId: 'req_loopback',
        });
      } finally {
        delete process.env.OPENAI_BASE_URL;
        delete process.env.OPENAI_ORG_ID;
        delete process.env.OPENAI_CUSTOM_HEADERS;
      }
      const { body, headers, text, instructions } = loopback.arrived.at(-1) ?? expect.fail();
      expect(body.store).toBe(false);
      expect(headers).not.toHaveProperty('x-stray');
      expect(headers).not.toHaveProperty('openai-organization');
      expect(Object.keys(headers).filter((name) => name.startsWith('x-stainless'))).toEqual([]);
      expect([text, instructions]).toEqual([question.text, 'You give a second opinion']);
    },
  );

  it('has an answer schema in the strict subset, with its ids as the only ones', () => {
    const schema = answerSchema(question);
    expect(isStrictSubset(schema)).toBe(true);
    expect(JSON.stringify(schema)).toContain('"enum":["control","i1"]');
    expect(JSON.stringify(schema)).not.toMatch(/amount|cut/i);
  });
});

describe('what goes wrong', () => {
  const CASES: readonly (readonly [Fault, string, isTriedAgain: boolean])[] = [
    ['rate_limit', 'throttled', true], ['rate_limit_no_header', 'throttled', true], ['quota', 'quota', false],
    ['server', 'server', true], ['server_html', 'server', true], ['overloaded', 'server', true], ['conflict', 'server', true],
    ['request_timeout', 'timeout', true], ['hang', 'timeout', true], ['slow', 'timeout', true], ['drop', 'network', true], ['cut_short', 'network', true], ['redirect', 'network', true],
    ['auth', 'auth', false], ['forbidden', 'auth', false], ['not_found', 'unknown_model', false],
    ['bad_request', 'rejected', false], ['unprocessable', 'rejected', false], ['filter_error', 'filtered', false],
    ['refusal', 'refused', false], ['truncated', 'truncated', false], ['content_filter', 'filtered', false],
    ['broken_json', 'broken_json', false], ['no_output', 'contract', false], ['null_output', 'contract', false],
    ['failed_server', 'server', true], ['failed_rate', 'throttled', true], ['failed_prompt', 'rejected', false],
  ]; // biome-ignore format: one table

  it.each(CASES)('%s is named %s', async (fault, reason, isTriedAgain) => {
    loopback.failWith(fault);
    expect(await provider().ask(asked)).toMatchObject({ kind: 'failed', reason, isTriedAgain });
  });

  it.each(['refusal', 'truncated', 'content_filter', 'null_output'] as const)(
    '%s is told in chat completions as well',
    async (fault) => {
      loopback.failWith(fault);
      const reason = {
        refusal: 'refused',
        truncated: 'truncated',
        content_filter: 'filtered',
        null_output: 'contract',
      }[fault];
      expect(await provider('chat_completions').ask(asked)).toMatchObject({ kind: 'failed', reason });
    },
  );

  it('a wrong key and an address where nobody listens are told apart', async () => {
    expect(await provider('responses', { apiKey: 'wrong' }).ask(asked)).toMatchObject({ reason: 'auth' });
    expect(await provider('responses', { baseUrl: 'http://127.0.0.1:9/v1' }).ask(asked)).toMatchObject({
      reason: 'network',
    });
  });
});

describe('asking again', () => {
  it('waits as long as the provider says, else longer each time, and counts', async () => {
    const { answer, tries: count, waits } = await tries(['rate_limit', 'overloaded', 'server']);
    expect([answer.kind, count, waits]).toEqual(['answered', 4, [2000, 1500, 4000]]);
  });

  it('ends after four tries', async () => {
    const { answer, arrived, retryAtMs } = await tries(['server', 'server', 'server', 'server']);
    expect(answer).toMatchObject({ kind: 'failed', reason: 'server' });
    expect(arrived).toBe(MOST_TRIES);
    expect(retryAtMs).toBeGreaterThan(nowMs);
  });

  it('does not wait beyond the deadline, and says when it is worth another try', async () => {
    const { answer, waits, retryAtMs } = await tries(['rate_limit_date'], 'responses', nowMs + 60_000);
    expect(answer).toMatchObject({ reason: 'throttled' });
    expect([waits, retryAtMs]).toEqual([[], Date.parse('2026-04-01T11:00:00Z')]);
  });

  it('never asks again where the account is empty, the key refused or the answer bad', async () => {
    for (const fault of ['quota', 'auth', 'refusal', 'truncated', 'bad_request'] as const) {
      expect((await tries([fault])).arrived).toBe(1);
    }
  });

  it('counts what failed tries cost as well', async () => {
    const { use } = await tries(['failed_server']);
    expect(use).toEqual({ inputTokens: 2000, cachedTokens: 400, outputTokens: 200 });
  });

  it('reads Retry-After in all its forms', () => {
    const of = (headers: Record<string, string>) => retryAfterOf(new Headers(headers), nowMs);
    expect(of({ 'retry-after': '1.5' })).toBe(1500);
    expect(of({ 'retry-after-ms': '20', 'retry-after': '9' })).toBe(20);
    expect(of({ 'retry-after': 'Wed, 01 Apr 2026 09:00:10 GMT' })).toBe(10_000);
    expect(of({ 'retry-after': 'soon' })).toBeNull();
    expect(of({})).toBeNull();
  });
});
