import type { JudgedAnswer } from './reject-option.ts';
import { seededDraws } from './seeded-draws.ts';

/** A share, or the difference of two, with its 95 % interval. */
export interface Measured {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 1_000;
const BINS = 10;

/**
 * Expected calibration error (Naeini et al. 2015): by tenths of certainty, how far the share of right answers is from the
 * mean certainty, weighed by how many answers there are.
 */
export function calibrationError(answers: readonly JudgedAnswer[]): number {
  const bins = Array.from({ length: BINS }, () => ({ count: 0, right: 0, certainty: 0 }));
  for (const { certainty, isRight } of answers) {
    const bin = bins[Math.min(BINS - 1, Math.floor(certainty * BINS))];
    if (bin === undefined) continue;
    bin.count += 1;
    bin.right += isRight ? 1 : 0;
    bin.certainty += certainty;
  }
  return bins.reduce((sum, { right, certainty }) => sum + Math.abs(right - certainty), 0) / Math.max(1, answers.length);
}

/** Sums over the lines of one bill, which go together when drawn anew. */
export interface GroupSums {
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * A ratio of sums with a percentile bootstrap over whole bills, because lines of one bill are alike. The same seed draws
 * the same interval.
 */
export function bootstrapped(groups: readonly GroupSums[], seed: number): Measured {
  const ratio = (drawn: readonly GroupSums[]) => {
    let [numerator, denominator] = [0, 0];
    for (const group of drawn) {
      numerator += group.numerator;
      denominator += group.denominator;
    }
    return denominator === 0 ? 0 : numerator / denominator;
  };
  const draws = seededDraws(seed);
  const values = Float64Array.from({ length: RESAMPLES }, () =>
    ratio(groups.map((own) => groups[draws.below(groups.length)] ?? own)),
  ).sort();
  return {
    value: ratio(groups),
    low: values[Math.floor(RESAMPLES * 0.025)] ?? 0,
    high: values[Math.ceil(RESAMPLES * 0.975) - 1] ?? 0,
  };
}

/** Sums of a figure of each line by bill. */
export function byBill<Line extends { readonly bill: string }>(
  lines: readonly Line[],
  figureOf: (line: Line, index: number) => number,
): readonly GroupSums[] {
  const sums = new Map<string, { numerator: number; denominator: number }>();
  lines.forEach((line, index) => {
    const sum = sums.get(line.bill) ?? { numerator: 0, denominator: 0 };
    sum.numerator += figureOf(line, index);
    sum.denominator += 1;
    sums.set(line.bill, sum);
  });
  return [...sums.values()];
}
