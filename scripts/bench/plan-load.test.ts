import { expect, it } from 'vitest';
import { seededDraw } from './made-up-narratives.ts';
import { planLoad } from './plan-load.ts';

const load = () => planLoad({ users: 100, everyMs: 2_000, durationMs: 60_000, draw: seededDraw(7) });

it('has every user send one request in each period, and none beyond the end', () => {
  const planned = load();
  expect(planned).toHaveLength(3_000);
  const places = planned.map(({ user, atMs }) => `${user} ${Math.floor(atMs / 2_000)}`);
  expect(new Set(places).size).toBe(3_000);
  expect(planned.every(({ atMs, ordinal }) => Math.floor(atMs / 2_000) === ordinal && atMs < 60_000)).toBe(true);
});

it('is in the order of sending, and the same every time', () => {
  const planned = load();
  expect(planned.map(({ atMs }) => atMs)).toEqual(planned.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
  expect(load()).toEqual(planned);
});

it('sends nothing in a time shorter than a period', () => {
  expect(planLoad({ users: 3, everyMs: 2_000, durationMs: 1_999, draw: () => 0 })).toEqual([]);
});
