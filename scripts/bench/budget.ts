/** One line of `npm run bench`: a figure, the floor taken in the same run, and what is allowed. */
export interface BenchResult {
  readonly name: string;
  /** The measured figure, in `unit`. */
  readonly value: number;
  readonly unit: string;
  /** The floor in the same unit. */
  readonly floor: number;
  /** value / floor. */
  readonly ratio: number;
  /** The allowance in words: `<= 4 x floor`. */
  readonly budget: string;
  readonly ok: boolean;
  /** What was measured, in one sentence (sizes, repetitions). */
  readonly detail: string;
}

export interface BenchOptions {
  /** How long a load lasts; benchmarks that count repetitions do not look at it. */
  readonly seconds: number;
}

/** A benchmark is a module `scripts/bench/NAME.bench.ts` exporting `run`. */
export interface BenchModule {
  run(options: BenchOptions): Promise<BenchResult>;
}

/** The middle one of an odd number of timings, in milliseconds. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The value below which `share` (0 to 1) of the timings lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
