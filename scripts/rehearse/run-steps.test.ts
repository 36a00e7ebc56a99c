import { expect, it } from 'vitest';
import { proberOf } from './prober.ts';
import type { Rehearsal, Step } from './rehearsal.ts';
import { runSteps } from './run-steps.ts';

it('goes on after a promise that was not kept, ends where the rest stands on it, and counts each phase', async () => {
  const prober = proberOf('http://127.0.0.1:9/');
  // Sound: steps of a test look at nothing else.
  const rehearsal = { prober, say: () => undefined } as unknown as Rehearsal;
  const step = (name: string, isKept: boolean, more: Partial<Step & { isNeeded: boolean }> = {}) => ({
    name,
    work: async () => {
      if (!isKept) throw new Error(`${name} broke`);
      return 'seen';
    },
    ...more,
  });
  const outcomes = await runSteps(rehearsal, [
    step('deploy', true, { isNeeded: true }),
    step('scale', false, { phase: 'scale' }),
    step('back up', false, { isNeeded: true }),
    step('restore', true),
  ]);
  expect(outcomes.map(({ step: name, isKept, seen }) => [name, isKept, seen])).toEqual([
    ['deploy', true, 'seen'],
    ['scale', false, 'scale broke'],
    ['back up', false, 'back up broke'],
  ]);
  expect(prober.phases.map(({ phase }) => phase)).toEqual(['scale']);
});
