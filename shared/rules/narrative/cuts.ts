import type { ProposedCut } from '#shared/domain/finding.ts';
import type { PreparedLine } from '../prepare/prepared-invoice.ts';
import type { Task } from '../prepare/read-tasks.ts';
import { proposeCutHours, proposeCutLine, proposeCutPercent } from '../propose.ts';
import type { ParameterSpecification } from '../rule.ts';

const WHOLE_E4 = 1_000_000;

/** The parameter by which a guideline says how much of such time is proposed to be cut. */
export function cutShareParameter(defaultE4: number) {
  return {
    kind: 'number',
    unit: 'percentE4',
    default: defaultE4,
    minimum: 0,
    maximum: WHOLE_E4,
    description: 'Share of the time that is proposed to be cut; 0 proposes nothing.',
  } as const satisfies ParameterSpecification;
}

/** A whole line at 100 %, a share of it below, nothing at 0. */
export function proposeShare({ line }: PreparedLine, shareE4: number): ProposedCut | undefined {
  if (shareE4 <= 0) return undefined;
  return shareE4 >= WHOLE_E4 ? proposeCutLine([line]) : proposeCutPercent([line], shareE4);
}

/**
 * Proposes a cut for some of a line's tasks. All of them: a share of the line. Some, where the narrative
 * states their times: those hours (only at 100 %). Otherwise nothing: how long they took is not known.
 */
export function proposeForTasks(
  prepared: PreparedLine,
  tasks: readonly Task[],
  affected: readonly Task[],
  shareE4: number,
): ProposedCut | undefined {
  if (shareE4 <= 0) return undefined;
  if (affected.length === tasks.length) return proposeShare(prepared, shareE4);
  const { line, reading } = prepared;
  if (line.unitsE4 === null || shareE4 < WHOLE_E4) return undefined;
  const segments = new Set(affected.map((task) => task.segment));
  // A segment's time is the affected tasks' own only where nothing else stands in it.
  if (tasks.some((task) => segments.has(task.segment) && !affected.includes(task))) return undefined;
  let statedE4 = 0;
  for (const at of segments) {
    const hoursE4 = reading.segments[at]?.statedHoursE4 ?? null;
    if (hoursE4 === null) return undefined;
    statedE4 += hoursE4;
  }
  return statedE4 < line.unitsE4 ? proposeCutHours(line, line.unitsE4 - statedE4) : undefined;
}
