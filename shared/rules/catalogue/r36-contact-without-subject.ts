import { draftsOfLines } from '../drafts-of-lines.ts';
import { type Colleagues, colleaguesOf } from '../narrative/colleagues.ts';
import { contactOf } from '../narrative/contact.ts';
import { cutShareParameter, proposeForTasks } from '../narrative/cuts.ts';
import { taskEvidence } from '../narrative/evidence.ts';
import { linesWithWords } from '../prepare/lines-with-words.ts';
import type { PreparedLine } from '../prepare/prepared-invoice.ts';
import { tasksOf } from '../prepare/prepared-tasks.ts';
import type { Task } from '../prepare/read-tasks.ts';
import { WordMark } from '../prepare/word-mark.ts';
import { defineRule } from '../rule.ts';

const CONTACT = WordMark.talk | WordMark.write;

/**
 * R36: a call, meeting, email or letter that does not name the other party, or not what it was about.
 * "The case", "status" and "various matters" are no subject. Where several contacts of one narrative share
 * a "re ..." at the end, it serves them all.
 */
export const contactWithoutSubject = defineRule({
  id: 'R36',
  version: 1,
  title: 'Call or email without party or subject',
  certainty: 'heuristic',
  defaultSeverity: 'warn',
  parameters: {
    requires: {
      kind: 'choice',
      choices: ['party_and_subject', 'party_or_subject'],
      default: 'party_and_subject',
      description: 'Whether a contact must say both whom and about what, or one is enough.',
    },
    cutShareE4: cutShareParameter(0),
  },
  needs: [],
  authority:
    '28 CFR 58 App. A (identify the parties and the subject of calls and letters); published insurer-panel guidelines',
  check(prepared, { requires, cutShareE4 }) {
    const tasksByLine = tasksOf(prepared);
    const colleagues = colleaguesOf(prepared);
    const needsBoth = requires === 'party_and_subject';
    const lines = linesWithWords(prepared, { marks: CONTACT });
    return draftsOfLines(lines, (preparedLine) => {
      const { index, isFee, reading } = preparedLine;
      if (!isFee) return null;
      const tasks = tasksByLine[index] ?? [];
      const bare = bareContacts(preparedLine, tasks, colleagues, needsBoth);
      const first = bare[0];
      if (first === undefined) return null;
      const contact = contactOf(reading, first, colleagues, true);
      const lacking =
        contact?.hasParty === true
          ? 'what it was about'
          : contact?.hasSubject === true
            ? 'whom it was with'
            : 'whom it was with and what about';
      return {
        lines: [index],
        message: `A call, meeting or message that does not say ${lacking}.`,
        evidence: bare.map((task) => taskEvidence(preparedLine, task)),
        proposed: proposeForTasks(preparedLine, tasks, bare, cutShareE4),
      };
    });
  },
});

const NO_TASKS: readonly Task[] = [];

/** The calls, meetings and messages among a line's tasks that leave out what they must say. */
function bareContacts(
  { reading }: PreparedLine,
  tasks: readonly Task[],
  colleagues: Colleagues,
  needsBoth: boolean,
): readonly Task[] {
  let bare: Task[] | null = null;
  for (let at = 0; at < tasks.length; at += 1) {
    const task = tasks[at];
    const contact = task === undefined ? null : contactOf(reading, task, colleagues, at > 0);
    if (task === undefined || contact === null) continue;
    let { hasSubject } = contact;
    const next = tasks[at + 1];
    if (!hasSubject && next !== undefined && next.segment === task.segment)
      hasSubject = contactOf(reading, next, colleagues, true)?.hasSubject === true;
    if (needsBoth ? contact.hasParty && hasSubject : contact.hasParty || hasSubject) continue;
    bare ??= [];
    bare.push(task);
  }
  return bare ?? NO_TASKS;
}
