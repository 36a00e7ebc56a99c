import type { Evidence } from '#shared/domain/finding.ts';
import { wordEnd, wordStart } from '../prepare/narrative-reading.ts';
import type { PreparedLine } from '../prepare/prepared-invoice.ts';
import type { Task } from '../prepare/read-tasks.ts';

/** The characters of the words from `from` up to, not including, `to`. */
export function wordsEvidence({ line, reading }: PreparedLine, from: number, to: number): Evidence {
  return { lineId: line.id, start: wordStart(reading, from), end: wordEnd(reading, to - 1) };
}

/** The characters of a task, a joiner at its end left out. */
export function taskEvidence(prepared: PreparedLine, task: Task): Evidence {
  const { words } = prepared.reading;
  let end = task.end;
  while (end > task.first + 1 && words[end - 1]?.lemma === 'and') end -= 1;
  return wordsEvidence(prepared, task.first, end);
}

/** The whole narrative. */
export function narrativeEvidence({ line, reading }: PreparedLine): Evidence {
  return { lineId: line.id, start: 0, end: reading.text.length };
}

/** The words of the narrative that a piece of evidence shows, for messages; long ones are shortened. */
export function shownText({ reading }: PreparedLine, evidence: Evidence): string {
  if (!('start' in evidence)) return '';
  const text = reading.text.slice(evidence.start, evidence.end);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
