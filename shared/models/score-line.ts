import { FeatureSort, type NarrativeFeatures } from './narrative-features.ts';
import { placesOf } from './select-vocabulary.ts';
import type { Classifier } from './train-classifier.ts';
import { votesOf } from './word-table.ts';

/** What a classifier says before calibration. */
export interface RawScore {
  /** By label. */
  readonly logits: Float64Array;
  /** From 0 (none of its turns of phrase are known) to 1. */
  readonly familiarity: number;
}

/** A vote of the hand-written table, in logits; and how much the share of a label in training counts. */
export const VOTE = 2;
const PRIOR_SHARE = 0.3;
/** Concepts keep this much of what was learned about them in wording that is not known at all. */
const CONCEPTS_KEEP = 0.3;

/** By label: the logarithm of its share in training, damped. */
export function priorsOf(counts: readonly number[]): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return Float64Array.from(counts, (count) => PRIOR_SHARE * Math.log(count / total));
}

/**
 * How much of what was learned from wording counts for a narrative: the square of the share of its turns of phrase that
 * the model knows. In wording it has never met, single words that happen to be known mislead more than they tell
 * (docs/evaluation.md), and the hand-written table with what was learned about its concepts decides.
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
  return all === 0 ? 0 : (known / all) ** 2;
}

/** What share of a feature's learned weights counts. */
export function shareOfSort(sort: number | undefined, familiarity: number): number {
  return sort === FeatureSort.concept ? Math.max(CONCEPTS_KEEP, familiarity) : familiarity;
}

/**
 * Scores a narrative: the label's prior, the votes of the table, the weights of its known features.
 * @param asUnfamiliar as if none of its turns of phrase were known
 */
export function scoreLine(
  { labels, counts, vocabulary, weights }: Classifier,
  features: NarrativeFeatures,
  { asUnfamiliar = false } = {},
): RawScore {
  const count = labels.length;
  const logits = priorsOf(counts);
  const votes = votesOf(features.words, labels);
  for (let label = 0; label < count; label += 1) logits[label] = (logits[label] ?? 0) + VOTE * (votes[label] ?? 0);
  const places = placesOf(features.keys, vocabulary);
  const familiarity = asUnfamiliar ? 0 : familiarityOf(features, places);
  for (let index = 0; index < places.length; index += 1) {
    const place = places[index] ?? -1;
    const share = (features.values[index] ?? 0) * shareOfSort(features.sorts[index], familiarity);
    if (place < 0 || share === 0) continue;
    const base = place * count;
    for (let label = 0; label < count; label += 1)
      logits[label] = (logits[label] ?? 0) + (weights[base + label] ?? 0) * share;
  }
  return { logits, familiarity };
}
