import { expect, it } from 'vitest';
import { addCounts, createLatencies, LATENCY_MINUTES, percentileMs } from './latencies.ts';

const MINUTE_MS = 60_000;

function watched() {
  let nowMs = 0;
  const latencies = createLatencies({ nowMs: () => nowMs });
  const answer = (milliseconds: number, times = 1, route = '/api/dashboard') => {
    for (let each = 0; each < times; each += 1) latencies.observe({ method: 'GET', route, milliseconds });
  };
  const pass = (ms: number) => {
    nowMs += ms;
  };
  const p = (shareE4: number) => percentileMs(latencies.counts().dashboard ?? [], shareE4);
  return { latencies, answer, p, pass };
}

it('half of the answers, and 95 in 100, came within the time told, never a shorter one', () => {
  const { answer, p } = watched();
  answer(3.2, 90);
  answer(41, 5);
  answer(900, 5);
  expect([p(5_000), p(9_500), p(9_501)]).toEqual([5, 50, 1_000]);
});

it('what took longer than any step is told as unknown, not as fast', () => {
  const { answer, p } = watched();
  answer(60_000);
  expect(p(5_000)).toBeNull();
});

it('nothing is told of a group that nobody asked for', () => {
  const { p, latencies } = watched();
  expect([p(5_000), latencies.counts()]).toEqual([null, {}]);
});

it('answers are forgotten after a quarter of an hour, minute by minute', () => {
  const { answer, p, pass } = watched();
  answer(900);
  pass((LATENCY_MINUTES - 1) * MINUTE_MS);
  answer(2);
  expect(p(9_500)).toBe(1_000);
  pass(MINUTE_MS);
  expect(p(9_500)).toBe(2);
});

it('only what people wait for is counted, each in its group', () => {
  const { latencies } = watched();
  const requests = [
    ['GET', '/api/health'],
    ['GET', '/api/invoices'],
    ['POST', '/api/invoices'],
    ['POST', '/api/sync/push'],
    ['GET', '/api/events'],
    ['GET', '/api/admin/system'],
    ['GET', '/api/invoices/:id'],
  ] as const;
  for (const [method, route] of requests) latencies.observe({ method, route, milliseconds: 1 });
  expect(Object.keys(latencies.counts()).sort()).toEqual(['health', 'list', 'sync', 'upload']);
});

it('processes add up to what one process with all their answers would tell', () => {
  const [one, other, both] = [watched(), watched(), watched()];
  for (const [ms, of] of [
    [2, one],
    [70, other],
    [800, other],
    [5, one],
  ] as const) {
    of.answer(ms);
    both.answer(ms);
  }
  expect(addCounts([one.latencies.counts(), other.latencies.counts()])).toEqual(both.latencies.counts());
});
