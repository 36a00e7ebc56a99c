import { fitWeights } from './fit-weights.ts';
import type { LabelledLine, Seclusion } from './labelled-line.ts';
import { priorsOf, VOTE } from './score-line.ts';
import { seededDraws } from './seeded-draws.ts';
import { placesOf, selectVocabulary, type Vocabulary } from './select-vocabulary.ts';
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
const DECAY = 2e-6;
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

/** Trains (`fit-weights.ts`). The same lines in the same order and the same seed give the same weights. */
export function trainClassifier(lines: readonly LabelledLine[], { seed, seclusion }: TrainingOptions): Classifier {
  const labels = learnableLabels(lines, seclusion);
  const numberOf = new Map(labels.map((label, number) => [label, number]));
  const used = lines.filter(({ label }) => numberOf.has(label));
  const vocabulary = selectVocabulary(used, seclusion);
  const targets = Int32Array.from(used, ({ label }) => numberOf.get(label) ?? 0);
  const counts = labels.map(() => 0);
  for (const target of targets) counts[target] = (counts[target] ?? 0) + 1;
  const priors = priorsOf(counts);
  const given = used.map(({ features }, at) => ({
    features,
    places: placesOf(features.keys, vocabulary),
    start: votesOf(features.words, labels).map((votes, label) => (priors[label] ?? 0) + VOTE * votes),
    target: targets[at] ?? 0,
  }));
  const weights = fitWeights(
    given,
    {
      labelCount: labels.length,
      featureCount: vocabulary.length,
      epochs: EPOCHS,
      decay: DECAY,
      wordlessOneIn: WORDLESS_ONE_IN,
    },
    seededDraws(seed),
  );
  return { labels, counts, vocabulary, weights };
}
