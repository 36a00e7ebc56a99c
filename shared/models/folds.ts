import { seededDraws, shuffled } from './seeded-draws.ts';

export const FOLDS = 5;

/**
 * Deals lines to folds so that no group (client) is in two, the largest groups first, each to the fold with fewest lines.
 * @returns the fold of each line, from 0
 */
export function foldsByGroup(groups: readonly string[], count: number): Int32Array {
  const sizes = new Map<string, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const filled = Array.from({ length: Math.min(count, sizes.size) }, () => 0);
  const foldOf = new Map<string, number>();
  const bySize = [...sizes].sort(([one, size], [other, otherSize]) => otherSize - size || (one < other ? -1 : 1));
  for (const [group, size] of bySize) {
    const fold = filled.indexOf(Math.min(...filled));
    foldOf.set(group, fold);
    filled[fold] = (filled[fold] ?? 0) + size;
  }
  return Int32Array.from(groups, (group) => foldOf.get(group) ?? 0);
}

/** Deals lines at random: what a measurement by group is compared with, as a warning. */
export function randomFolds(lineCount: number, count: number, seed: number): Int32Array {
  const folds = new Int32Array(lineCount);
  shuffled(lineCount, seededDraws(seed)).forEach((line, place) => {
    folds[line] = place % count;
  });
  return folds;
}
