import { FOLDS, foldsByGroup } from './folds.ts';
import { bootstrapped, type Measured } from './measure.ts';

import { FIXED_QUALITY, QUALITY_FEATURES, type QualityModel, qualityOf } from './narrative-quality.ts';

/** A decided line: its features, whether somebody cut or rewrote it for its narrative, and where it stands. */
export interface DecidedNarrative {
  readonly features: readonly number[];
  readonly wordCount: number;
  readonly isQuestioned: boolean;
  readonly client: string;
  readonly bill: string;
}

/** How often a clear narrative stands above a questioned one (area under the ROC curve), by leaving clients out. */
export interface QualityMetrics {
  readonly area: Measured;
  readonly length: Measured;
  readonly gain: Measured;
  /** Whether weights were learned, or the fixed ones are as good. */
  readonly isLearned: boolean;
}

const STEPS = 300;
const RATE = 0.5;
/** Pull towards the fixed weights, as many lines' worth. */
const PULL = 30;

/** Fits the weights of few features by gradient descent, drawn towards the fixed ones. No draws: the same lines, the same weights. */
export function fitQuality(lines: readonly DecidedNarrative[]): QualityModel {
  const weights = [...FIXED_QUALITY.weights];
  let bias = FIXED_QUALITY.bias;
  const whole = lines.length + PULL;
  for (let step = 0; step < STEPS; step += 1) {
    const slopes = weights.map((weight, index) => PULL * (weight - (FIXED_QUALITY.weights[index] ?? 0)) * 0.1);
    let biasSlope = 0;
    for (const { features, isQuestioned } of lines) {
      const error = qualityOf({ weights, bias }, features) - (isQuestioned ? 0 : 1);
      biasSlope += error;
      for (let index = 0; index < slopes.length; index += 1)
        slopes[index] = (slopes[index] ?? 0) + error * (features[index] ?? 0);
    }
    for (let index = 0; index < QUALITY_FEATURES.length; index += 1)
      weights[index] = (weights[index] ?? 0) - (RATE * 4 * (slopes[index] ?? 0)) / whole;
    bias -= (RATE * 4 * biasSlope) / whole;
  }
  return { weights, bias };
}

/** Learns and measures by client; keeps the fixed weights unless the learned ones are better by interval. */
export function trainQuality(
  lines: readonly DecidedNarrative[],
  seed: number,
): { readonly model: QualityModel; readonly metrics: QualityMetrics } {
  const folds = foldsByGroup(
    lines.map(({ client }) => client),
    FOLDS,
  );
  const learned = new Float64Array(lines.length);
  for (const fold of new Set(folds)) {
    const model = fitQuality(lines.filter((_, index) => folds[index] !== fold));
    lines.forEach(({ features }, index) => {
      if (folds[index] === fold) learned[index] = qualityOf(model, features);
    });
  }
  const fixed = Float64Array.from(lines, ({ features }) => qualityOf(FIXED_QUALITY, features));
  const length = Float64Array.from(lines, ({ wordCount }) => wordCount);
  const isLearned = gainOf(lines, learned, fixed, seed).low > 0;
  const chosen = isLearned ? learned : fixed;
  return {
    model: isLearned ? fitQuality(lines) : FIXED_QUALITY,
    metrics: {
      area: areaOf(lines, chosen, seed),
      length: areaOf(lines, length, seed),
      gain: gainOf(lines, chosen, length, seed),
      isLearned,
    },
  };
}

/** Area under the ROC curve with its interval: pairs are formed between each questioned line's bill and all clear lines. */
export function areaOf(lines: readonly DecidedNarrative[], scores: Float64Array, seed: number): Measured {
  return bootstrapped(placements(lines, scores), seed);
}

function gainOf(lines: readonly DecidedNarrative[], one: Float64Array, other: Float64Array, seed: number): Measured {
  const [ours, theirs] = [placements(lines, one), placements(lines, other)];
  return bootstrapped(
    ours.map(({ numerator, denominator }, index) => ({
      numerator: numerator - (theirs[index]?.numerator ?? 0),
      denominator,
    })),
    seed,
  );
}

/** For each bill with questioned lines: the share of clear lines that stand above each of them, added up (DeLong's placements). */
function placements(lines: readonly DecidedNarrative[], scores: Float64Array) {
  const clear = Float64Array.from(
    lines.flatMap(({ isQuestioned }, index) => (isQuestioned ? [] : [scores[index] ?? 0])),
  ).sort();
  const sums = new Map<string, { numerator: number; denominator: number }>();
  lines.forEach(({ isQuestioned, bill }, index) => {
    if (!isQuestioned || clear.length === 0) return;
    const score = scores[index] ?? 0;
    const above = clear.length - countBelow(clear, score, true);
    const equal = countBelow(clear, score, true) - countBelow(clear, score, false);
    const sum = sums.get(bill) ?? { numerator: 0, denominator: 0 };
    sum.numerator += (above + equal / 2) / clear.length;
    sum.denominator += 1;
    sums.set(bill, sum);
  });
  return [...sums.values()];
}

/** How many of the sorted numbers are below a value, or below and equal. */
function countBelow(sorted: Float64Array, value: number, isWithEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = sorted[middle] ?? 0;
    if (found < value || (isWithEqual && found === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
