import { FeatureSort, type NarrativeFeatures } from './narrative-features.ts';
import { type SeededDraws, shuffled } from './seeded-draws.ts';
import { softmaxInPlace } from './softmax.ts';

/** A line to learn from. */
export interface GivenLine {
  readonly features: NarrativeFeatures;
  /** Where its features stand in the vocabulary (`placesOf`). */
  readonly places: Int32Array;
  /** Logits by label before anything was learned. */
  readonly start: Float64Array;
  /** Number of its label. */
  readonly target: number;
}

export interface FitOptions {
  readonly labelCount: number;
  readonly featureCount: number;
  readonly epochs: number;
  /** How much a weight is drawn towards nothing at each step. */
  readonly decay: number;
  /** One line in so many is shown without its wording, so that concepts alone can carry an answer; null for none. */
  readonly wordlessOneIn: number | null;
}

const RATE = 0.5;

/**
 * A multinomial logistic regression by stochastic gradient descent with a rate of its own for each weight (AdaGrad, Duchi
 * et al. 2011). The same lines in the same order and the same draws give the same weights.
 * @returns `labelCount` weights for each feature
 */
export function fitWeights(given: readonly GivenLine[], options: FitOptions, draws: SeededDraws): Float32Array {
  const weights = new Float32Array(options.featureCount * options.labelCount);
  const squares = new Float32Array(weights.length).fill(1e-3);
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    for (const at of shuffled(given.length, draws)) {
      const line = given[at];
      if (line === undefined) continue;
      const isWordless = options.wordlessOneIn !== null && draws.below(options.wordlessOneIn) === 0;
      learnLine(weights, squares, line, { ...options, isWordless });
    }
  }
  return weights;
}

function learnLine(
  weights: Float32Array,
  squares: Float32Array,
  { features: { values, sorts }, places, start, target }: GivenLine,
  { labelCount: count, decay, isWordless }: FitOptions & { readonly isWordless: boolean },
): void {
  const slopes = Float64Array.from(start);
  for (let index = 0; index < places.length; index += 1) {
    const base = (places[index] ?? -1) * count;
    if (base < 0 || (isWordless && sorts[index] !== FeatureSort.concept)) continue;
    const value = values[index] ?? 0;
    for (let label = 0; label < count; label += 1)
      slopes[label] = (slopes[label] ?? 0) + (weights[base + label] ?? 0) * value;
  }
  softmaxInPlace(slopes);
  slopes[target] = (slopes[target] ?? 0) - 1;
  for (let index = 0; index < places.length; index += 1) {
    const base = (places[index] ?? -1) * count;
    if (base < 0 || (isWordless && sorts[index] !== FeatureSort.concept)) continue;
    const value = values[index] ?? 0;
    for (let label = 0; label < count; label += 1) {
      const weight = weights[base + label] ?? 0;
      const slope = (slopes[label] ?? 0) * value + decay * weight;
      const square = (squares[base + label] ?? 0) + slope * slope;
      squares[base + label] = square;
      weights[base + label] = weight - (RATE * slope) / Math.sqrt(square);
    }
  }
}
