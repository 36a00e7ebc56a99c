import { formatE4 } from '#shared/money/e4.ts';
import { knowledgeOf } from '#shared/rules/prepare/lexicon.ts';
import type { PreparedInvoice } from '#shared/rules/prepare/prepared-invoice.ts';
import { tasksOf } from '#shared/rules/prepare/prepared-tasks.ts';
import { WordMark } from '#shared/rules/prepare/word-mark.ts';

/** Lines that work on one kind of document, within one task code. */
export interface Deliverable {
  /** Indexes of lines, in line order. */
  readonly lines: readonly number[];
  /** Drafted or revised by three people and more. */
  readonly isChain: boolean;
  /** Tens of hours. */
  readonly isLarge: boolean;
  readonly figures: Readonly<Record<string, string | number>>;
}

const WRITING = WordMark.draft | WordMark.prepare | WordMark.review;
const FEWEST_PEOPLE = 3;
const LARGE_HOURS_E4 = 200_000;
const FEWEST_LINES = 3;
/** A group this large is a case, not a document. */
const MOST_LINES = 40;

/**
 * Groups by the document that a narrative turns on ("motion", "agreement") and the task code; fixed tables, nothing learnt.
 * @param isSent lines that may be in a group
 */
export function deliverablesOf(prepared: PreparedInvoice, isSent: (index: number) => boolean): readonly Deliverable[] {
  const tasks = tasksOf(prepared);
  const groups = new Map<string, Set<number>>();
  for (const { index, isFee, line } of prepared.lines) {
    if (!isFee || !isSent(index)) continue;
    for (const { kinds, objectHead } of tasks[index] ?? []) {
      if ((kinds & WRITING) === 0 || objectHead === null) continue;
      if ((knowledgeOf(objectHead).marks & WordMark.document) === 0) continue;
      const group = `${line.taskCode ?? ''} ${objectHead}`;
      groups.set(group, (groups.get(group) ?? new Set()).add(index));
    }
  }
  return [...groups.values()].flatMap((members) => {
    const lines = [...members].sort((a, b) => a - b);
    if (lines.length < FEWEST_LINES || lines.length > MOST_LINES) return [];
    const people = new Set(lines.flatMap((index) => prepared.lines[index]?.timekeeperKey ?? []));
    const hoursE4 = lines.reduce((sum, index) => sum + (prepared.lines[index]?.line.unitsE4 ?? 0), 0);
    const isChain = people.size >= FEWEST_PEOPLE;
    const isLarge = Number.isSafeInteger(hoursE4) && hoursE4 >= LARGE_HOURS_E4;
    const figures = { lines: lines.length, timekeepers: people.size, hours: formatE4(hoursE4) };
    return isChain || isLarge ? [{ lines, isChain, isLarge, figures }] : [];
  });
}
