import { describe, expect, it } from 'vitest';
import { MEASURED_RULES, runEvaluation } from './evaluate.ts';
import { errorLines, tableLines } from './show.ts';

describe('evaluation on labelled bills', () => {
  it('scores every measured rule on the tuning set, above what the README promises', () => {
    const evaluation = runEvaluation({ style: 'a', guideline: 'strict-insurer' });
    expect(evaluation.lines).toBeGreaterThanOrEqual(300);
    for (const rule of MEASURED_RULES) expect(evaluation.rules[rule]?.f1 ?? 0, rule).toBeGreaterThanOrEqual(0.75);
    expect(evaluation.flaggedLines.f1 ?? 0).toBeGreaterThanOrEqual(0.9);
    expect(tableLines(evaluation)).toContainEqual(expect.stringMatching(/^\| R56 \|/));
  });

  it('never shows a narrative of the held-out set', () => {
    const evaluation = runEvaluation({ style: 'b', guideline: 'standard' });
    expect(() => errorLines(evaluation)).toThrow('style A');
    const shown = tableLines(evaluation).join('\n');
    expect(evaluation.errors.some(({ line }) => line.narrative.length > 12 && shown.includes(line.narrative))).toBe(
      false,
    );
  });
});
