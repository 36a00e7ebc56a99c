import { draftsOfLines } from '../drafts-of-lines.ts';
import { cutShareParameter, proposeShare } from '../narrative/cuts.ts';
import { wordsEvidence } from '../narrative/evidence.ts';
import { travelOf } from '../narrative/travel.ts';
import { linesWithWords } from '../prepare/lines-with-words.ts';
import { tasksOf } from '../prepare/prepared-tasks.ts';
import { WordMark } from '../prepare/word-mark.ts';
import { defineRule } from '../rule.ts';

/**
 * R34: travel and other work in one entry, so that travel cannot be paid at its own rate or left out.
 * Not where the travel has its own time in the narrative. "Travel to mediation" alone is travel, not both.
 */
export const travelCombined = defineRule({
  id: 'R34',
  version: 1,
  title: 'Travel combined with work',
  certainty: 'heuristic',
  defaultSeverity: 'must_fix',
  parameters: { cutShareE4: cutShareParameter(0) },
  needs: [],
  authority: 'Client guidelines: travel is billed as an entry of its own; reason used by client auditors',
  check(prepared, { cutShareE4 }) {
    const tasksByLine = tasksOf(prepared);
    const lines = linesWithWords(prepared, { marks: WordMark.travel });
    return draftsOfLines(lines, (preparedLine) => {
      const { index, isFee, reading } = preparedLine;
      if (!isFee) return null;
      const tasks = tasksByLine[index] ?? [];
      const travel = travelOf(reading, tasks);
      if (travel === null || travel.isTimed) return null;
      const hasWork = travel.isMention || tasks.some((task) => (task.kinds & ~WordMark.travel) !== 0);
      if (!hasWork) return null;
      return {
        lines: [index],
        message: 'Travel and other work share one time; bill the travel as an entry of its own.',
        evidence: [wordsEvidence(preparedLine, travel.from, travel.to)],
        proposed: proposeShare(preparedLine, cutShareE4),
      };
    });
  },
});
