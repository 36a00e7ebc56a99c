import { draftsOfLines } from '../drafts-of-lines.ts';
import { isCode } from '../is-code.ts';
import { cutShareParameter, proposeForTasks } from '../narrative/cuts.ts';
import { narrativeEvidence, wordsEvidence } from '../narrative/evidence.ts';
import { openersOf, type Phrase, phrasesIn, phraseTable } from '../narrative/phrases.ts';
import type { FoundTask } from '../narrative/remark-on-tasks.ts';
import { namesApproval } from '../narrative/telling-words.ts';
import { linesWithWords, type WantedWords } from '../prepare/lines-with-words.ts';
import type { PreparedLine } from '../prepare/prepared-invoice.ts';
import { tasksOf } from '../prepare/prepared-tasks.ts';
import type { Task } from '../prepare/read-tasks.ts';
import { WordMark } from '../prepare/word-mark.ts';
import { defineRule, type FindingDraft } from '../rule.ts';

const M = WordMark;

/** UTBMS A102, "Research". */
const RESEARCH_ACTIVITY = 'A102';

const PHRASES = phraseTable([
  'case law', 'caselaw', 'westlaw', 'lexis', 'lexisnexis', 'legal authority', 'legal authorities', 'read cases', 'review cases on', 'read new', 'recent cases', 'new cases', 'find cases', 'find case', 'applicable law', 'westlaw searches',
]); // biome-ignore format: one table

/**
 * R55: legal research, which many clients pay only with prior approval, and basic law never. Reported from
 * the given hours on, unless the narrative names an approval. Known by the word, by "case law", "Westlaw"
 * and the like at work, or by the activity code A102; citing research inside a brief is not research.
 */
export const research = defineRule({
  id: 'R55',
  version: 1,
  title: 'Research without approval',
  certainty: 'heuristic',
  defaultSeverity: 'must_fix',
  parameters: {
    allowedHoursE4: {
      kind: 'number',
      unit: 'hoursE4',
      default: 0,
      minimum: 0,
      maximum: 240_000,
      description: 'Entries of at most these hours are let pass.',
    },
    acceptsNamedApproval: {
      kind: 'boolean',
      default: true,
      description: 'Whether "approved by ..." in the narrative lets research pass.',
    },
    cutShareE4: cutShareParameter(0),
  },
  needs: [],
  authority:
    'Client guidelines: research needs prior approval, basic research is overhead (UTBMS A102; e-billing flag "Research")',
  check(prepared, { allowedHoursE4, acceptsNamedApproval, cutShareE4 }) {
    const tasksByLine = tasksOf(prepared);
    const lines = linesWithWords(prepared, WANTED, ({ line }) => isCode(line.activityCode, RESEARCH_ACTIVITY));
    return draftsOfLines(lines, (preparedLine) => {
      const { index, isFee, line, reading } = preparedLine;
      if (!isFee || (line.unitsE4 !== null && line.unitsE4 <= allowedHoursE4)) return null;
      const isCoded = isCode(line.activityCode, RESEARCH_ACTIVITY);
      const phrases = phrasesIn(reading, PHRASES);
      if (!isCoded && phrases.length === 0 && (reading.marks & M.research) === 0) return null;
      if (acceptsNamedApproval && namesApproval(reading)) return null;
      const tasks = tasksByLine[index] ?? [];
      const found = foundIn(tasks, phrases);
      return found.length === 0 && !isCoded ? null : remarkOn(preparedLine, tasks, found, cutShareE4);
    });
  },
});

const WANTED: WantedWords = { marks: M.research, named: openersOf(PHRASES) };

function foundIn(tasks: readonly Task[], phrases: readonly Phrase[]): readonly FoundTask[] {
  const found: FoundTask[] = [];
  for (const task of tasks) {
    if ((task.kinds & M.research) !== 0 || task.objectHead === 'research') {
      found.push({ task, from: task.first, to: task.end });
      continue;
    }
    const phrase = phrases.find(
      ({ from }) => from >= task.first && from < task.end && (task.issueAt < 0 || from < task.issueAt),
    );
    const isReading = (task.kinds & (M.draft | M.talk | M.write | M.attend)) === 0;
    if (phrase !== undefined && isReading) found.push({ task, ...phrase });
  }
  return found;
}

/** Where only the activity code says that it is research, the whole line is meant. */
function remarkOn(
  prepared: PreparedLine,
  tasks: readonly Task[],
  found: readonly FoundTask[],
  cutShareE4: number,
): FindingDraft {
  const isByCode = found.length === 0;
  return {
    lines: [prepared.index],
    message: 'Legal research, and the narrative names nobody who approved it.',
    evidence: isByCode
      ? [{ field: 'LINE_ITEM_ACTIVITY_CODE' }, narrativeEvidence(prepared)]
      : found.map(({ from, to }) => wordsEvidence(prepared, from, to)),
    proposed: proposeForTasks(prepared, tasks, isByCode ? tasks : found.map(({ task }) => task), cutShareE4),
  };
}
