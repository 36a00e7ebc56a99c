import type { ImportEntry } from '../state/imports.ts';

/** How much of a stage lies behind an import when it begins it, of a thousand. */
const BEGUN = { queued: 0, waiting: 0, reading: 0, checking: 400, storing: 750 } as const;
const LENGTH = { queued: 0, waiting: 0, reading: 400, checking: 350, storing: 250 } as const;

/**
 * How far the files of this drop are, in thousandths; null when none is under way.
 * @param doneBefore how many of the list were finished before this drop
 */
export function importPermille(entries: readonly ImportEntry[], doneBefore: number): number | null {
  const isDone = ({ result, error }: ImportEntry) => result !== null || error !== null;
  const open = entries.filter((entry) => !isDone(entry));
  if (open.length === 0) return null;
  const total = Math.max(1, entries.length - doneBefore);
  const done = total - open.length;
  const partly = open.reduce((sum, { stage, permille }) => sum + BEGUN[stage] + (LENGTH[stage] * permille) / 1_000, 0);
  return Math.floor((done * 1_000 + partly) / total);
}
