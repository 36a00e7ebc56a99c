import { cutShareParameter, proposeForTasks } from '../narrative/cuts.ts';
import { narrativeEvidence, wordsEvidence } from '../narrative/evidence.ts';
import { phrasesIn, phraseTable } from '../narrative/phrases.ts';
import { namesApproval } from '../narrative/telling-words.ts';
import { tasksOf } from '../prepare/prepared-tasks.ts';
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
    const drafts: FindingDraft[] = [];
    for (const preparedLine of prepared.lines) {
      const { index, isFee, line, reading } = preparedLine;
      if (!isFee || (line.unitsE4 !== null && line.unitsE4 <= allowedHoursE4)) continue;
      const isCoded = line.activityCode !== null && line.activityCode.toUpperCase() === RESEARCH_ACTIVITY;
      const phrases = phrasesIn(reading, PHRASES);
      if (!isCoded && phrases.length === 0 && (reading.marks & M.research) === 0) continue;
      if (acceptsNamedApproval && namesApproval(reading)) continue;
      const tasks = tasksByLine[index] ?? [];
      const found = tasks.flatMap((task) => {
        if ((task.kinds & M.research) !== 0 || task.objectHead === 'research')
          return [{ task, from: task.first, to: task.end }];
        const phrase = phrases.find(
          ({ from }) => from >= task.first && from < task.end && (task.issueAt < 0 || from < task.issueAt),
        );
        const isReading = (task.kinds & (M.draft | M.talk | M.write | M.attend)) === 0;
        return phrase !== undefined && isReading ? [{ task, ...phrase }] : [];
      });
      if (found.length === 0 && !isCoded) continue;
      drafts.push({
        lines: [index],
        message: 'Legal research, and the narrative names nobody who approved it.',
        evidence:
          found.length === 0
            ? [{ field: 'LINE_ITEM_ACTIVITY_CODE' }, narrativeEvidence(preparedLine)]
            : found.map(({ from, to }) => wordsEvidence(preparedLine, from, to)),
        proposed: proposeForTasks(
          preparedLine,
          tasks,
          found.length === 0 ? tasks : found.map(({ task }) => task),
          cutShareE4,
        ),
      });
    }
    return drafts;
  },
});
