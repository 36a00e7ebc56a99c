import type { Measured } from '#shared/models/measure.ts';
import type { CodeResult, ModelEvaluation } from './evaluate-models.ts';

/** The tables of docs/evaluation.md, and what misses its figure. */
export function modelLines({ codes, strangers, quality, anomalies }: ModelEvaluation): readonly string[] {
  const missed = codes.flatMap(missesOf);
  return [
    '| Code | Corpus | Lines | Clients | Model (95 %) | Majority | Word table (95 %) | Gain (95 %) | Calibration error | Answered | Right of those | Random folds |',
    '|---|---|---:|---:|---|---:|---|---|---:|---:|---:|---:|',
    ...codes.map(codeRow),
    '',
    'Random folds draw lines instead of clients. They are too good, as a warning: bills repeat their words.',
    missed.length === 0 ? 'Every figure is reached.' : `Missed: ${missed.join('; ')}.`,
    '',
    '| Code, written styles left out | Lines | Styles | Model (95 %) | Word table (95 %) | Calibration error | Answered | Right of those |',
    '|---|---:|---:|---|---|---:|---:|---:|',
    ...strangers.map(
      ({ axis, lines, styles, accuracy, wordTable, ...own }) =>
        `| ${nameOf(axis)} | ${lines} | ${styles} | ${withInterval(accuracy)} | ${withInterval(wordTable)} | ${own.calibrationError.toFixed(3)} | ${share(own.coverage)} | ${share(own.acceptedAccuracy)} |`,
    ),
    '',
    '| Narrative quality | Lines | Questioned | Fixed weights (95 %) | Length (95 %) | Trained or kept (95 %) | Learned |',
    '|---|---:|---:|---|---|---|---|',
    ...quality.map(
      ({ corpus, lines, questioned, fixedWeights, length, trained }) =>
        `| ${corpus} | ${lines} | ${questioned} | ${withInterval(fixedWeights)} | ${withInterval(length)} | ${withInterval(trained.area)} | ${trained.isLearned ? 'yes' : 'no'} |`,
    ),
    '',
    `Anomalies: ${share(anomalies.alarmRate)} of ${anomalies.lines} clean lines of left-out clients are called unusual; of ${anomalies.planted} lines with ${anomalies.factor} times their hours ${share(anomalies.recall)} are, and ${share(anomalies.precision)} of what is called unusual was planted.`,
  ];
}

function missesOf({ axis, corpus, isBetter, isCalibrated, calibrationError }: CodeResult): readonly string[] {
  return [
    ...(isBetter ? [] : [`${axis}, ${corpus}: not better than the baselines by interval`]),
    ...(isCalibrated ? [] : [`${axis}, ${corpus}: calibration error ${calibrationError.toFixed(3)} > 0.05`]),
  ];
}

function codeRow(result: CodeResult): string {
  const { axis, corpus, lines, clients, accuracy, majority, wordTable, gain, randomFoldAccuracy } = result;
  const cells = [
    nameOf(axis),
    corpus,
    lines,
    clients,
    withInterval(accuracy),
    majority.value.toFixed(3),
    withInterval(wordTable),
    withInterval(gain),
    result.calibrationError.toFixed(3),
    share(result.coverage),
    share(result.acceptedAccuracy),
    randomFoldAccuracy === null ? '-' : randomFoldAccuracy.toFixed(3),
  ];
  return `| ${cells.join(' | ')} |`;
}

function nameOf(axis: CodeResult['axis']): string {
  return axis === 'taskCode' ? 'task' : 'activity';
}

function withInterval({ value, low, high }: Measured): string {
  return `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}

function share(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
