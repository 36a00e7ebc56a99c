import { type Calibration, calibrated, fitCalibration, type HeldOutScore } from './calibration.ts';
import { FOLDS } from './folds.ts';
import { scoreStrangers, type TestedKnowledge } from './general-knowledge.ts';
import { type JudgedAnswer, rejectBelow } from './reject-option.ts';
import type { Classifier } from './train-classifier.ts';
import { indexOfMost } from './word-table.ts';

/** An answer in a style that neither knowledge, nor temperatures, nor the probability to speak from came from. */
export interface StrangersAnswer extends JudgedAnswer {
  readonly style: string;
  readonly isShown: boolean;
}

/**
 * How a model answers each written line when its whole style, with a fifth of all styles, is left out of everything: what
 * to expect of a new writer.
 */
export function judgeStrangers(classifier: Classifier, tested: TestedKnowledge): readonly StrangersAnswer[] {
  const scored = scoreStrangers(classifier, tested);
  const fitted = Array.from({ length: FOLDS }, (_, fold) => {
    const others = scored.filter((_, index) => tested.folds[index] !== fold);
    const calibration = fitCalibration([], others);
    return { calibration, threshold: rejectBelow(others.map((each) => judgedBy(each, calibration))) };
  });
  return scored.flatMap((each, index) => {
    const [example, readings] = [tested.examples[index], fitted[tested.folds[index] ?? 0]];
    if (example === undefined || readings === undefined) return [];
    const answer = judgedBy(each, readings.calibration);
    return [{ ...answer, style: example.style, isShown: answer.certainty >= readings.threshold }];
  });
}

/** The most probable answer, how sure it is, and whether it is right. */
export function judgedBy({ score, target }: HeldOutScore, calibration: Calibration): JudgedAnswer {
  const probabilities = calibrated(score, calibration);
  const best = indexOfMost(probabilities);
  return { certainty: probabilities[best] ?? 0, isRight: best >= 0 && best === target };
}
