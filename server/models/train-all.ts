import type { ModelKind, ModelMetrics, UnfitReason } from '#shared/api/models.ts';
import { alarmRate, trainAnomalies } from '#shared/models/anomaly-model.ts';
import { type LabelledLine, SECLUSION } from '#shared/models/labelled-line.ts';
import type { Measured } from '#shared/models/measure.ts';
import { trainCodeModel } from '#shared/models/measure-code-model.ts';
import { type StoredModel, writeModel } from '#shared/models/model-file.ts';
import { type NarrativeFeatures, narrativeFeatures } from '#shared/models/narrative-features.ts';
import { readQuality } from '#shared/models/narrative-quality.ts';
import { NEVER } from '#shared/models/reject-option.ts';
import type { FigureLine } from '#shared/models/robust-groups.ts';
import { learnableLabels } from '#shared/models/train-classifier.ts';
import { trainQuality } from '#shared/models/train-quality.ts';

/** A decided fee line, ready to learn from. */
export interface TrainingLine {
  readonly narrative: string;
  /** Null: nobody has approved one. */
  readonly taskCode: string | null;
  readonly activityCode: string | null;
  /** Null: not known, or not approved. */
  readonly hoursE4: number | null;
  readonly timekeeper: string | null;
  readonly client: string;
  readonly matter: string;
  readonly bill: string;
  readonly wording: 'clear' | 'questioned' | 'unknown';
}

export interface TrainedVersion {
  readonly kind: ModelKind;
  readonly bytes: Uint8Array;
  readonly lineCount: number;
  readonly matterCount: number;
  readonly clientCount: number;
  readonly labelCount: number;
  readonly rejectBelowE4: number | null;
  readonly metrics: ModelMetrics;
  readonly unfitFor: readonly UnfitReason[];
}

export interface TrainingOutcome {
  readonly versions: readonly TrainedVersion[];
  readonly tooLittleFor: readonly ModelKind[];
}

const SEED = 20_260_901;
const FEWEST_LINES = 300;
const FEWEST_CLIENTS = 3;
const FEWEST_QUESTIONED = 30;
const MOST_CALIBRATION_ERROR = 0.05;
const MOST_ALARMS = 0.03;

/** Trains every kind there is enough for and measures each by client. Pure; takes its time, so not for a thread that answers. */
export function trainAll(lines: readonly TrainingLine[]): TrainingOutcome {
  const features = lines.map(({ narrative }) => narrativeFeatures(narrative));
  const versions = [
    codeVersion('task_code', lines, features, ({ taskCode }) => taskCode),
    codeVersion('activity_code', lines, features, ({ activityCode }) => activityCode),
    qualityVersion(lines, features),
    anomalyVersion(lines, features),
  ];
  return {
    versions: versions.flatMap((version) => (typeof version === 'string' ? [] : [version])),
    tooLittleFor: versions.flatMap((version) => (typeof version === 'string' ? [version] : [])),
  };
}

function codeVersion(
  kind: 'task_code' | 'activity_code',
  lines: readonly TrainingLine[],
  features: readonly NarrativeFeatures[],
  codeOf: (line: TrainingLine) => string | null,
): TrainedVersion | ModelKind {
  const labelled = lines.flatMap((line, index): LabelledLine[] => {
    const label = codeOf(line)?.trim().toUpperCase();
    const own = features[index];
    if (label === undefined || label === '' || own === undefined || own.keys.length === 0) return [];
    return [{ features: own, label, client: line.client, matter: line.matter, bill: line.bill }];
  });
  if (isTooLittle(labelled) || learnableLabels(labelled, SECLUSION).length < 2) return kind;
  const { model, metrics, randomFoldAccuracy } = trainCodeModel(labelled, { seed: SEED, seclusion: SECLUSION });
  const { gain, better } = metrics;
  return {
    ...countsOf(labelled),
    kind,
    bytes: writeModel({ kind, model }),
    labelCount: model.classifier.labels.length,
    rejectBelowE4: model.rejectBelow >= NEVER ? 10_001 : Math.ceil(model.rejectBelow * 10_000),
    metrics: {
      ...UNMEASURED,
      score: inE4(metrics.accuracy),
      baseline: inE4(better === 'lexicon' ? metrics.wordTable : metrics.majority),
      baselineName: better,
      gain: inE4(gain),
      calibrationErrorE4: shareE4(metrics.calibrationError),
      coverageE4: shareE4(metrics.coverage),
      acceptedAccuracyE4: shareE4(metrics.acceptedAccuracy),
      randomFoldScoreE4: shareE4(randomFoldAccuracy),
    },
    unfitFor: [
      ...(gain.low > 0 ? [] : (['not_better'] as const)),
      ...(metrics.calibrationError <= MOST_CALIBRATION_ERROR ? [] : (['not_calibrated'] as const)),
    ],
  };
}

function qualityVersion(
  lines: readonly TrainingLine[],
  features: readonly NarrativeFeatures[],
): TrainedVersion | ModelKind {
  const kind = 'narrative_quality';
  const decided = lines.flatMap((line, index) =>
    line.wording === 'unknown'
      ? []
      : [
          {
            features: readQuality(line.narrative),
            wordCount: features[index]?.words.length ?? 0,
            isQuestioned: line.wording === 'questioned',
            client: line.client,
            matter: line.matter,
            bill: line.bill,
          },
        ],
  );
  const questioned = decided.filter(({ isQuestioned }) => isQuestioned);
  if (isTooLittle(decided) || questioned.length < FEWEST_QUESTIONED) return kind;
  const { model, metrics } = trainQuality(decided, SEED);
  return {
    ...countsOf(decided),
    kind,
    bytes: writeModel({ kind, model }),
    labelCount: 0,
    rejectBelowE4: null,
    metrics: {
      ...UNMEASURED,
      score: inE4(metrics.area),
      baseline: inE4(metrics.length),
      baselineName: 'length',
      gain: inE4(metrics.gain),
    },
    unfitFor: metrics.gain.low > 0 ? [] : ['not_better'],
  };
}

function anomalyVersion(
  lines: readonly TrainingLine[],
  features: readonly NarrativeFeatures[],
): TrainedVersion | ModelKind {
  const kind = 'anomaly';
  const figures = lines.flatMap((line, index) =>
    line.hoursE4 === null || line.hoursE4 <= 0
      ? []
      : [{ ...figureLine(line, line.hoursE4, features[index]?.words.length ?? 0), bill: line.bill }],
  );
  if (isTooLittle(figures)) return kind;
  const alarms = alarmRate(figures, SEED, SECLUSION);
  const model: StoredModel = { kind, model: trainAnomalies(figures, SEED, SECLUSION) };
  return {
    ...countsOf(figures),
    kind,
    bytes: writeModel(model),
    labelCount: 0,
    rejectBelowE4: null,
    metrics: { ...UNMEASURED, alarmRateE4: shareE4(alarms) },
    unfitFor: alarms <= MOST_ALARMS ? [] : ['too_many_alarms'],
  };
}

/** The figures of a fee line; whoever suggests must see a line as whoever trained did. */
export function figureLine(
  line: Pick<TrainingLine, 'timekeeper' | 'activityCode' | 'client' | 'matter'>,
  hoursE4: number,
  wordCount: number,
): FigureLine {
  const { timekeeper, activityCode, client, matter } = line;
  return { hoursE4, wordCount, timekeeper, code: activityCode, client, matter };
}

interface Placed {
  readonly client: string;
  readonly matter: string;
}

function isTooLittle(lines: readonly Placed[]): boolean {
  return lines.length < FEWEST_LINES || new Set(lines.map(({ client }) => client)).size < FEWEST_CLIENTS;
}

function countsOf(lines: readonly Placed[]) {
  return {
    lineCount: lines.length,
    matterCount: new Set(lines.map(({ matter }) => matter)).size,
    clientCount: new Set(lines.map(({ client }) => client)).size,
  };
}

const UNMEASURED: ModelMetrics = {
  score: null,
  baseline: null,
  baselineName: null,
  gain: null,
  calibrationErrorE4: null,
  coverageE4: null,
  acceptedAccuracyE4: null,
  randomFoldScoreE4: null,
  alarmRateE4: null,
};

function shareE4(share: number): number {
  return Math.min(10_000, Math.max(0, Math.round(share * 10_000)));
}

function inE4({ value, low, high }: Measured) {
  const rounded = (share: number) => Math.round(share * 10_000);
  return { valueE4: rounded(value), lowE4: rounded(low), highE4: rounded(high) };
}
