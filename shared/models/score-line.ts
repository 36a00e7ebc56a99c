import type { GeneralKnowledge } from './general-knowledge.ts';
import { FeatureSort, type NarrativeFeatures } from './narrative-features.ts';
import { placesOf } from './select-vocabulary.ts';
import type { Classifier } from './train-classifier.ts';
import { votesOf } from './word-table.ts';

/** What a model says before calibration. */
export interface RawScore {
  /** By label. */
  readonly logits: Float64Array;
  /** From 0 (none of its turns of phrase are known) to 1. */
  readonly familiarity: number;
}

/** What speaks: what was learned from the firm's own lines, and what comes with LAIT. */
export interface Scorer {
  readonly classifier: Classifier;
  readonly general: GeneralKnowledge;
}

/** A vote of the hand-written table, in logits; and how much the share of a label in training counts. */
export const VOTE = 2;
const PRIOR_SHARE = 0.3;

/** By label: the logarithm of its share in training, damped. */
export function priorsOf(counts: readonly number[]): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return Float64Array.from(counts, (count) => PRIOR_SHARE * Math.log(count / total));
}

/**
 * How much of what was learned from a firm's own wording counts for a narrative: the square of the share of its turns of
 * phrase that the model knows. In wording it has never met, single words that happen to be known mislead more than they
 * tell (docs/evaluation.md), and the hand-written table with general knowledge decides.
 */
export function familiarityOf({ values, sorts }: NarrativeFeatures, places: Int32Array): number {
  let known = 0;
  let all = 0;
  for (let index = 0; index < places.length; index += 1) {
    if (sorts[index] !== FeatureSort.turn) continue;
    const square = (values[index] ?? 0) ** 2;
    all += square;
    if ((places[index] ?? -1) >= 0) known += square;
  }
  return all === 0 ? 0 : (known / all) ** 3;
}

/**
 * The votes of the table; by familiarity, the priors and weights of the firm's own lines or those of general knowledge.
 * @param asUnfamiliar as if none of its turns of phrase were known
 */
export function scoreLine(
  { classifier: { labels, counts, vocabulary, weights }, general }: Scorer,
  features: NarrativeFeatures,
  { asUnfamiliar = false } = {},
): RawScore {
  const count = labels.length;
  const places = placesOf(features.keys, vocabulary);
  const familiarity = asUnfamiliar ? 0 : familiarityOf(features, places);
  const priors = priorsOf(counts);
  const logits = votesOf(features.words, labels).map(
    (votes, label) => VOTE * votes + familiarity * (priors[label] ?? 0),
  );
  const add = (at: Int32Array, from: Float32Array, share: number) => {
    for (let index = 0; index < at.length; index += 1) {
      const base = (at[index] ?? -1) * count;
      const value = share * (features.values[index] ?? 0);
      if (base < 0 || value === 0) continue;
      for (let label = 0; label < count; label += 1)
        logits[label] = (logits[label] ?? 0) + (from[base + label] ?? 0) * value;
    }
  };
  add(places, weights, familiarity);
  add(placesOf(features.keys, general.vocabulary), general.weights, 1 - familiarity);
  return { logits, familiarity };
}
