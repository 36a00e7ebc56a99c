import type { MeasuredShare, ModelKind, ModelMetrics, UNFIT_REASONS } from '#shared/api/models.ts';

/** The words of models, for people who did not train them. */
export const MODEL_KIND_WORDS: Readonly<Record<ModelKind, string>> = {
  task_code: 'Task code',
  activity_code: 'Activity code',
  narrative_quality: 'Narrative quality',
  anomaly: 'Out of the ordinary',
};

export const UNFIT_WORDS: Readonly<Record<(typeof UNFIT_REASONS)[number], string>> = {
  too_little_data: 'too few approved lines, clients or matters',
  not_better: 'not better than the plain baselines, by interval',
  not_calibrated: 'wrong about its own certainty by more than 5 points',
  too_many_alarms: 'calls too many approved lines unusual',
};

const BASELINE_WORDS: Readonly<Record<NonNullable<ModelMetrics['baselineName']>, string>> = {
  majority: 'the most frequent answer',
  lexicon: 'the word table',
  length: 'the length alone',
  fixed_weights: 'fixed weights',
};

/** A share in ten-thousandths as percent with one decimal: `83.4 %`. */
export function shareText(shareE4: number): string {
  const tenths = Math.round(Math.abs(shareE4) / 10);
  return `${shareE4 < 0 ? '\u2212' : ''}${Math.floor(tenths / 10)}.${tenths % 10}\u00a0%`;
}

/** `83.4 % (80.1 to 86.2)`: with its 95 % interval. */
export function measuredText(measured: MeasuredShare | null): string {
  if (measured === null) return '';
  const bound = (valueE4: number): string => shareText(valueE4).replace('\u00a0%', '');
  return `${shareText(measured.valueE4)} (${bound(measured.lowE4)} to ${bound(measured.highE4)})`;
}

export function baselineText({ baseline, baselineName }: ModelMetrics): string {
  if (baseline === null) return '';
  return `${shareText(baseline.valueE4)}${baselineName === null ? '' : `, ${BASELINE_WORDS[baselineName]}`}`;
}
