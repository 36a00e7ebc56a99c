import { describe, expect, it } from 'vitest';
import { circuitBreaker } from './circuit-breaker.ts';
import { memoryQuota } from './memory-quota.ts';
import { type Gate, sendRequest } from './send-request.ts';

/** A source that always answers, behind a quota of two in two minutes; waiting takes as long as it is told to, and more. */
function made({ oversleptMs = 0 } = {}) {
  let nowMs = 1_000_000;
  const clock = { nowMs: () => nowMs };
  let sentCount = 0;
  const breaker = circuitBreaker({ clock, failures: 5, withinMs: 60_000, restMs: 60_000 });
  const quota = memoryQuota([{ seconds: 120, limit: 2 }]);
  const answering: typeof fetch = async () => {
    sentCount += 1;
    return new Response('{}');
  };
  const gate: Gate = {
    line: { baseUrl: 'https://source.test/', token: 'key', clock, fetch: answering },
    clock,
    quota,
    breaker,
    wait: async (milliseconds) => {
      nowMs += milliseconds + oversleptMs;
    },
  };
  const send = (leftMs: number) =>
    sendRequest(gate, { method: 'GET', url: 'https://source.test/search/', deadlineMs: nowMs + leftMs }).then(
      () => 'answered',
      (error: Error) => error.message,
    );
  return {
    send,
    breaker,
    pass: (milliseconds: number) => (nowMs += milliseconds),
    used: async () => (await quota.state(nowMs)).windows[0]?.used,
    sent: () => sentCount,
  };
}

describe('a request that comes too late', () => {
  it('is not sent, takes no place of the quota and is no failure of the source', async () => {
    const { send, used, sent, breaker } = made();
    for (let time = 0; time < 10; time += 1) expect(await send(299)).toContain('timeout');
    expect([await used(), sent(), breaker.restsUntil()]).toEqual([0, 0, null]);
    expect(await send(5_000)).toBe('answered');
  });

  it('leaves the one try after a rest to whoever comes in time', async () => {
    const { send, breaker, pass } = made();
    for (let time = 0; time < 5; time += 1) breaker.failed();
    pass(60_000);
    expect(await send(0)).toContain('timeout');
    expect(await send(5_000)).toBe('answered');
  });

  it('because it waited for a place is not sent either, and gives the one try after a rest back', async () => {
    const { send, sent, breaker, pass } = made({ oversleptMs: 10_000 });
    expect([await send(5_000), await send(5_000)]).toEqual(['answered', 'answered']);
    for (let time = 0; time < 5; time += 1) breaker.failed();
    pass(115_000);
    expect(await send(6_000)).toContain('timeout');
    expect([sent(), breaker.restsUntil()]).toEqual([2, null]);
    expect(await send(5_000)).toBe('answered');
  });
});
