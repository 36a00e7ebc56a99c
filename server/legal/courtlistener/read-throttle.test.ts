import { expect, it } from 'vitest';
import { retryAfterThrottle } from './read-throttle.ts';

const NOW = Date.parse('2026-04-01T09:00:00Z');
const general = { detail: 'Request was throttled. Rate limit exceeded: 5/min. Expected available in 42 seconds.' };

it('reads the general shape by its header', () => {
  expect(retryAfterThrottle('42', general, NOW)).toBe(NOW + 42_000);
  expect(retryAfterThrottle('Wed, 01 Apr 2026 09:02:00 GMT', general, NOW)).toBe(NOW + 120_000);
});

it('reads the shape of the citation look-up by its body, spelt either way', () => {
  const until = '2026-04-01T09:00:30.000000+00:00';
  expect(retryAfterThrottle(null, { error_message: 'Too many requests', wait_until: until }, NOW)).toBe(NOW + 30_000);
  expect(retryAfterThrottle(null, { wait_util: until }, NOW)).toBe(NOW + 30_000);
});

it('waits a minute where nothing is said, or a clock says what cannot be', () => {
  expect(retryAfterThrottle(null, null, NOW)).toBe(NOW + 60_000);
  expect(retryAfterThrottle(null, { wait_until: '2026-04-01T08:00:00Z' }, NOW)).toBe(NOW + 60_000);
  expect(retryAfterThrottle(null, { wait_until: '2031-01-01T00:00:00Z' }, NOW)).toBe(NOW + 60_000);
  expect(retryAfterThrottle('soon', general, NOW)).toBe(NOW + 60_000);
});

it('leaves a blocked account alone for an hour', () => {
  const blocked = { detail: 'Request was throttled. Your account is currently blocked from making API requests.' };
  expect(retryAfterThrottle(null, blocked, NOW)).toBe(NOW + 3_600_000);
});
