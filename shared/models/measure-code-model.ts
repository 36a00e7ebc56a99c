import { type Calibration, calibrated, fitCalibration, type HeldOutScore } from './calibration.ts';
import type { CodeModel } from './code-model.ts';
import { FOLDS, foldsByGroup, randomFolds } from './folds.ts';
import {
  learnGeneralKnowledge,
  scoreOwnAsStrangers,
  scoreStrangers,
  type TestedKnowledge,
} from './general-knowledge.ts';
import { judgedBy } from './judge-strangers.ts';
import type { LabelledLine } from './labelled-line.ts';
import { bootstrapped, byBill, calibrationError, type Measured } from './measure.ts';
import { type JudgedAnswer, NEVER, rejectBelow } from './reject-option.ts';
import { scoreLine } from './score-line.ts';
import { type Classifier, type TrainingOptions, trainClassifier } from './train-classifier.ts';
import { codeByWordTable, indexOfMost } from './word-table.ts';

/** What a code model does on lines of clients that it was not trained on. */
export interface CodeMetrics {
  readonly accuracy: Measured;
  readonly majority: Measured;
  readonly wordTable: Measured;
  /** Over the better of the two baselines, on the same lines. */
  readonly gain: Measured;
  readonly better: 'majority' | 'lexicon';
  readonly calibrationError: number;
  /** Share of lines that are answered, and of right answers among them. */
  readonly coverage: number;
  readonly acceptedAccuracy: number;
}

/** A trained model with what was measured by leaving clients out, and what lines drawn at random would have made of it. */
export interface MeasuredCodeModel {
  readonly model: CodeModel;
  readonly metrics: CodeMetrics;
  readonly randomFoldAccuracy: number;
}

/** For a warning two will do. */
const RANDOM_FOLDS = 2;
/** Fewer lines in wording that is not known say nothing about when to be silent. */
const FEWEST_STRANGERS = 200;
const UNFITTED: Calibration = { known: 1, unknown: 1, doubt: 0 };

/**
 * Trains on all lines and measures by client: each is left out once, and what is fitted (temperatures, the probability
 * below which nothing is said) comes from the other left-out clients, and from hand-written lines whose style was left out.
 * @param lines of three clients at least, in an order that is the same each time
 */
export function trainCodeModel(lines: readonly LabelledLine[], options: TrainingOptions): MeasuredCodeModel {
  const folds = foldsByGroup(
    lines.map(({ client }) => client),
    FOLDS,
  );
  const knowledge = knowledgeByLabels(options.seed);
  const heldOut = scoreHeldOut(lines, folds, options, knowledge);
  const byFold = foldNumbers(folds).map((fold) => {
    const isOther = (_: unknown, index: number) => folds[index] !== fold;
    return fitReadings(heldOut.own.filter(isOther), heldOut.strangers[fold] ?? []);
  });
  const judged = heldOut.own.map((scored, index) =>
    judgedBy(scored, byFold[folds[index] ?? 0]?.calibration ?? UNFITTED),
  );
  const classifier = trainClassifier(lines, options);
  const tested = knowledge(classifier.labels);
  const model: CodeModel = {
    classifier,
    general: tested.whole,
    ...fitReadings(heldOut.own, strangersOf(classifier, tested, lines)),
  };
  return {
    model,
    metrics: metricsOf({
      lines,
      judged,
      sure: judged.map(({ certainty }, index) => certainty >= (byFold[folds[index] ?? 0]?.rejectBelow ?? NEVER)),
      baselines: heldOut.baselines,
      seed: options.seed,
    }),
    randomFoldAccuracy: randomAccuracy(lines, options, knowledge),
  };
}

/** Measures a finished model on lines of another firm or manner of writing. */
export function measureOn(model: CodeModel, lines: readonly LabelledLine[], seed: number): CodeMetrics {
  const byFrequency = byFrequencyOf(model.classifier);
  const judged = lines.map(({ features, label }) =>
    judgedAnswer(calibrated(scoreLine(model, features), model.calibration), model.classifier, label),
  );
  return metricsOf({
    lines,
    judged,
    sure: judged.map(({ certainty }) => certainty >= model.rejectBelow),
    baselines: lines.map((line) => baselinesOf(line, byFrequency)),
    seed,
  });
}

interface HeldOut {
  readonly own: readonly HeldOutScore[];
  /** By fold: what its model says of wording that it has not met. */
  readonly strangers: readonly (readonly HeldOutScore[])[];
  readonly baselines: readonly Baselines[];
}

interface Baselines {
  readonly majority: boolean;
  readonly wordTable: boolean;
}

function scoreHeldOut(
  lines: readonly LabelledLine[],
  folds: Int32Array,
  options: TrainingOptions,
  knowledge: (labels: readonly string[]) => TestedKnowledge,
): HeldOut {
  const scorers = foldNumbers(folds).map((fold) => {
    const classifier = trainClassifier(
      lines.filter((_, index) => folds[index] !== fold),
      options,
    );
    const tested = knowledge(classifier.labels);
    return { classifier, general: tested.whole, tested, byFrequency: byFrequencyOf(classifier) };
  });
  const scored = lines.map((line, index) => {
    const scorer = scorers[folds[index] ?? 0];
    if (scorer === undefined) throw new Error('every fold has a classifier');
    const target = scorer.classifier.labels.indexOf(line.label);
    return {
      own: { score: scoreLine(scorer, line.features), target },
      baselines: baselinesOf(line, scorer.byFrequency),
    };
  });
  return {
    own: scored.map(({ own }) => own),
    strangers: scorers.map(({ classifier, tested }, fold) =>
      strangersOf(
        classifier,
        tested,
        lines.filter((_, index) => folds[index] !== fold),
      ),
    ),
    baselines: scored.map(({ baselines }) => baselines),
  };
}

/** General knowledge of the same labels is learned once. */
function knowledgeByLabels(seed: number): (labels: readonly string[]) => TestedKnowledge {
  const known = new Map<string, TestedKnowledge>();
  return (labels) => {
    const key = labels.join(' ');
    const tested = known.get(key) ?? learnGeneralKnowledge(labels, seed);
    known.set(key, tested);
    return tested;
  };
}

/** Written lines of styles that were left out, and the firm's own as if they were strangers'. */
function strangersOf(
  classifier: Classifier,
  tested: TestedKnowledge,
  lines: readonly LabelledLine[],
): readonly HeldOutScore[] {
  return [...scoreStrangers(classifier, tested), ...scoreOwnAsStrangers(classifier, tested, lines)];
}

/** The temperatures, and the probability from which on enough is right both in the firm's wording and in a stranger's. */
function fitReadings(
  own: readonly HeldOutScore[],
  strangers: readonly HeldOutScore[],
): Pick<CodeModel, 'calibration' | 'rejectBelow'> {
  const calibration = fitCalibration(own, strangers);
  const thresholdOf = (scores: readonly HeldOutScore[]) =>
    rejectBelow(scores.map((scored) => judgedBy(scored, calibration)));
  return {
    calibration,
    rejectBelow: Math.max(thresholdOf(own), strangers.length < FEWEST_STRANGERS ? 0 : thresholdOf(strangers)),
  };
}

function foldNumbers(folds: Int32Array): readonly number[] {
  return [...new Set(folds)].sort((one, other) => one - other);
}

function metricsOf(given: {
  readonly lines: readonly LabelledLine[];
  readonly judged: readonly JudgedAnswer[];
  readonly sure: readonly boolean[];
  readonly baselines: readonly Baselines[];
  readonly seed: number;
}): CodeMetrics {
  const { lines, judged, sure, baselines, seed } = given;
  const measured = (figureOf: (index: number) => number) =>
    bootstrapped(
      byBill(lines, (_, index) => figureOf(index)),
      seed,
    );
  const isRight = (index: number) => (judged[index]?.isRight === true ? 1 : 0);
  const isMajority = (index: number) => (baselines[index]?.majority === true ? 1 : 0);
  const isWordTable = (index: number) => (baselines[index]?.wordTable === true ? 1 : 0);
  const [majority, wordTable] = [measured(isMajority), measured(isWordTable)];
  const better = wordTable.value >= majority.value ? 'lexicon' : 'majority';
  const baseline = better === 'lexicon' ? isWordTable : isMajority;
  const shown = judged.filter((_, index) => sure[index]);
  return {
    accuracy: measured(isRight),
    majority,
    wordTable,
    gain: measured((index) => isRight(index) - baseline(index)),
    better,
    calibrationError: calibrationError(judged),
    coverage: shown.length / Math.max(1, lines.length),
    acceptedAccuracy: shown.length === 0 ? 0 : shown.filter((answer) => answer.isRight).length / shown.length,
  };
}

function judgedAnswer(probabilities: Float64Array, { labels }: Classifier, label: string): JudgedAnswer {
  const best = indexOfMost(probabilities);
  return { certainty: probabilities[best] ?? 0, isRight: labels[best] === label };
}

function baselinesOf({ features, label }: LabelledLine, byFrequency: readonly string[]): Baselines {
  return { majority: byFrequency[0] === label, wordTable: codeByWordTable(features.words, byFrequency) === label };
}

function byFrequencyOf({ labels, counts }: Classifier): readonly string[] {
  return labels
    .map((label, index) => ({ label, count: counts[index] ?? 0 }))
    .sort((one, other) => other.count - one.count || (one.label < other.label ? -1 : 1))
    .map(({ label }) => label);
}

function randomAccuracy(
  lines: readonly LabelledLine[],
  options: TrainingOptions,
  knowledge: (labels: readonly string[]) => TestedKnowledge,
): number {
  const folds = randomFolds(lines.length, RANDOM_FOLDS, options.seed);
  const { own } = scoreHeldOut(lines, folds, options, knowledge);
  const right = own.filter(({ score, target }) => indexOfMost(score.logits) === target).length;
  return right / Math.max(1, lines.length);
}
