import { learnGeneralKnowledge } from '#shared/models/general-knowledge.ts';
import { judgeStrangers } from '#shared/models/judge-strangers.ts';
import { bootstrapped, calibrationError, type Measured } from '#shared/models/measure.ts';
import type { Classifier } from '#shared/models/train-classifier.ts';
import { codeByWordTable } from '#shared/models/word-table.ts';

/** What a model does in written styles that were left out of its knowledge, its temperatures and its threshold. */
export interface MeasuredStrangers {
  readonly lines: number;
  readonly styles: number;
  readonly accuracy: Measured;
  readonly wordTable: Measured;
  readonly calibrationError: number;
  readonly coverage: number;
  readonly acceptedAccuracy: number;
}

/** Measures with 95 % intervals, drawn by style. The same classifier and seed give the same figures. */
export function measureStrangers(classifier: Classifier, seed: number): MeasuredStrangers {
  const tested = learnGeneralKnowledge(classifier.labels, seed);
  const answers = judgeStrangers(classifier, tested);
  const shown = answers.filter(({ isShown }) => isShown);
  const measured = (each: readonly { readonly style: string; readonly isRight: boolean }[]) =>
    bootstrapped(
      [...Map.groupBy(each, ({ style }) => style).values()].map((those) => ({
        numerator: those.filter(({ isRight }) => isRight).length,
        denominator: those.length,
      })),
      seed,
    );
  return {
    lines: answers.length,
    styles: new Set(answers.map(({ style }) => style)).size,
    accuracy: measured(answers),
    wordTable: measured(
      tested.examples.map(({ style, features, target }) => ({
        style,
        isRight: codeByWordTable(features.words, classifier.labels) === classifier.labels[target],
      })),
    ),
    calibrationError: calibrationError(answers),
    coverage: shown.length / Math.max(1, answers.length),
    acceptedAccuracy: shown.filter(({ isRight }) => isRight).length / Math.max(1, shown.length),
  };
}
