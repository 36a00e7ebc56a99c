import type { NearDuplicateOptions, NearDuplicatePair, PreparedLine } from './prepared-invoice.ts';
import { WordMark } from './word-mark.ts';

/** Most earlier lines looked at for one line; keeps a bill of 100,000 alike lines linear. */
const MOST_CANDIDATES = 32;

const FEWEST_WORDS = 3;

/** A single odd word (a typing slip, a name) must not outweigh all the others. */
const GREATEST_WEIGHT = 3;

const PASSED = WordMark.stop | WordMark.number | WordMark.joiner | WordMark.issue | WordMark.pronoun;

interface Bag {
  readonly line: PreparedLine;
  readonly day: number;
  /** Distinct words as ranks, rarest first. */
  readonly ranks: readonly number[];
  readonly weight: number;
}

/**
 * Pairs of fee lines whose narratives nearly agree: twice the weight of the words in common over the weight
 * of both (Dice). A word weighs more the rarer it is within the invoice; weights are whole numbers
 * (1 + floor(log2(lines / lines with the word)), at most 3), so the same invoice gives the same pairs everywhere.
 * Stop words, numbers and the initials of people do not count. Lines without a date or with fewer than three words are in no pair;
 * nor are the pairs that are exact duplicates (same timekeeper, date, hours and words), which R41 reports.
 *
 * Two lines above the threshold must share one of their rarest words, so only those are indexed (prefix
 * filter), and at most 32 of the nearest earlier lines are compared with each line: linear in the lines.
 * Of many lines with the same words each is paired with its latest predecessors.
 * @returns pairs in order of `second`, then `first`
 */
export function findNearDuplicates(
  lines: readonly PreparedLine[],
  options: NearDuplicateOptions,
): readonly NearDuplicatePair[] {
  const { bags, weights } = bagsOf(lines);
  const index = new Map<number, number[]>();
  const comparedWith = new Int32Array(bags.length).fill(-1);
  const pairs: NearDuplicatePair[] = [];
  for (const [position, bag] of bags.entries()) {
    let looked = 0;
    for (const rank of indexedRanks(bag, weights, options.minimumSimilarityE4)) {
      const holders = index.get(rank);
      if (holders === undefined) {
        index.set(rank, [position]);
        continue;
      }
      for (let back = holders.length - 1; back >= 0 && looked < MOST_CANDIDATES; back -= 1) {
        const otherPosition = holders[back] ?? 0;
        const other = bags[otherPosition];
        if (other === undefined || bag.day - other.day > options.maximumDaysApart) break;
        if (comparedWith[otherPosition] === position) continue;
        comparedWith[otherPosition] = position;
        looked += 1;
        const similarityE4 = similarityOf(other, bag, weights);
        if (similarityE4 < options.minimumSimilarityE4 || isExactDuplicate(other.line, bag.line)) continue;
        const isInOrder = other.line.index < bag.line.index;
        pairs.push({
          first: isInOrder ? other.line.index : bag.line.index,
          second: isInOrder ? bag.line.index : other.line.index,
          similarityE4,
        });
      }
      holders.push(position);
    }
  }
  return pairs.sort((a, b) => a.second - b.second || a.first - b.first);
}

/** Lines as sets of ranked words, in order of date; and the weight of each rank. */
function bagsOf(lines: readonly PreparedLine[]): { bags: readonly Bag[]; weights: readonly number[] } {
  const ids = new Map<string, number>();
  const counts: number[] = [];
  const raw: { line: PreparedLine; day: number; words: number[] }[] = [];
  for (const line of lines) {
    if (!line.isFee || line.dayNumber === null) continue;
    const words: number[] = [];
    for (const word of line.reading.words) {
      if ((word.marks & PASSED) !== 0 || (word.marks === 0 && word.text.length <= 3)) continue;
      const key = word.marks === 0 ? singularOf(word.text) : word.lemma;
      let id = ids.get(key);
      if (id === undefined) {
        id = ids.size;
        ids.set(key, id);
        counts.push(0);
      }
      if (!words.includes(id)) words.push(id);
    }
    if (words.length < FEWEST_WORDS) continue;
    for (const id of words) counts[id] = (counts[id] ?? 0) + 1;
    raw.push({ line, day: line.dayNumber, words });
  }
  const order = counts.map((_, id) => id).sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b);
  const rankOf = new Int32Array(order.length);
  for (const [rank, id] of order.entries()) rankOf[id] = rank;
  const weights = order.map((id) =>
    Math.min(GREATEST_WEIGHT, 32 - Math.clz32(Math.floor(raw.length / Math.max(1, counts[id] ?? 1)))),
  );
  const bags = raw.map(({ line, day, words }): Bag => {
    const ranks = words.map((id) => rankOf[id] ?? 0).sort((a, b) => a - b);
    return { line, day, ranks, weight: ranks.reduce((sum, rank) => sum + (weights[rank] ?? 1), 0) };
  });
  bags.sort((a, b) => a.day - b.day || a.line.index - b.line.index);
  return { bags, weights };
}

/**
 * The rarest words of a line, up to the point where the rest alone could no longer reach the threshold:
 * the words in common must weigh at least t / (2 - t) of either line.
 */
function indexedRanks(bag: Bag, weights: readonly number[], minimumSimilarityE4: number): readonly number[] {
  const needed = (bag.weight * minimumSimilarityE4) / (20_000 - minimumSimilarityE4);
  let rest = bag.weight;
  let count = 0;
  while (count < bag.ranks.length && rest >= needed) {
    rest -= weights[bag.ranks[count] ?? 0] ?? 1;
    count += 1;
  }
  return bag.ranks.slice(0, count);
}

function similarityOf(a: Bag, b: Bag, weights: readonly number[]): number {
  let common = 0;
  let inA = 0;
  let inB = 0;
  while (inA < a.ranks.length && inB < b.ranks.length) {
    const rankA = a.ranks[inA] ?? 0;
    const rankB = b.ranks[inB] ?? 0;
    if (rankA === rankB) common += weights[rankA] ?? 1;
    if (rankA <= rankB) inA += 1;
    if (rankB <= rankA) inB += 1;
  }
  return Math.floor((20_000 * common) / (a.weight + b.weight));
}

function isExactDuplicate(a: PreparedLine, b: PreparedLine): boolean {
  return (
    a.timekeeperKey === b.timekeeperKey &&
    a.dayNumber === b.dayNumber &&
    a.line.unitsE4 === b.line.unitsE4 &&
    foldedNarrative(a) === foldedNarrative(b)
  );
}

/** "damage" and "damages" are one word here; the tables know the forms of their own words. */
function singularOf(text: string): string {
  return text.length > 3 && text.endsWith('s') ? text.slice(0, -1) : text;
}

function foldedNarrative(line: PreparedLine): string {
  return line.line.narrative.trim().toLowerCase().replace(/\s+/g, ' ');
}
