import { expect, it } from 'vitest';
import { circuitBreaker } from './circuit-breaker.ts';

function make() {
  let nowMs = 1_000_000;
  const breaker = circuitBreaker({ clock: { nowMs: () => nowMs }, failures: 5, withinMs: 60_000, restMs: 60_000 });
  const fail = (times: number) => {
    for (let time = 0; time < times; time += 1) breaker.failed();
  };
  return { breaker, fail, pass: (milliseconds: number) => (nowMs += milliseconds), now: () => nowMs };
}

it('leaves a source alone for a minute after five failures within one', () => {
  const { breaker, fail, now, pass } = make();
  fail(4);
  expect(breaker.enter()).toBeNull();
  fail(1);
  expect(breaker.enter()).toBe(now() + 60_000);
  pass(59_999);
  expect(breaker.enter()).toBe(now() + 1);
  pass(1);
  expect(breaker.enter()).toBeNull();
});

it('forgets failures that lie further apart, and all of them after an answer', () => {
  const { breaker, fail, pass } = make();
  fail(4);
  pass(60_000);
  fail(4);
  expect(breaker.enter()).toBeNull();
  breaker.succeeded();
  fail(4);
  expect(breaker.enter()).toBeNull();
});

it('lets one request try after the rest, and rests again at once where that fails', () => {
  const { breaker, fail, now, pass } = make();
  fail(5);
  pass(60_000);
  expect(breaker.enter()).toBeNull();
  expect(breaker.enter()).toBe(now() + 60_000);
  breaker.failed();
  expect(breaker.enter()).toBe(now() + 60_000);
  pass(60_000);
  expect(breaker.enter()).toBeNull();
  breaker.succeeded();
  expect([breaker.enter(), breaker.enter()]).toEqual([null, null]);
});
