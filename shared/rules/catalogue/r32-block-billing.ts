import { cutShareParameter, proposeShare } from '../narrative/cuts.ts';
import { taskEvidence } from '../narrative/evidence.ts';
import { tasksOf } from '../prepare/prepared-tasks.ts';
import type { Task } from '../prepare/read-tasks.ts';
import { WordMark } from '../prepare/word-mark.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { wordSet } from '../word-set.ts';
import { countText, hoursText } from '../wording.ts';

const M = WordMark;

/**
 * R32: several distinct tasks under one time. Counts the tasks of a narrative that have no time of their
 * own ("draft and revise motion" and "prepare for and attend hearing" are one task each; "review documents
 * and draft motion" two) and reports lines long enough for it to matter. Tasks whose times are stated in
 * the narrative do not count, and neither does one task left over, whose time follows from the others.
 *
 * How it works, for those who watch the patents: the words are walked once, left to right, and tasks are
 * counted as `read-tasks.ts` finds them from hand-written tables; no grammar lists are matched against each
 * other and nothing is learnt.
 */
export const blockBilling = defineRule({
  id: 'R32',
  version: 1,
  title: 'Block billing',
  certainty: 'heuristic',
  defaultSeverity: 'must_fix',
  parameters: {
    minimumHoursE4: {
      kind: 'number',
      unit: 'hoursE4',
      default: 5_000,
      minimum: 0,
      maximum: 240_000,
      description: 'Entries below these hours may lump tasks (28 CFR 58 App. A allows it up to half an hour a day).',
    },
    minimumTasks: {
      kind: 'number',
      unit: 'count',
      default: 2,
      minimum: 2,
      maximum: 20,
      description: 'How many distinct tasks without a time of their own make a block.',
    },
    cutShareE4: cutShareParameter(0),
  },
  needs: ['hours'],
  authority:
    'Welch v. Metropolitan Life, 480 F.3d 942 (9th Cir. 2007); 28 CFR 58 App. A (no lumping above 0.5 h); client guidelines',
  check(prepared, { minimumHoursE4, minimumTasks, cutShareE4 }) {
    const tasksByLine = tasksOf(prepared);
    const drafts: FindingDraft[] = [];
    for (const preparedLine of prepared.lines) {
      const { index, line, isFee } = preparedLine;
      if (!isFee || line.unitsE4 === null || line.unitsE4 < minimumHoursE4) continue;
      const tasks = tasksByLine[index] ?? [];
      if (tasks.length < 2 && !isTravelAndWork(tasks[0]?.kinds ?? 0)) continue;
      const distinct = distinctTasks(preparedLine.reading.words, tasks).filter((task) => !task.isTimed);
      // "Travel to and attend hearing" is one phrase and two tasks.
      const count = distinct.reduce((sum, { kinds }) => sum + (isTravelAndWork(kinds) ? 2 : 1), 0);
      if (count < minimumTasks) continue;
      drafts.push({
        lines: [index],
        message: `${countText(count, 'task', 'distinct tasks')} under one time of ${hoursText(line.unitsE4)}.`,
        evidence: distinct.map((task) => taskEvidence(preparedLine, task)),
        proposed: proposeShare(preparedLine, cutShareE4),
      });
    }
    return drafts;
  },
});

function isTravelAndWork(kinds: number): boolean {
  return (kinds & M.travel) !== 0 && (kinds & ~M.travel) !== 0;
}

/** Tasks that name work, those that only carry on the one before left out. */
export function distinctTasks(
  words: readonly { readonly lemma: string; readonly marks: number }[],
  tasks: readonly Task[],
): readonly Task[] {
  const distinct: Task[] = [];
  for (const task of tasks) {
    const verb = words[task.verb];
    if (verb === undefined || (task.kinds === 0 && (verb.marks & M.action) === 0)) continue;
    const carriesOn = distinct.some((before, at) => isSameWork(words, before, task, verb, at === distinct.length - 1));
    if (!carriesOn) distinct.push(task);
  }
  return distinct;
}

/** Reading, writing and handling of one document, or getting ready for and being at one event. */
const DOCUMENT_WORK = M.review | M.draft | M.prepare | M.clerical;
const CONTACT = M.talk | M.write;
const EVENT_WORK = M.prepare | M.attend;

/** Words that record or act on what was just read, not work of its own. */
const CARRY_ON = wordSet(`
  note annotate identify summarize respond reply request confirm provide update save log acknowledge
`);

function isSameWork(
  words: readonly { readonly lemma: string; readonly marks: number }[],
  before: Task,
  task: Task,
  verb: { readonly lemma: string; readonly marks: number },
  isNext: boolean,
): boolean {
  const head = task.objectHead;
  if (head !== null && head === before.objectHead) {
    // A call and an email to one person about one thing.
    if ((task.kinds & ~CONTACT) === 0 && (before.kinds & ~CONTACT) === 0) return true;
    if ((task.kinds & before.kinds) !== 0) return true;
    if ((task.kinds & ~DOCUMENT_WORK) === 0 && (before.kinds & ~DOCUMENT_WORK) === 0) return true;
    if ((task.kinds & ~EVENT_WORK) === 0 && (before.kinds & ~EVENT_WORK) === 0) return true;
  }
  if (!isNext) return false;
  // One round of office work, whatever it was done to.
  if (task.kinds === M.clerical && before.kinds === M.clerical) return true;
  const opener = words[before.verb]?.lemma;
  if ((opener === 'receive' || opener === 'obtain' || opener === 'receipt') && (task.kinds & M.review) !== 0)
    return true;
  if (head === null)
    return (task.kinds & (M.talk | M.research | M.attend | M.travel)) === 0 || (task.kinds & before.kinds) !== 0;
  if ((verb.marks & M.incidental) !== 0 && isPerson(words, task)) return true;
  return CARRY_ON.has(verb.lemma) && (before.kinds & (M.review | M.draft | M.write)) !== 0;
}

/** "send to client", "file with court": what was sent or filed is the thing before. */
function isPerson(words: readonly { readonly marks: number }[], task: Task): boolean {
  return ((words[task.object]?.marks ?? 0) & M.party) !== 0;
}
