import type { Evaluation } from './evaluate.ts';
import type { Interval, Score } from './score.ts';

/** The measure below which a rule is named in the README's known limits. */
export const EXPECTED_F1 = 0.75;

/** One row a rule, then flagged lines as a whole, as a Markdown table. */
export function tableLines(evaluation: Evaluation): readonly string[] {
  const { style, guideline, bills, lines, labelledLines } = evaluation;
  const below = Object.entries(evaluation.rules).filter(([, { f1 }]) => f1 !== null && f1 < EXPECTED_F1);
  return [
    `Style ${style}, guideline ${guideline}: ${bills} bills, ${lines} lines, ${labelledLines} of them labelled.`,
    '',
    '| Rule | Labelled | Reported | Right | Precision (95 %) | Recall (95 %) | F1 (95 %) |',
    '|---|---:|---:|---:|---|---|---|',
    ...Object.entries(evaluation.rules).map(([rule, score]) => row(rule, score)),
    row('Any finding', evaluation.flaggedLines),
    '',
    below.length === 0
      ? `No rule is below F1 ${EXPECTED_F1}.`
      : `Below F1 ${EXPECTED_F1}: ${below.map(([rule, { f1 }]) => `${rule} (${figure(f1)})`).join(', ')}.`,
  ];
}

/** Every disagreement with the labels, for tuning; shows narratives, so for style A alone. */
export function errorLines(evaluation: Evaluation): readonly string[] {
  if (evaluation.style !== 'a') throw new Error('Only the narratives of style A may be shown.');
  return evaluation.errors.map(({ rule, kind, line }) => {
    const labels = line.labels.map((label) => label.rule).join(' ');
    return `${rule} ${kind}: ${line.bill}/${line.line} ${line.timekeeper} ${line.hours} h "${line.narrative}" [${labels}]`;
  });
}

function row(name: string, score: Score): string {
  const { hits, falseAlarms, misses } = score;
  const cells = [
    withInterval(score.precision, score.precisionInterval),
    withInterval(score.recall, score.recallInterval),
    withInterval(score.f1, score.f1Interval),
  ];
  return `| ${name} | ${hits + misses} | ${hits + falseAlarms} | ${hits} | ${cells.join(' | ')} |`;
}

function withInterval(value: number | null, interval: Interval | null): string {
  if (value === null) return '-';
  return interval === null ? figure(value) : `${figure(value)} (${figure(interval[0])} to ${figure(interval[1])})`;
}

function figure(value: number | null): string {
  return value === null ? '-' : value.toFixed(2);
}
