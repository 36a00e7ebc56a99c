import type { Word } from './narrative-reading.ts';
import type { NearDuplicateOptions, NearDuplicatePair, PreparedLine } from './prepared-invoice.ts';
import { isUnknownWord, WordMark } from './word-mark.ts';

/** Most earlier lines looked at for one line; keeps a bill of 100,000 alike lines linear. */
const MOST_CANDIDATES = 8;

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
 * filter), and at most 8 of the nearest earlier lines are compared with each line: linear in the lines.
 * Of many lines with the same words each is paired with its latest predecessors.
 * @returns pairs in order of `second`, then `first`
 */
export function findNearDuplicates(
  lines: readonly PreparedLine[],
  options: NearDuplicateOptions,
): readonly NearDuplicatePair[] {
  const { bags, weights } = bagsOf(lines);
  const { minimumSimilarityE4, maximumDaysApart } = options;
  const index: (number[] | undefined)[] = new Array(weights.length).fill(undefined);
  // What most candidates are turned away by, side by side in memory.
  const days = Int32Array.from(bags, (bag) => bag.day);
  const bagWeights = Int32Array.from(bags, (bag) => bag.weight);
  const comparedWith = new Int32Array(bags.length).fill(-1);
  const pairs: NearDuplicatePair[] = [];
  for (let position = 0; position < bags.length; position += 1) {
    const bag = bags[position];
    if (bag === undefined) continue;
    const { weight } = bag;
    const firstDay = bag.day - maximumDaysApart;
    const indexed = indexedCount(bag, weights, minimumSimilarityE4);
    let looked = 0;
    for (let at = 0; at < indexed; at += 1) {
      const rank: number = bag.ranks[at] ?? 0;
      const holders: number[] | undefined = index[rank];
      if (holders === undefined) {
        index[rank] = [position];
        continue;
      }
      for (let back: number = holders.length - 1; back >= 0 && looked < MOST_CANDIDATES; back -= 1) {
        const otherPosition = holders[back] ?? 0;
        if ((days[otherPosition] ?? 0) < firstDay) break;
        if (comparedWith[otherPosition] === position) continue;
        comparedWith[otherPosition] = position;
        looked += 1;
        // The most two bags can have in common is the lighter of them.
        const otherWeight = bagWeights[otherPosition] ?? 0;
        if (20_000 * Math.min(otherWeight, weight) < minimumSimilarityE4 * (otherWeight + weight)) continue;
        const other = bags[otherPosition];
        if (other === undefined) continue;
        const similarityE4 = similarityOf(other, bag, weights, minimumSimilarityE4);
        if (similarityE4 < minimumSimilarityE4 || isExactDuplicate(other.line, bag.line)) continue;
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
  // Readings share their words, so most are looked up without touching a string.
  const idByWord = new Map<Word, number>();
  const counts: number[] = [];
  const raw: { line: PreparedLine; day: number; words: number[] }[] = [];
  for (const line of lines) {
    if (!line.isFee || line.dayNumber === null) continue;
    const words: number[] = [];
    for (const word of line.reading.words) {
      if ((word.marks & PASSED) !== 0 || (isUnknownWord(word.marks) && word.text.length <= 3)) continue;
      let id = idByWord.get(word);
      if (id === undefined) {
        const key = isUnknownWord(word.marks) ? singularOf(word.text) : word.lemma;
        id = ids.get(key);
        if (id === undefined) {
          id = ids.size;
          ids.set(key, id);
          counts.push(0);
        }
        idByWord.set(word, id);
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
    let weight = 0;
    for (let at = 0; at < words.length; at += 1) {
      const rank = rankOf[words[at] ?? 0] ?? 0;
      weight += weights[rank] ?? 1;
      // A handful of words: put in place one by one, which is faster than a sort.
      let place = at;
      for (; place > 0 && (words[place - 1] ?? 0) > rank; place -= 1) words[place] = words[place - 1] ?? 0;
      words[place] = rank;
    }
    return { line, day, ranks: words, weight };
  });
  bags.sort((a, b) => a.day - b.day || a.line.index - b.line.index);
  return { bags, weights };
}

/**
 * How many of a line's rarest words are indexed: up to the point where the rest alone could no longer reach the threshold:
 * the words in common must weigh at least t / (2 - t) of either line.
 */
function indexedCount(bag: Bag, weights: readonly number[], minimumSimilarityE4: number): number {
  const needed = (bag.weight * minimumSimilarityE4) / (20_000 - minimumSimilarityE4);
  let rest = bag.weight;
  let count = 0;
  while (count < bag.ranks.length && rest >= needed) {
    rest -= weights[bag.ranks[count] ?? 0] ?? 1;
    count += 1;
  }
  return count;
}

/** Dice in ten-thousandths; 0 as soon as the words not in common outweigh what the threshold leaves. */
function similarityOf(a: Bag, b: Bag, weights: readonly number[], minimumSimilarityE4: number): number {
  const whole = a.weight + b.weight;
  const needed = Math.ceil((minimumSimilarityE4 * whole) / 20_000);
  let spareA = a.weight - needed;
  let spareB = b.weight - needed;
  const { ranks: ranksA } = a;
  const { ranks: ranksB } = b;
  let inA = 0;
  let inB = 0;
  while (inA < ranksA.length || inB < ranksB.length) {
    const rankA = ranksA[inA] ?? NO_RANK;
    const rankB = ranksB[inB] ?? NO_RANK;
    if (rankA < rankB) spareA -= weights[rankA] ?? 1;
    else if (rankB < rankA) spareB -= weights[rankB] ?? 1;
    if (spareA < 0 || spareB < 0) return 0;
    if (rankA <= rankB) inA += 1;
    if (rankB <= rankA) inB += 1;
  }
  return Math.floor((20_000 * (spareA + needed)) / whole);
}

/** After every rank. */
const NO_RANK = Number.MAX_SAFE_INTEGER;

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
