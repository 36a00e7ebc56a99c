import { draftsOfLines } from '../drafts-of-lines.ts';
import { headWords, isHeadWord } from '../head-words.ts';
import { cutShareParameter } from '../narrative/cuts.ts';
import { openersOf, type Phrase, phrasesIn, phraseTable } from '../narrative/phrases.ts';
import { type FoundTask, remarkOnTasks } from '../narrative/remark-on-tasks.ts';
import { linesWithWords, namedWords } from '../prepare/lines-with-words.ts';
import type { NarrativeReading } from '../prepare/narrative-reading.ts';
import { tasksOf } from '../prepare/prepared-tasks.ts';
import type { Task } from '../prepare/read-tasks.ts';
import { isUnknownWord, WordMark } from '../prepare/word-mark.ts';
import { defineRule } from '../rule.ts';
import { wordSet } from '../word-set.ts';

const M = WordMark;

/** Office work by whatever verb it is introduced. */
const PHRASES = phraseTable([
  'trial binders',
  'signature pages',
  'signature page',
  'signature packets',
  'closing binder',
  'closing binders',
  'closing set',
  'closing sets', 'trial binder', 'binders', 'binder', 'trial notebook', 'trial notebooks', 'exhibit notebooks', 'notebooks', 'file maintenance', 'file maint', 'file organization', 'file management', 'electronic file', 'open file', 'open new', 'opening file', 'close file', 'closing file', 'close out',
  'file to storage', 'send to storage', 'subfolders', 'folders', 'deposition index', 'pleadings index', 'exhibit stickers', 'exhibit labels', 'bates numbering', 'bates numbers', 'bates number', 'bates label', 'bates stamp', 'bates labels', 'courtesy copy', 'courtesy copies', 'available dates', 'availability',
  'dates for deposition', 'deposition dates', 'hearing dates', 'hearing time', 'calendar deadlines', 'calendar entries', 'calendar entry', 'page nos', 'page numbers', 'proofread', 'proofreading', 'transmittal letter', 'cover letter', 'enclosure letter', 'conference room', 'court reporter', 'travel arrangements', 'hotel', 'dial-in', 'hard copies', 'hard copy', 'word processing', 'data entry', 'clerical', 'secretarial', 'table of contents', 'table of authorities',
  'process server', 'service copies', 'mailing list', 'service list', 'contact list', 'certified mail', 'overnight', 'federal express', 'fedex', 'filing fee', 'check request', 'file stamped', 'file-stamped', 'conformed copies', 'conformed copy', 'to storage', 'photocopies', 'thumb drive', 'flash drive',
]); // biome-ignore format: one table

/** Clerical verbs that are so whatever follows. */
const ALWAYS = wordSet(`
  scan copy photocopies bates collate calendar organize e-file print staple tab box rename ocr upload download
  type format mail deliver proofread proof notarize index label assemble paginate data-entry messenger courier
  schedule sort docket input burn hyperlink pdf save bookmark retrieve
`);

/** Verbs that are clerical when alone with their object, and part of the work when they follow drafting. */
const WHEN_ALONE = wordSet(`
  file serve arrange coordinate order maintain transfer log process pull obtain set-up
  confirm
`);

/** What those verbs are done to when it is office work. */
const OFFICE_THINGS = wordSet(`
  transcript court deposition hearing reporter conference meeting mediation file record document exhibit
  interpreter service copy subpoena pleading room zoom call date dates clerk vendor motion brief answer notice
  response discovery sheet sheets complaint reply opposition declaration stipulation order summons
  correspondence scheduling logistics travel videographer correspond email letter
`);

/**
 * R52: office work at a lawyer's or paralegal's rate: scanning, copying, Bates labels, calendaring,
 * scheduling, organising and opening files, binders, e-filing, serving, mailing, proofreading. "Draft and
 * file motion" is drafting; "file motion" alone is office work. Fixed words and phrases only.
 */
export const clericalWork = defineRule({
  id: 'R52',
  version: 1,
  title: 'Clerical work',
  certainty: 'heuristic',
  defaultSeverity: 'auto_cut',
  parameters: {
    includesScheduling: {
      kind: 'boolean',
      default: true,
      description: 'Whether calls and emails only about dates count.',
    },
    cutShareE4: cutShareParameter(1_000_000),
  },
  needs: [],
  authority:
    'Missouri v. Jenkins, 491 U.S. 274, 288 n.10 (clerical tasks are not billed even at a paralegal rate); published insurer-panel guidelines',
  check(prepared, { includesScheduling, cutShareE4 }) {
    const tasksByLine = tasksOf(prepared);
    const wanted = includesScheduling ? OFFICE_AND_DATES : OFFICE;
    const lines = linesWithWords(prepared, wanted, ({ index }) => hasClericalTask(tasksByLine[index] ?? []));
    return draftsOfLines(lines, (preparedLine) => {
      const { index, isFee, reading } = preparedLine;
      if (!isFee) return null;
      const phrases = phrasesIn(reading, PHRASES);
      const mayBeAboutDates = includesScheduling && (reading.marks & (M.talk | M.write)) !== 0;
      if (phrases.length === 0 && !mayBeAboutDates && (reading.marks & M.clerical) === 0) return null;
      const tasks = tasksByLine[index] ?? [];
      const found = foundIn(reading, tasks, phrases, includesScheduling);
      return found.length === 0
        ? null
        : remarkOnTasks(preparedLine, tasks, found, { remark: 'Clerical work', cutShareE4 });
    });
  },
});

const DATES = headWords(`
  schedule date dates availability calendar reschedule logistics rescheduling time available arrange
  coordinate
`);

const OFFICE = { named: openersOf(PHRASES) };
const OFFICE_AND_DATES = { named: new Map([...OFFICE.named, ...namedWords(DATES.words)]) };

function hasClericalTask(tasks: readonly Task[]): boolean {
  for (const { kinds } of tasks) if ((kinds & M.clerical) !== 0) return true;
  return false;
}

function foundIn(
  reading: NarrativeReading,
  tasks: readonly Task[],
  phrases: readonly Phrase[],
  includesScheduling: boolean,
): readonly FoundTask[] {
  const found: FoundTask[] = [];
  for (const task of tasks) {
    const phrase = phrases.find(({ from }) => from >= task.first && from < task.end);
    if (isClericalTask(reading, task)) found.push({ task, from: task.first, to: task.end });
    else if (includesScheduling && isScheduling(reading, task)) found.push({ task, from: task.first, to: task.end });
    else if (phrase !== undefined && isPhraseOfWork(reading, task, phrase.from)) found.push({ task, ...phrase });
  }
  return found;
}

function isClericalTask(reading: NarrativeReading, task: Task): boolean {
  const verb = reading.words[task.verb];
  if (verb === undefined || (task.kinds & M.clerical) === 0) return false;
  const isMixed = (task.kinds & (M.review | M.draft | M.research | M.attend | M.talk)) !== 0;
  for (let at = task.first; at <= task.verb; at += 1) {
    const word = reading.words[at];
    if (word !== undefined && (word.marks & M.clerical) !== 0 && ALWAYS.has(word.lemma)) return true;
  }
  if (isMixed) {
    // "Finalize and file": nothing but the filing is left.
    return (
      (task.kinds & (M.review | M.research | M.attend | M.talk)) === 0 &&
      WHEN_ALONE.has(verb.lemma) &&
      (task.objectHead === null || isOnlyFinalized(reading, task))
    );
  }
  return WHEN_ALONE.has(verb.lemma) && (task.objectHead === null || OFFICE_THINGS.has(task.objectHead));
}

/** "Finalize and file notice": written before, only sent off now. */
function isOnlyFinalized({ words }: NarrativeReading, task: Task): boolean {
  for (let at = task.first; at < task.verb; at += 1) {
    const word = words[at];
    if (word !== undefined && (word.marks & M.draft) !== 0) return word.lemma === 'finalize';
  }
  return false;
}

/** Talk or messages about nothing but dates: "tc w/ clerk to schedule hearing", "emails re deposition dates". */
function isScheduling(reading: NarrativeReading, task: Task): boolean {
  if ((task.kinds & (M.talk | M.write | M.draft | M.review)) === 0 || (task.kinds & M.research) !== 0) return false;
  const { words } = reading;
  const from = task.issueAt < 0 ? task.verb + 1 : task.issueAt + 1;
  let isAboutDates = false;
  let others = 0;
  for (let at = from; at < task.end; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    // "Extension of time" is asked for on the merits of a case; it is no entry in a calendar.
    const isOfTime = word.lemma === 'time' && words[at - 1]?.text === 'of';
    if (isHeadWord(DATES, word) && !isOfTime) {
      const next = words[at + 1]?.lemma ?? '';
      if (word.lemma === 'schedule' && next === 'order') return false;
      // One date may be anything's ("date of surgery"); that of an event is a matter of calendars.
      if (word.lemma === 'date' && word.text === 'date' && ((words[at - 1]?.marks ?? 0) & M.event) === 0) others += 3;
      if (word.lemma === 'date' && word.text === 'date') others += 1;
      isAboutDates = true;
    } else if (
      task.issueAt >= 0 &&
      (isUnknownWord(word.marks) || (word.marks & M.document) !== 0) &&
      word.text.length > 2
    ) {
      others += isUnknownWord(word.marks) ? 1 : 3;
    }
  }
  const isContact =
    (task.kinds & (M.talk | M.write)) !== 0 ||
    task.objectHead === 'correspondence' ||
    task.objectHead === 'email' ||
    task.objectHead === 'letter';
  return isAboutDates && isContact && others <= 2;
}

/** A phrase counts where the task does it, not where it only stands in what is read, argued or discussed. */
function isPhraseOfWork(reading: NarrativeReading, task: Task, at: number): boolean {
  if (task.issueAt >= 0 && at > task.issueAt) return false;
  return (task.kinds & (M.review | M.research | M.attend)) === 0 || reading.words[at]?.lemma === 'proofread';
}
