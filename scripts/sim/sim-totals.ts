import type { SimReport } from './sim-run.ts';

/** What many runs came to. */
export interface RunTotals {
  readonly runs: number;
  readonly steps: number;
  readonly perCommand: Readonly<Record<string, number>>;
  readonly perFault: Readonly<Record<string, number>>;
  readonly failed: readonly {
    readonly seed: number;
    readonly step: number;
    readonly invariant: string;
    readonly message: string;
  }[];
}

export const NO_TOTALS: RunTotals = { runs: 0, steps: 0, perCommand: {}, perFault: {}, failed: [] };

export function totalsOf(seed: number, { steps, perCommand, perFault, violation }: SimReport): RunTotals {
  return { runs: 1, steps, perCommand, perFault, failed: violation === null ? [] : [{ seed, ...violation }] };
}

export function addTotals(a: RunTotals, b: RunTotals): RunTotals {
  return {
    runs: a.runs + b.runs,
    steps: a.steps + b.steps,
    perCommand: addCounts(a.perCommand, b.perCommand),
    perFault: addCounts(a.perFault, b.perFault),
    failed: [...a.failed, ...b.failed],
  };
}

function addCounts(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>) {
  const sum: Record<string, number> = { ...a };
  for (const [name, count] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}
