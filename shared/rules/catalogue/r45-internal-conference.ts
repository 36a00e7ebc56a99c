import { draftsOfLines } from '../drafts-of-lines.ts';
import { isCode } from '../is-code.ts';
import { colleaguesOf } from '../narrative/colleagues.ts';
import { cutShareParameter, proposeForTasks } from '../narrative/cuts.ts';
import { narrativeEvidence } from '../narrative/evidence.ts';
import { internalTalkOf } from '../narrative/internal-talk.ts';
import { type FoundTask, remarkOnTasks } from '../narrative/remark-on-tasks.ts';
import { linesWithWords } from '../prepare/lines-with-words.ts';
import { tasksOf } from '../prepare/prepared-tasks.ts';
import { WordMark } from '../prepare/word-mark.ts';
import { defineRule } from '../rule.ts';

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
    const options = { includesMessages, takesUnknownInitials };
    const lines = linesWithWords(prepared, { marks: CONTACT }, ({ line }) => isCode(line.activityCode, IN_FIRM));
    return draftsOfLines(lines, (preparedLine) => {
      const { index, isFee, line, reading } = preparedLine;
      if (!isFee || (line.unitsE4 !== null && line.unitsE4 <= allowedHoursE4)) return null;
      const tasks = tasksByLine[index] ?? [];
      let found: FoundTask[] | null = null;
      for (const task of tasks) {
        const talk = internalTalkOf(reading, task, colleagues, options);
        if (talk === null) continue;
        found ??= [];
        found.push({ task, ...talk });
      }
      if (found !== null)
        return remarkOnTasks(preparedLine, tasks, found, { remark: 'A conference within the firm', cutShareE4 });
      if (!isCode(line.activityCode, IN_FIRM)) return null;
      return {
        lines: [index],
        message: 'A conference within the firm: the activity code is A105 (communicate in firm).',
        evidence: [{ field: 'LINE_ITEM_ACTIVITY_CODE' }, narrativeEvidence(preparedLine)],
        proposed: proposeForTasks(preparedLine, tasks, tasks, cutShareE4),
      };
    });
  },
});
