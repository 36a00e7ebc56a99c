import type { PreparedLine } from '../prepare/prepared-invoice.ts';
import type { Task } from '../prepare/read-tasks.ts';
import type { FindingDraft } from '../rule.ts';
import { proposeForTasks } from './cuts.ts';
import { shownText, wordsEvidence } from './evidence.ts';

/** A task that a rule speaks of, and the words that say so; indexes into the reading's words, end exclusive. */
export interface FoundTask {
  readonly task: Task;
  readonly from: number;
  readonly to: number;
}

/** One remark on a line for the tasks found in it: `Clerical work: "scan exhibits".` @param found at least one */
export function remarkOnTasks(
  prepared: PreparedLine,
  tasks: readonly Task[],
  found: readonly FoundTask[],
  given: { readonly remark: string; readonly cutShareE4: number },
): FindingDraft {
  const evidence = found.map(({ from, to }) => wordsEvidence(prepared, from, to));
  const [first] = evidence;
  return {
    lines: [prepared.index],
    message: `${given.remark}: "${first === undefined ? '' : shownText(prepared, first)}".`,
    evidence,
    proposed: proposeForTasks(
      prepared,
      tasks,
      found.map(({ task }) => task),
      given.cutShareE4,
    ),
  };
}
