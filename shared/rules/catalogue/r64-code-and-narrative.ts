import type { Evidence } from '#shared/domain/finding.ts';
import type { CodeAxis, CodeSets } from '#shared/utbms/code-sets.ts';
import { ACTIVITY_WORDS, type ActivityWords, TASK_WORDS, type TaskWords, TELLING_KINDS } from '../code-words.ts';
import { type HeadWords, headWords, isHeadWord } from '../head-words.ts';
import { codeKey } from '../is-code.ts';
import { type NarrativeReading, wordEnd, wordStart } from '../prepare/narrative-reading.ts';
import type { PreparedLine } from '../prepare/prepared-invoice.ts';
import { WordMark } from '../prepare/word-mark.ts';
import { defineRule, type FindingDraft } from '../rule.ts';

/** Narratives shorter than this say too little to contradict a code. */
const FEWEST_WORDS = 3;

/**
 * R64: the narrative contradicts its code. An activity is contradicted where the narrative opens with another
 * kind of work and no word of it suits; a task where no word suits and a word of another task stands there (for
 * depositions, where no word suits). Fixed tables of code and words (`code-words.ts`): nothing is predicted.
 * A client's own codes are let pass.
 */
export const codeAndNarrative = defineRule({
  id: 'R64',
  version: 1,
  title: 'Code and narrative disagree',
  certainty: 'heuristic',
  defaultSeverity: 'info',
  parameters: {
    checksActivity: { kind: 'boolean', default: true, description: 'Compare activity codes with the narrative.' },
    checksTask: { kind: 'boolean', default: true, description: 'Compare task codes with the narrative.' },
  },
  needs: ['codes'],
  authority: 'UTBMS code definitions (ABA); pairs of code and word as e-billing systems check them',
  check({ codeSets, lines }, { checksActivity, checksTask }) {
    const drafts: FindingDraft[] = [];
    for (const prepared of lines) {
      const { isFee, line, reading } = prepared;
      if (!isFee || reading.words.length < FEWEST_WORDS) continue;
      const activity = checksActivity ? ACTIVITY_WORDS.get(codeKey(line.activityCode)) : undefined;
      const activityDraft = activity === undefined ? null : contradictedActivity(prepared, activity);
      if (activityDraft !== null && !isCustom(codeSets, 'activity', line.activityCode)) drafts.push(activityDraft);
      const task = checksTask ? TASKS.get(codeKey(line.taskCode)) : undefined;
      const taskDraft = task === undefined ? null : contradictedTask(prepared, task);
      if (taskDraft !== null && !isCustom(codeSets, 'task', line.taskCode)) drafts.push(taskDraft);
    }
    return drafts;
  },
});

const TASKS: ReadonlyMap<string, TaskWords> = new Map(TASK_WORDS.map((words) => [words.task, words]));

function isCustom(codeSets: CodeSets, axis: CodeAxis, code: string | null): boolean {
  const verdict = codeSets.verdict(axis, code ?? '');
  return verdict.kind === 'known' && verdict.setId === 'custom';
}

function contradictedActivity({ index, line, reading }: PreparedLine, given: ActivityWords): FindingDraft | null {
  if ((reading.marks & given.suits) !== 0 || hasWordOf(reading, given.words)) return null;
  const position = reading.words.findIndex((word) => (word.marks & WordMark.action) !== 0);
  if (((reading.words[position]?.marks ?? 0) & TELLING_KINDS) === 0) return null;
  const evidence = [{ field: 'LINE_ITEM_ACTIVITY_CODE' }, spanOf(line.id, reading, position)];
  const message = `${line.activityCode} does not suit a narrative that opens with "${textOf(reading, position)}".`;
  return { lines: [index], message, evidence };
}

function contradictedTask({ index, line, reading }: PreparedLine, task: TaskWords): FindingDraft | null {
  if (hasWordOf(reading, task.words)) return null;
  const field = { field: 'LINE_ITEM_TASK_CODE' };
  for (let position = 0; position < reading.words.length; position += 1) {
    const word = reading.words[position];
    if (word === undefined || !isHeadWord(TELLING_HEADS, word)) continue;
    const other = TELLING_WORDS.get(word.lemma);
    if (other === undefined || other === task.task) continue;
    const message = `${line.taskCode} does not suit "${textOf(reading, position)}", which goes with ${other}.`;
    return { lines: [index], message, evidence: [field, spanOf(line.id, reading, position)] };
  }
  if (!task.needsWord) return null;
  return { lines: [index], message: `Nothing in the narrative goes with ${line.taskCode}.`, evidence: [field] };
}

function hasWordOf({ words }: NarrativeReading, wanted: HeadWords): boolean {
  for (const word of words) if (isHeadWord(wanted, word)) return true;
  return false;
}

const TELLING_WORDS: ReadonlyMap<string, string> = new Map(
  TASK_WORDS.toReversed().flatMap(({ task, telling }) => [...telling].map((word) => [word, task] as const)),
);

const TELLING_HEADS = headWords(TELLING_WORDS.keys());

function spanOf(lineId: string, reading: NarrativeReading, position: number): Evidence {
  return { lineId, start: wordStart(reading, position), end: wordEnd(reading, position) };
}

function textOf(reading: NarrativeReading, position: number): string {
  return reading.text.slice(wordStart(reading, position), wordEnd(reading, position));
}
