import { calibrated, fitCalibration, type HeldOutScore } from './calibration.ts';
import type { CodeModel } from './code-model.ts';
import { foldsByGroup, randomFolds } from './folds.ts';
import type { LabelledLine } from './labelled-line.ts';
import { bootstrapped, byBill, calibrationError, type Measured } from './measure.ts';
import { type JudgedAnswer, rejectBelow } from './reject-option.ts';
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

export const FOLDS = 5;
/** For a warning two will do. */
const RANDOM_FOLDS = 2;

/**
 * Trains on all lines and measures by client: each is left out once, and what is fitted (temperatures, the probability
 * below which nothing is said) comes from the other left-out clients.
 * @param lines of three clients at least, in an order that is the same each time
 */
export function trainCodeModel(lines: readonly LabelledLine[], options: TrainingOptions): MeasuredCodeModel {
  const folds = foldsByGroup(
    lines.map(({ client }) => client),
    FOLDS,
  );
  const heldOut = scoreHeldOut(lines, folds, options);
  const judged = judgeHeldOut(heldOut, folds);
  const calibration = fitCalibration(heldOut.asWritten, heldOut.asUnfamiliar);
  const sure = sureOf(judged, folds);
  const model: CodeModel = {
    classifier: trainClassifier(lines, options),
    calibration,
    rejectBelow: rejectBelow(judged),
  };
  const baselines = heldOut.baselines;
  return {
    model,
    metrics: metricsOf({ lines, judged, sure, baselines, seed: options.seed }),
    randomFoldAccuracy: randomAccuracy(lines, options),
  };
}

/** Measures a finished model on lines of another firm or manner of writing. */
export function measureOn(model: CodeModel, lines: readonly LabelledLine[], seed: number): CodeMetrics {
  const byFrequency = byFrequencyOf(model.classifier);
  const judged = lines.map(({ features, label }) =>
    judgedAnswer(calibrated(scoreLine(model.classifier, features), model.calibration), model.classifier, label),
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
  readonly asWritten: readonly HeldOutScore[];
  readonly asUnfamiliar: readonly HeldOutScore[];
  readonly baselines: readonly Baselines[];
}

interface Baselines {
  readonly majority: boolean;
  readonly wordTable: boolean;
}

function scoreHeldOut(lines: readonly LabelledLine[], folds: Int32Array, options: TrainingOptions): HeldOut {
  const classifiers = foldNumbers(folds).map((fold) =>
    trainClassifier(
      lines.filter((_, index) => folds[index] !== fold),
      options,
    ),
  );
  const frequencies = classifiers.map(byFrequencyOf);
  const scored = lines.map((line, index) => {
    const fold = folds[index] ?? 0;
    const classifier = classifiers[fold];
    if (classifier === undefined) throw new Error('every fold has a classifier');
    const target = classifier.labels.indexOf(line.label);
    return {
      asWritten: { score: scoreLine(classifier, line.features), target },
      asUnfamiliar: { score: scoreLine(classifier, line.features, { asUnfamiliar: true }), target },
      baselines: baselinesOf(line, frequencies[fold] ?? []),
    };
  });
  return {
    asWritten: scored.map(({ asWritten }) => asWritten),
    asUnfamiliar: scored.map(({ asUnfamiliar }) => asUnfamiliar),
    baselines: scored.map(({ baselines }) => baselines),
  };
}

/** Each answer by temperatures that were fitted on the other clients. */
function judgeHeldOut({ asWritten, asUnfamiliar }: HeldOut, folds: Int32Array): readonly JudgedAnswer[] {
  const calibrations = foldNumbers(folds).map((fold) => {
    const isOther = (_: unknown, index: number) => folds[index] !== fold;
    return fitCalibration(asWritten.filter(isOther), asUnfamiliar.filter(isOther));
  });
  return asWritten.map(({ score, target }, index) => {
    const probabilities = calibrated(score, calibrations[folds[index] ?? 0] ?? { known: 1, unknown: 1 });
    const best = indexOfMost(probabilities);
    return { certainty: probabilities[best] ?? 0, isRight: best >= 0 && best === target };
  });
}

function foldNumbers(folds: Int32Array): readonly number[] {
  return [...new Set(folds)].sort((one, other) => one - other);
}

/** Whether each answer would be shown, by a probability chosen on the other clients. */
function sureOf(judged: readonly JudgedAnswer[], folds: Int32Array): readonly boolean[] {
  const thresholds = [...new Set(folds)]
    .sort()
    .map((fold) => rejectBelow(judged.filter((_, index) => folds[index] !== fold)));
  return judged.map(({ certainty }, index) => certainty >= (thresholds[folds[index] ?? 0] ?? 2));
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

function randomAccuracy(lines: readonly LabelledLine[], options: TrainingOptions): number {
  const folds = randomFolds(lines.length, RANDOM_FOLDS, options.seed);
  const { asWritten } = scoreHeldOut(lines, folds, options);
  const right = asWritten.filter(({ score, target }) => indexOfMost(score.logits) === target).length;
  return right / Math.max(1, lines.length);
}
