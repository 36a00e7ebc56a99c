import { colleaguesOf } from '../narrative/colleagues.ts';
import { cutShareParameter, proposeForTasks } from '../narrative/cuts.ts';
import { narrativeEvidence, shownText, wordsEvidence } from '../narrative/evidence.ts';
import { internalTalkOf } from '../narrative/internal-talk.ts';
import { tasksOf } from '../prepare/prepared-tasks.ts';
import { WordMark } from '../prepare/word-mark.ts';
import { defineRule, type FindingDraft } from '../rule.ts';

const CONTACT = WordMark.talk | WordMark.write;

/** UTBMS A105, "Communicate (in firm)". */
const IN_FIRM = 'A105';

/**
 * R45: talk among people of the firm. Known by the activity code A105, by a role ("confer with associate",
 * "team meeting", "office conference") or by a surname or the initials of a timekeeper of the same invoice.
 * One person from outside among those named makes it no internal conference.
 */
export const internalConference = defineRule({
  id: 'R45',
  version: 1,
  title: 'Internal conference',
  certainty: 'heuristic',
  defaultSeverity: 'warn',
  parameters: {
    allowedHoursE4: {
      kind: 'number',
      unit: 'hoursE4',
      default: 0,
      minimum: 0,
      maximum: 240_000,
      description: 'Entries of at most these hours are let pass.',
    },
    includesMessages: {
      kind: 'boolean',
      default: true,
      description: 'Whether emails and memos within the firm count.',
    },
    takesUnknownInitials: {
      kind: 'boolean',
      default: true,
      description: 'Whether "conf. w/ MRB" counts although nobody on the invoice has these initials.',
    },
    cutShareE4: cutShareParameter(0),
  },
  needs: [],
  authority:
    'Welch v. Metropolitan Life, 480 F.3d 942 (9th Cir. 2007), cut for intra-office conferences upheld; client guidelines',
  check(prepared, { allowedHoursE4, includesMessages, takesUnknownInitials, cutShareE4 }) {
    const tasksByLine = tasksOf(prepared);
    const colleagues = colleaguesOf(prepared);
    const drafts: FindingDraft[] = [];
    for (const preparedLine of prepared.lines) {
      const { index, isFee, line, reading } = preparedLine;
      if (!isFee || (line.unitsE4 !== null && line.unitsE4 <= allowedHoursE4)) continue;
      const isCoded = line.activityCode !== null && line.activityCode.toUpperCase() === IN_FIRM;
      if (!isCoded && (reading.marks & CONTACT) === 0) continue;
      const tasks = tasksByLine[index] ?? [];
      const found = tasks.flatMap((task) => {
        const talk = internalTalkOf(reading, task, colleagues, { includesMessages, takesUnknownInitials });
        return talk === null ? [] : [{ task, talk }];
      });
      if (found.length > 0) {
        const evidence = found.map(({ talk }) => wordsEvidence(preparedLine, talk.from, talk.to));
        const [first] = evidence;
        drafts.push({
          lines: [index],
          message: `A conference within the firm: "${first === undefined ? '' : shownText(preparedLine, first)}".`,
          evidence,
          proposed: proposeForTasks(
            preparedLine,
            tasks,
            found.map(({ task }) => task),
            cutShareE4,
          ),
        });
      } else if (isCoded) {
        drafts.push({
          lines: [index],
          message: 'A conference within the firm: the activity code is A105 (communicate in firm).',
          evidence: [{ field: 'LINE_ITEM_ACTIVITY_CODE' }, narrativeEvidence(preparedLine)],
          proposed: proposeForTasks(preparedLine, tasks, tasks, cutShareE4),
        });
      }
    }
    return drafts;
  },
});
