import { draftsOfLines } from '../drafts-of-lines.ts';
import { type Colleagues, colleaguesOf, isColleague } from '../narrative/colleagues.ts';
import { cutShareParameter } from '../narrative/cuts.ts';
import { openersOf, type Phrase, phrasesIn, phraseTable } from '../narrative/phrases.ts';
import { type FoundTask, remarkOnTasks } from '../narrative/remark-on-tasks.ts';
import { linesWithWords, namedWords, type WantedWords } from '../prepare/lines-with-words.ts';
import type { NarrativeReading, Word } from '../prepare/narrative-reading.ts';
import { tasksOf } from '../prepare/prepared-tasks.ts';
import type { Task } from '../prepare/read-tasks.ts';
import { WordMark } from '../prepare/word-mark.ts';
import { defineRule } from '../rule.ts';
import { wordSet } from '../word-set.ts';

const M = WordMark;

/** Phrases that mean learning the file, teaching, or handing work over, wherever they stand. */
const PHRASES = phraseTable([
  'up to speed', 'get familiar', 'become familiar', 'familiar with file', 'familiarize with', 'learn file', 'learn case', 'learn the file', 'learn the case', 'learn about the case',
  'read in', 'read into', 'reading in', 'new to case', 'new to the case', 'new to the matter', 'division of labor', 'provide guidance', 'transition memo', 'transition of', 'transition file', 'file transition',
  'transitioning', 'take over', 'taking over', 'took over', 'transferring attorney', 'departing', 'departed', 'how to', 'observe and learn', 'to learn', 'learning', 'orientation', 'mentor', 'cle', 'webinar', 'seminar', 'continuing legal education',
  'onboard', 'bring up to', 'delegate tasks',  'work assignments', 'assignment of tasks', 'allocation of tasks', 'workload', 'shadow', 'educational',
]); // biome-ignore format: one table

const TEACHING = wordSet(`
  supervise oversee assign delegate train mentor onboard familiarize acquaint instruct orient acclimate teach
  coach guide direct manage read-in cle
`);
/** Of these, the ones without a mark of teaching, and what may be a colleague's. */
const MAY_TEACH = wordSet('teach guide coach work');
/** Of these, the ones that need a person of the firm after them: one instructs experts and directs witnesses too. */
const NEEDS_COLLEAGUE = wordSet(`instruct direct manage assign guide train orient coach delegate oversee`);

/**
 * R46: supervising, training and coming to know a file, which the client's rate already pays for. Known by
 * fixed phrases ("get up to speed", "read in to file") and by verbs of teaching at the head of a task;
 * "training records" and "jury instructions" are none.
 */
export const supervisionAndTraining = defineRule({
  id: 'R46',
  version: 1,
  title: 'Supervision, training or read-in',
  certainty: 'heuristic',
  defaultSeverity: 'auto_cut',
  parameters: { cutShareE4: cutShareParameter(1_000_000) },
  needs: [],
  authority:
    'Client guidelines: supervision, training, orientation and transfer of files are not billable (flag families of e-billing systems)',
  check(prepared, { cutShareE4 }) {
    const tasksByLine = tasksOf(prepared);
    const colleagues = colleaguesOf(prepared);
    return draftsOfLines(linesWithWords(prepared, WANTED), (preparedLine) => {
      const { index, isFee, reading } = preparedLine;
      if (!isFee) return null;
      const phrases = phrasesIn(reading, PHRASES);
      const tasks = tasksByLine[index] ?? [];
      if (phrases.length === 0) {
        if (!mayBeTeaching(reading, tasks)) return null;
        if ((reading.marks & M.supervise) === 0 && !reading.words.some(mayTeach)) return null;
      }
      const found = foundIn(reading, tasks, phrases, colleagues);
      if (found.length === 0) return null;
      const remark = 'Supervision, training or coming to know the file';
      return remarkOnTasks(preparedLine, tasks, found, { remark, cutShareE4 });
    });
  },
});

function foundIn(
  reading: NarrativeReading,
  tasks: readonly Task[],
  phrases: readonly Phrase[],
  colleagues: Colleagues,
): readonly FoundTask[] {
  const found: FoundTask[] = [];
  for (const task of tasks) {
    const phrase = phrases.find(({ from }) => from >= task.first && from < task.end);
    if (phrase !== undefined && !isOtherTeaching(reading, task)) found.push({ task, ...phrase });
    else if (teaches(reading, task, colleagues)) found.push({ task, from: task.verb, to: task.verb + 1 });
    else if (readsColleaguesWork(reading, task, colleagues)) found.push({ task, from: task.first, to: task.end });
  }
  return found;
}

const WANTED: WantedWords = {
  marks: M.supervise,
  named: new Map([...openersOf(PHRASES), ...namedWords(MAY_TEACH)]),
};

/** What `teaches` and `readsColleaguesWork` need of a task, asked first: nearly all lines have neither. */
function mayBeTeaching({ words }: NarrativeReading, tasks: readonly Task[]): boolean {
  for (const { verb, objectHead } of tasks) {
    if (objectHead === 'work' || TEACHING.has(words[verb]?.lemma ?? '')) return true;
  }
  return false;
}

function mayTeach({ lemma }: Word): boolean {
  return MAY_TEACH.has(lemma);
}

function teaches(reading: NarrativeReading, task: Task, colleagues: Colleagues): boolean {
  const verb = reading.words[task.verb];
  if (verb === undefined || !TEACHING.has(verb.lemma) || verb.text === 'supervisor') return false;
  if (!NEEDS_COLLEAGUE.has(verb.lemma)) return true;
  for (let at = task.verb + 1; at < Math.min(task.end, task.verb + 8); at += 1) {
    if (isColleague(reading, at, colleagues, false)) return true;
  }
  return false;
}

/** "Review NV's work and provide guidance": checking over a colleague's work. */
function readsColleaguesWork(reading: NarrativeReading, task: Task, colleagues: Colleagues): boolean {
  if ((task.kinds & M.review) === 0 || task.objectHead !== 'work') return false;
  for (let at = task.verb + 1; at < task.end; at += 1) if (isColleague(reading, at, colleagues, false)) return true;
  return false;
}

/** Teaching and training that the case itself is about: "training records", "re supervision policy". */
function isOtherTeaching(reading: NarrativeReading, task: Task): boolean {
  return task.issueAt >= 0 && task.issueAt < task.verb && reading.words.length > 0;
}
