import type { Severity } from '#shared/domain/finding.ts';
import { severityNumber } from './severity.ts';

/** What enabled findings make of one line, as it stands on the line's row. */
export interface LineMarks {
  readonly severityMask: number;
  readonly worstSeverity: number;
  /** `,R24,R33,` heaviest first; the outer commas make one rule findable by LIKE. Empty when none. */
  readonly ruleIds: string;
  readonly proposedE4: number;
}

export interface MarkingFinding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly cutE4: number;
}

export const NO_MARKS: LineMarks = { severityMask: 0, worstSeverity: 0, ruleIds: '', proposedE4: 0 };

/**
 * The proposed saving is the largest single cut, never the sum: two reasons to cut the same hour do not cut
 * it twice.
 */
export function marksOf(findings: readonly MarkingFinding[]): LineMarks {
  if (findings.length === 0) return NO_MARKS;
  let mask = 0;
  let worst = 0;
  let proposedE4 = 0;
  const weightByRule = new Map<string, number>();
  for (const { ruleId, severity, cutE4 } of findings) {
    const weight = severityNumber(severity);
    mask |= 1 << weight;
    worst = Math.max(worst, weight);
    proposedE4 = Math.max(proposedE4, cutE4);
    weightByRule.set(ruleId, Math.max(weight, weightByRule.get(ruleId) ?? 0));
  }
  const rules = [...weightByRule].sort(([ruleA, a], [ruleB, b]) => b - a || (ruleA < ruleB ? -1 : 1));
  return {
    severityMask: mask,
    worstSeverity: worst,
    ruleIds: `,${rules.map(([ruleId]) => ruleId).join(',')},`,
    proposedE4,
  };
}

/** The rules of a `rule_ids` column, in its order. */
export function ruleIdsOf(column: string): readonly string[] {
  return column === '' ? [] : column.slice(1, -1).split(',');
}
