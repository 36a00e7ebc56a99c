import { type Attendance, attendanceOf, isSameEvent } from '../narrative/attendance.ts';
import { colleaguesOf } from '../narrative/colleagues.ts';
import { cutShareParameter, proposeShare } from '../narrative/cuts.ts';
import { wordsEvidence } from '../narrative/evidence.ts';
import { namesApproval } from '../narrative/telling-words.ts';
import type { PreparedLine } from '../prepare/prepared-invoice.ts';
import { tasksOf } from '../prepare/prepared-tasks.ts';
import { WordMark } from '../prepare/word-mark.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { lineNumbersText, timekeeperText } from '../wording.ts';

const GATHERING = WordMark.event | WordMark.attend | WordMark.talk;

/** Most events of one day and kind that a line is compared with; a bill has few. */
const MOST_EVENTS = 24;

interface EventOfDay {
  readonly lines: PreparedLine[];
  readonly timekeepers: Set<string>;
  readonly attendance: Attendance;
}

/**
 * R44: more timekeepers at one event (hearing, deposition, mediation, trial day, meeting, call) than the
 * client pays for. Two lines are of one event when date and kind of event agree and the names they give do
 * not differ; calls and meetings must share a name or subject besides. Timekeepers are counted in line
 * order and those above the limit are reported. An approval named in the narrative lets a line pass.
 */
export const multipleAttendees = defineRule({
  id: 'R44',
  version: 1,
  title: 'Multiple attendees',
  certainty: 'heuristic',
  defaultSeverity: 'must_fix',
  parameters: {
    maximumAttendees: {
      kind: 'number',
      unit: 'count',
      default: 1,
      minimum: 1,
      maximum: 50,
      description: 'Timekeepers who may bill for one event without approval.',
    },
    includesInternal: {
      kind: 'boolean',
      default: true,
      description: 'Whether conferences within the firm count as events.',
    },
    cutShareE4: cutShareParameter(1_000_000),
  },
  needs: ['timekeepers'],
  authority: 'Client guidelines on attendance; Welch v. Metropolitan Life, 480 F.3d 942 (9th Cir. 2007) on conferences',
  check(prepared, { maximumAttendees, includesInternal, cutShareE4 }) {
    const tasksByLine = tasksOf(prepared);
    const colleagues = colleaguesOf(prepared);
    const byKind = new Map<string, Map<number, EventOfDay[]>>();
    const drafts: FindingDraft[] = [];
    for (const preparedLine of prepared.lines) {
      const { index, isFee, dayNumber, timekeeperKey, reading } = preparedLine;
      if (!isFee || dayNumber === null || timekeeperKey === null || (reading.marks & GATHERING) === 0) continue;
      for (const task of tasksByLine[index] ?? []) {
        const attendance = attendanceOf(preparedLine, task, colleagues);
        if (attendance === null || (attendance.isInternal && !includesInternal)) continue;
        let byDay = byKind.get(attendance.kind);
        if (byDay === undefined) {
          byDay = new Map();
          byKind.set(attendance.kind, byDay);
        }
        const events = byDay.get(dayNumber);
        const event = events?.find((known) => isSameEvent(known.attendance, attendance));
        if (event === undefined) {
          const opened = { lines: [preparedLine], timekeepers: new Set([timekeeperKey]), attendance };
          if (events === undefined) byDay.set(dayNumber, [opened]);
          else if (events.length < MOST_EVENTS) events.push(opened);
          continue;
        }
        if (event.timekeepers.has(timekeeperKey)) continue;
        event.timekeepers.add(timekeeperKey);
        if (event.timekeepers.size > maximumAttendees && !namesApproval(reading)) {
          const others = event.lines.map((other) => other.line);
          const [lead] = others;
          drafts.push({
            lines: [index],
            message: `${event.timekeepers.size} timekeepers bill for one ${attendance.kind}: see ${lineNumbersText(others)}${lead === undefined ? '' : ` (${timekeeperText(lead)})`}.`,
            evidence: [wordsEvidence(preparedLine, attendance.from, attendance.to)],
            proposed: proposeShare(preparedLine, (tasksByLine[index] ?? []).length === 1 ? cutShareE4 : 0),
          });
        }
        event.lines.push(preparedLine);
        break;
      }
    }
    return drafts;
  },
});
