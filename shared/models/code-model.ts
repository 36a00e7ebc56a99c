import { type Calibration, calibrated } from './calibration.ts';
import type { NarrativeFeatures } from './narrative-features.ts';
import { familiarityOf, type Scorer, scoreLine, VOTE } from './score-line.ts';
import { placesOf } from './select-vocabulary.ts';
import { indexOfMost, votesOfWord } from './word-table.ts';

/** Predicts a UTBMS code from a narrative. What it says is a suggestion; no rule reads it. */
export interface CodeModel extends Scorer {
  readonly calibration: Calibration;
  /** It says nothing below this probability. */
  readonly rejectBelow: number;
}

export interface CodePrediction {
  readonly code: string;
  readonly probability: number;
  readonly probabilities: Float64Array;
  /** False: not sure enough, so it must not be shown. */
  readonly isSure: boolean;
}

/** @returns null for a model without labels */
export function predictCode(model: CodeModel, features: NarrativeFeatures): CodePrediction | null {
  const probabilities = calibrated(scoreLine(model, features), model.calibration);
  const best = indexOfMost(probabilities);
  const code = model.classifier.labels[best];
  if (code === undefined) return null;
  const probability = probabilities[best] ?? 0;
  return { code, probability, probabilities, isSure: probability >= model.rejectBelow };
}

/** How much one word of the narrative speaks for a code against the mean of all codes. */
export interface WordWeight {
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

/**
 * The exact share of each word in the score of a code: the model is linear, so the shares and the code's prior add up to
 * the score (a pair's weight is halved between its words). Against the mean of all codes, which alone moves probabilities.
 * @returns in the order of the narrative
 */
export function explainCode(
  { classifier, general }: CodeModel,
  features: NarrativeFeatures,
  code: string,
): readonly WordWeight[] {
  const { labels, vocabulary, weights } = classifier;
  const label = labels.indexOf(code);
  const count = labels.length;
  const shares = new Float64Array(features.words.length);
  if (label < 0) return [];
  const against = (numbers: Float32Array | Float64Array, base: number) => {
    let sum = 0;
    for (let index = 0; index < count; index += 1) sum += numbers[base + index] ?? 0;
    return (numbers[base + label] ?? 0) - sum / count;
  };
  features.words.forEach(({ stem }, at) => {
    const votes = votesOfWord(stem, at, labels);
    if (votes !== null) shares[at] = VOTE * against(votes, 0);
  });
  const places = placesOf(features.keys, vocabulary);
  const familiarity = familiarityOf(features, places);
  const add = (at: Int32Array, from: Float32Array, share: number) =>
    at.forEach((place, index) => {
      if (place < 0) return;
      const half = (share * (features.values[index] ?? 0) * against(from, place * count)) / 2;
      for (const word of [features.firstWord[index] ?? 0, features.lastWord[index] ?? 0])
        shares[word] = (shares[word] ?? 0) + half;
    });
  add(places, weights, familiarity);
  add(placesOf(features.keys, general.vocabulary), general.weights, 1 - familiarity);
  return features.words.map(({ start, end }, at) => ({ start, end, weight: shares[at] ?? 0 }));
}
