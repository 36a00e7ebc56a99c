import { draftsOfLines } from '../drafts-of-lines.ts';
import type { PreparedLine } from '../prepare/prepared-invoice.ts';
import { WordMark } from '../prepare/word-mark.ts';
import { proposeCutHours } from '../propose.ts';
import { defineRule } from '../rule.ts';
import { hoursText } from '../wording.ts';

/** UTBMS A109 "Appear for/attend" and L450 "Trial and Hearing Attendance". */
const ATTENDANCE_ACTIVITY = 'A109';
const ATTENDANCE_TASK = 'L450';

/** Head words of the narrative tables. */
const ATTENDANCE_WORDS: ReadonlySet<string> = new Set(['attend', 'appear', 'argue', 'defend', 'depose', 'take', 'try']);

/**
 * R28: many hours in one entry. A day in court or at a deposition is one long entry by nature, so
 * attendance is let pass unless the client says otherwise. By default nothing is proposed.
 */
export const longEntry = defineRule({
  id: 'R28',
  version: 1,
  title: 'Long single entry',
  certainty: 'deterministic',
  defaultSeverity: 'warn',
  parameters: {
    maximumHoursE4: {
      kind: 'number',
      unit: 'hoursE4',
      default: 60_000,
      minimum: 0,
      maximum: 240_000,
      description: 'Hours one entry may have.',
    },
    allowsAttendance: {
      kind: 'boolean',
      default: true,
      description: 'Attending a trial, hearing or deposition may take longer (A109, L450, or "attend ..." first).',
    },
    proposed: {
      kind: 'choice',
      choices: ['nothing', 'hours_over'],
      default: 'nothing',
      description: 'Whether the hours over the limit are proposed to be cut.',
    },
  },
  needs: ['hours'],
  authority: 'Client guideline on hours an entry (common limits are 4 to 6 h)',
  check({ lines }, { maximumHoursE4, allowsAttendance, proposed }) {
    return draftsOfLines(lines, (prepared) => {
      const { index, isFee, line } = prepared;
      if (!isFee || line.unitsE4 === null || line.unitsE4 <= maximumHoursE4) return null;
      if (allowsAttendance && isAttendance(prepared)) return null;
      const message = `${hoursText(line.unitsE4)} in one entry: more than the ${hoursText(maximumHoursE4)} allowed.`;
      const cut = proposed === 'hours_over' ? proposeCutHours(line, maximumHoursE4) : undefined;
      return { lines: [index], message, evidence: HOURS, proposed: cut };
    });
  },
});

const HOURS = [{ field: 'LINE_ITEM_NUMBER_OF_UNITS' }] as const;

function isAttendance({ line, reading }: PreparedLine): boolean {
  if (line.activityCode?.toUpperCase() === ATTENDANCE_ACTIVITY) return true;
  if (line.taskCode?.toUpperCase() === ATTENDANCE_TASK) return true;
  const action = reading.words.find((word) => (word.marks & WordMark.action) !== 0);
  return action !== undefined && ATTENDANCE_WORDS.has(action.lemma);
}
