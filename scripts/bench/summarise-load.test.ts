import { expect, it } from 'vitest';
import { type Answered, summariseLoad } from './summarise-load.ts';

const answers = (count: number, latencyMs: number, status = 200): Answered[] =>
  Array.from({ length: count }, () => ({ latencyMs, lagMs: 1, status }));

it('takes the latency below which the share of requests lies', () => {
  const summary = summariseLoad([...answers(90, 10), ...answers(10, 50)], 200);
  expect([summary.p50Ms, summary.p95Ms, summary.p99Ms]).toEqual([10, 50, 50]);
});

it('counts a request that failed as infinitely late, so that a fast refusal improves nothing', () => {
  const summary = summariseLoad([...answers(90, 10), ...answers(8, 1, 429), ...answers(2, 1, 0)], 200);
  expect(summary.p95Ms).toBe(Number.POSITIVE_INFINITY);
  expect([summary.failures, summary.failureText]).toEqual([10, '8 x 429, 2 x no answer']);
});
