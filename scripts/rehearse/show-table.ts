export interface StepOutcome {
  readonly step: string;
  readonly seconds: number;
  readonly isKept: boolean;
  /** What was seen. */
  readonly seen: string;
}

/** One row a step, as docs/operations.md shows it. */
export function showTable(outcomes: readonly StepOutcome[]): string {
  const rows = outcomes.map(({ step, seconds, isKept, seen }) => [
    step.replaceAll('|', '\\|'),
    `${seconds.toFixed(1)} s`,
    isKept ? 'yes' : 'NO',
    seen.replaceAll('|', '\\|').replaceAll('\n', ' '),
  ]);
  const lines = [['step', 'time', 'kept', 'seen'], ['---', '---:', '---', '---'], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
