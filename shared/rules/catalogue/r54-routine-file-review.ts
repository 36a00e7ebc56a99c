import { draftsOfLines } from '../drafts-of-lines.ts';
import { cutShareParameter, proposeForTasks } from '../narrative/cuts.ts';
import { taskEvidence } from '../narrative/evidence.ts';
import { linesWithWords, namedWords } from '../prepare/lines-with-words.ts';
import type { NarrativeReading } from '../prepare/narrative-reading.ts';
import { tasksOf } from '../prepare/prepared-tasks.ts';
import type { Task } from '../prepare/read-tasks.ts';
import { WordMark } from '../prepare/word-mark.ts';
import { defineRule } from '../rule.ts';
import { wordSet } from '../word-set.ts';

const M = WordMark;

/** What a routine look at the file is about. At least one of the first set, nothing outside both. */
const OF_FILE = wordSet(`file docket status deadline deadlines calendar progress posture diary`);
const ROUTINE: ReadonlySet<string> = new Set([...OF_FILE, 'case', 'matter']);
const ALONGSIDE = wordSet(`
  conduct sheet event events upcoming procedural current monthly quarterly periodic regular routine court online pacer
  ecf entries entry dates date general overall work up open pending list outstanding active activity determine
  ensure check address evaluate assess plan report follow future handling course strategy follow-up case
  client whole entire electronic paper physical folder day compliance tasks due see if any self
`);

/**
 * R54: looking through the file or the docket with no event behind it: "review file", "status review",
 * "docket check". Every word must be one of a fixed few; "review personnel file" or "review file for
 * Smith's deposition" have a word of their own and are not routine.
 */
export const routineFileReview = defineRule({
  id: 'R54',
  version: 1,
  title: 'Routine file review',
  certainty: 'heuristic',
  defaultSeverity: 'auto_cut',
  parameters: { cutShareE4: cutShareParameter(1_000_000) },
  needs: [],
  authority:
    'Published insurer-panel guidelines (file and docket review without an event are overhead); reason used by client auditors',
  check(prepared, { cutShareE4 }) {
    const tasksByLine = tasksOf(prepared);
    return draftsOfLines(linesWithWords(prepared, WANTED), (preparedLine) => {
      const { index, isFee, reading } = preparedLine;
      if (!isFee || (reading.marks & (M.generic | M.clerical)) === 0) return null;
      const tasks = tasksByLine[index] ?? [];
      const routine = routineTasks(reading, tasks);
      if (routine.length === 0) return null;
      return {
        lines: [index],
        message: 'A look through the file or docket with no event behind it.',
        evidence: routine.map((task) => taskEvidence(preparedLine, task)),
        proposed: proposeForTasks(preparedLine, tasks, routine, cutShareE4),
      };
    });
  },
});

function routineTasks(reading: NarrativeReading, tasks: readonly Task[]): readonly Task[] {
  return tasks.filter((task) => isRoutineReview(reading, task));
}

const WANTED = { named: namedWords(OF_FILE) };

/** Whether a task is such a look: R35 leaves these to this rule. */
export function isRoutineReview(reading: NarrativeReading, task: Task): boolean {
  const { words } = reading;
  const verb = words[task.verb];
  if (verb === undefined || (verb.lemma === 'read' && words[task.verb + 1]?.text === 'in')) return false;
  const isLook =
    (task.kinds & M.review) !== 0 || verb.lemma === 'monitor' || verb.lemma === 'docket' || verb.lemma === 'read';
  if (!isLook || (task.kinds & (M.draft | M.talk | M.write | M.travel)) !== 0) return false;
  let isRoutine = false;
  for (let at = task.first; at < task.end; at += 1) {
    const word = words[at];
    if (word === undefined || at === task.verb) continue;
    if (ROUTINE.has(word.lemma)) {
      // "case law", "case management order": the case as an adjective of something else.
      const next = words[at + 1]?.lemma ?? '';
      if (word.lemma === 'case' && (next === 'law' || next === 'management' || next === 'cite')) return false;
      if (OF_FILE.has(word.lemma)) isRoutine = true;
      continue;
    }
    if ((word.marks & M.event) !== 0 && (word.marks & M.action) === 0) return false;
    const isSilent =
      (word.marks &
        (M.stop | M.qualifier | M.joiner | M.pronoun | M.vague | M.review | M.issue | M.generic | M.timeUnit)) !==
      0;
    if (!isSilent && !ALONGSIDE.has(word.text) && !hasWord(words, task, 'docket')) return false;
  }
  return isRoutine;
}

function hasWord(words: NarrativeReading['words'], task: Task, lemma: string): boolean {
  for (let at = task.first; at < task.end; at += 1) if (words[at]?.lemma === lemma) return true;
  return false;
}
