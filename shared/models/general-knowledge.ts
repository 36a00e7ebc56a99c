import type { HeldOutScore } from './calibration.ts';
import { fitWeights } from './fit-weights.ts';
import { FOLDS, foldsByGroup } from './folds.ts';
import type { LabelledLine } from './labelled-line.ts';
import { scoreLine, VOTE } from './score-line.ts';
import { seededDraws } from './seeded-draws.ts';
import { placesOf, type Vocabulary } from './select-vocabulary.ts';
import type { Classifier } from './train-classifier.ts';
import { votesOf } from './word-table.ts';
import { type WrittenExample, writtenExamples } from './written-lines.ts';

/**
 * What hand-written lines of many writers (`written-lines.ts`) tell of the labels of a model, on top of the votes of the
 * word table. It speaks where a firm's own lines have not taught the wording.
 */
export interface GeneralKnowledge {
  readonly vocabulary: Vocabulary;
  /** As many for each feature as the model has labels; 0 for labels that no written line has. */
  readonly weights: Float32Array;
}

/** General knowledge, and the same without some styles, to see what it does in a style it has not met. */
export interface TestedKnowledge {
  readonly whole: GeneralKnowledge;
  readonly examples: readonly WrittenExample[];
  /** By example: the fold of its style. */
  readonly folds: Int32Array;
  /** By example: learned without the styles of its fold. */
  readonly strangers: readonly GeneralKnowledge[];
}

const EPOCHS = 10;
const DECAY = 2e-4;

/** Learns from the written lines of these labels. The same labels and seed give the same weights. */
export function learnGeneralKnowledge(labels: readonly string[], seed: number): TestedKnowledge {
  const examples = writtenExamples(labels);
  const folds = foldsByGroup(
    examples.map(({ style }) => style),
    FOLDS,
  );
  const learn = (from: readonly WrittenExample[]) => learnFrom(from, labels, seed);
  const withoutFold = Array.from({ length: FOLDS }, (_, fold) => learn(examples.filter((_, at) => folds[at] !== fold)));
  const whole = learn(examples);
  return { whole, examples, folds, strangers: examples.map((_, at) => withoutFold[folds[at] ?? 0] ?? whole) };
}

/** The written lines as a model scores them that has not met their style. */
export function scoreStrangers(
  classifier: Classifier,
  { examples, strangers, whole }: TestedKnowledge,
): readonly HeldOutScore[] {
  return examples.map(({ features, target }, at) => ({
    score: scoreLine({ classifier, general: strangers[at] ?? whole }, features),
    target,
  }));
}

/**
 * The firm's own lines as general knowledge alone scores them. One hand coded all written lines; how far the firm's people
 * code by habits of their own only these can tell. A client counts as one more style, so it has as many lines as a style.
 */
export function scoreOwnAsStrangers(
  classifier: Classifier,
  { examples, whole }: TestedKnowledge,
  lines: readonly LabelledLine[],
): readonly HeldOutScore[] {
  const most = Math.round(examples.length / Math.max(1, new Set(examples.map(({ style }) => style)).size));
  return [...Map.groupBy(lines, ({ client }) => client).values()].flatMap((those) => {
    const count = Math.min(most, those.length);
    return Array.from({ length: count }, (_, index) => those[Math.floor((index * those.length) / count)]).flatMap(
      (line) =>
        line === undefined
          ? []
          : [
              {
                score: scoreLine({ classifier, general: whole }, line.features, { asUnfamiliar: true }),
                target: classifier.labels.indexOf(line.label),
              },
            ],
    );
  });
}

function learnFrom(examples: readonly WrittenExample[], labels: readonly string[], seed: number): GeneralKnowledge {
  const vocabulary = Uint32Array.from(new Set(examples.flatMap(({ features }) => [...features.keys]))).sort();
  // Labels without a line would otherwise be learned to be impossible.
  const present = [...new Set(examples.map(({ target }) => target))].sort((one, other) => one - other);
  const presentLabels = present.map((label) => labels[label] ?? '');
  const given = examples.map(({ features, target }) => ({
    features,
    places: placesOf(features.keys, vocabulary),
    start: votesOf(features.words, presentLabels).map((votes) => VOTE * votes),
    target: present.indexOf(target),
  }));
  const fitted = fitWeights(
    given,
    {
      labelCount: present.length,
      featureCount: vocabulary.length,
      epochs: EPOCHS,
      decay: DECAY,
      wordlessOneIn: null,
    },
    seededDraws(seed),
  );
  const weights = new Float32Array(vocabulary.length * labels.length);
  fitted.forEach((weight, at) => {
    const place = Math.floor(at / present.length);
    weights[place * labels.length + (present[at % present.length] ?? 0)] = weight;
  });
  return { vocabulary, weights };
}
