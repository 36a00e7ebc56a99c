import { SECLUSION } from '#shared/models/labelled-line.ts';
import { type CodeMetrics, measureOn, trainCodeModel } from '#shared/models/measure-code-model.ts';
import { narrativeFeatures } from '#shared/models/narrative-features.ts';
import type { TrainingOptions } from '#shared/models/train-classifier.ts';
import { demoLines } from './demo-lines.ts';
import type { LabelledNarrative } from './labelled-narrative.ts';
import { type MeasuredAnomalies, measureAnomalies } from './measure-anomalies.ts';
import { type MeasuredQuality, measureQuality } from './measure-quality.ts';
import { type MeasuredStrangers, measureStrangers } from './measure-strangers.ts';
import { otherWordingLines } from './other-wording.ts';

export const AXES = ['taskCode', 'activityCode'] as const;
export type Axis = (typeof AXES)[number];

/** What a figure must reach (issue: better than both baselines by interval, calibration error at most this). */
export const MOST_CALIBRATION_ERROR = 0.05;

export interface CodeResult extends CodeMetrics {
  readonly axis: Axis;
  /** `demo` and `other`: by client within one generator; `demo -> other`: trained on one, tested on the other. */
  readonly corpus: 'demo' | 'other' | 'demo -> other';
  readonly lines: number;
  readonly clients: number;
  /** Null where nothing was trained on the corpus itself. */
  readonly randomFoldAccuracy: number | null;
  readonly isBetter: boolean;
  readonly isCalibrated: boolean;
}

export interface ModelEvaluation {
  readonly seed: number;
  readonly codes: readonly CodeResult[];
  readonly strangers: readonly (MeasuredStrangers & { readonly axis: Axis })[];
  readonly quality: readonly MeasuredQuality[];
  readonly anomalies: MeasuredAnomalies;
}

export interface ModelEvaluationOptions {
  readonly seed: number;
  /** Demo bills; each has some 115 fee lines. */
  readonly bills: number;
}

/** Trains and measures everything on the two generators. Same options, same figures. */
export function evaluateModels({ seed, bills }: ModelEvaluationOptions): ModelEvaluation {
  const [demo, other] = [demoLines(seed, bills), otherWordingLines(seed, 'test')];
  const axes = AXES.map((axis) => evaluateAxis(axis, demo, other, { seed, seclusion: SECLUSION }));
  return {
    seed,
    codes: axes.flatMap(({ codes }) => codes),
    strangers: axes.map(({ strangers }) => strangers),
    quality: measureQuality(seed, bills),
    anomalies: measureAnomalies(seed, bills),
  };
}

function evaluateAxis(
  axis: Axis,
  demo: readonly LabelledNarrative[],
  other: readonly LabelledNarrative[],
  options: TrainingOptions,
): { readonly codes: readonly CodeResult[]; readonly strangers: ModelEvaluation['strangers'][number] } {
  const [ofDemo, ofOther] = [labelled(demo, axis), labelled(other, axis)];
  const result = (
    corpus: CodeResult['corpus'],
    lines: typeof ofDemo,
    metrics: CodeMetrics,
    randomFoldAccuracy: number | null,
  ): CodeResult => ({
    axis,
    corpus,
    lines: lines.length,
    clients: new Set(lines.map(({ client }) => client)).size,
    ...metrics,
    randomFoldAccuracy,
    isBetter: metrics.gain.low > 0,
    isCalibrated: metrics.calibrationError <= MOST_CALIBRATION_ERROR,
  });
  const trained = trainCodeModel(ofDemo, options);
  const trainedOnOther = trainCodeModel(ofOther, options);
  return {
    codes: [
      result('demo', ofDemo, trained.metrics, trained.randomFoldAccuracy),
      result('other', ofOther, trainedOnOther.metrics, trainedOnOther.randomFoldAccuracy),
      result('demo -> other', ofOther, measureOn(trained.model, ofOther, options.seed), null),
    ],
    strangers: { axis, ...measureStrangers(trained.model.classifier, options.seed) },
  };
}

function labelled(lines: readonly LabelledNarrative[], axis: Axis) {
  return lines.map((line) => ({ ...line, label: line[axis], features: narrativeFeatures(line.narrative) }));
}
