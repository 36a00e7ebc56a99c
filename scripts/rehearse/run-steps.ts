import type { Rehearsal, Step } from './rehearsal.ts';
import type { StepOutcome } from './show-table.ts';

/** Runs every step, one after another; a step that breaks a promise ends the rehearsal where others stand on it. */
export async function runSteps(
  rehearsal: Rehearsal,
  steps: readonly (Step & { readonly isNeeded?: boolean })[],
): Promise<readonly StepOutcome[]> {
  const outcomes: StepOutcome[] = [];
  for (const step of steps) {
    rehearsal.say(`${step.name} ...`);
    const beganAt = performance.now();
    const [isKept, seen] = await seenBy(rehearsal, step);
    const seconds = (performance.now() - beganAt) / 1_000;
    outcomes.push({ step: step.name, seconds, isKept, seen });
    rehearsal.say(`${step.name}: ${isKept ? 'kept' : 'NOT KEPT'} after ${seconds.toFixed(1)} s. ${seen}`);
    if (!isKept && step.isNeeded) break;
  }
  return outcomes;
}

async function seenBy(rehearsal: Rehearsal, { phase, work }: Step): Promise<readonly [boolean, string]> {
  try {
    const seen =
      phase === undefined ? await work(rehearsal) : await rehearsal.prober.during(phase, () => work(rehearsal));
    return [true, seen];
  } catch (error) {
    return [false, error instanceof Error ? error.message : String(error)];
  }
}
