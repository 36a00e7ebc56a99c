import type { LabelledLine, Seclusion } from './labelled-line.ts';
import { FeatureSort } from './narrative-features.ts';
import { priorsOf, VOTE } from './score-line.ts';
import { seededDraws, shuffled } from './seeded-draws.ts';
import { placesOf, selectVocabulary, type Vocabulary } from './select-vocabulary.ts';
import { softmaxInPlace } from './softmax.ts';
import { votesOf } from './word-table.ts';

/** A multinomial logistic regression over hashed features, on top of the hand-written word table. */
export interface Classifier {
  /** In code order. */
  readonly labels: readonly string[];
  /** Lines of each label that it was trained on. */
  readonly counts: readonly number[];
  readonly vocabulary: Vocabulary;
  /** `labels.length` weights for each feature of the vocabulary. */
  readonly weights: Float32Array;
}

export interface TrainingOptions {
  readonly seed: number;
  readonly seclusion: Seclusion;
}

const EPOCHS = 4;
const RATE = 0.5;
const DECAY = 2e-6;
/** One line in so many is shown without its wording, so that concepts alone can carry an answer. */
const WORDLESS_ONE_IN = 3;
/** A label with fewer lines is not learned. */
export const FEWEST_OF_A_LABEL = 20;

/** Labels that enough matters of enough clients have used often enough. */
export function learnableLabels(lines: readonly LabelledLine[], { matters, clients }: Seclusion): readonly string[] {
  return [...Map.groupBy(lines, ({ label }) => label)]
    .filter(
      ([, those]) =>
        those.length >= FEWEST_OF_A_LABEL &&
        new Set(those.map(({ matter }) => matter)).size >= matters &&
        new Set(those.map(({ client }) => client)).size >= clients,
    )
    .map(([label]) => label)
    .sort();
}

/**
 * Trains by stochastic gradient descent with a rate of its own for each weight (AdaGrad, Duchi et al. 2011). The same
 * lines in the same order and the same seed give the same weights.
 */
export function trainClassifier(lines: readonly LabelledLine[], { seed, seclusion }: TrainingOptions): Classifier {
  const labels = learnableLabels(lines, seclusion);
  const numberOf = new Map(labels.map((label, number) => [label, number]));
  const used = lines.filter(({ label }) => numberOf.has(label));
  const vocabulary = selectVocabulary(used, seclusion);
  const targets = Int32Array.from(used, ({ label }) => numberOf.get(label) ?? 0);
  const counts = labels.map(() => 0);
  for (const target of targets) counts[target] = (counts[target] ?? 0) + 1;
  const weights = new Float32Array(vocabulary.length * labels.length);
  const squares = new Float32Array(weights.length).fill(1e-3);
  const priors = priorsOf(counts);
  const given = used.map(({ features }) => ({
    features,
    places: placesOf(features.keys, vocabulary),
    start: votesOf(features.words, labels).map((votes, label) => (priors[label] ?? 0) + VOTE * votes),
  }));
  const draws = seededDraws(seed);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (const at of shuffled(given.length, draws)) {
      const line = given[at];
      if (line === undefined) continue;
      const isWordless = draws.below(WORDLESS_ONE_IN) === 0;
      learnLine({ weights, squares, count: labels.length }, line, targets[at] ?? 0, isWordless);
    }
  }
  return { labels, counts, vocabulary, weights };
}

interface Learned {
  readonly weights: Float32Array;
  readonly squares: Float32Array;
  readonly count: number;
}

interface GivenLine {
  readonly features: LabelledLine['features'];
  readonly places: Int32Array;
  /** Logits before anything was learned. */
  readonly start: Float64Array;
}

function learnLine(
  { weights, squares, count }: Learned,
  { features: { values, sorts }, places, start }: GivenLine,
  target: number,
  isWordless: boolean,
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
      const slope = (slopes[label] ?? 0) * value + DECAY * weight;
      const square = (squares[base + label] ?? 0) + slope * slope;
      squares[base + label] = square;
      weights[base + label] = weight - (RATE * slope) / Math.sqrt(square);
    }
  }
}
