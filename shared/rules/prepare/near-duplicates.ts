import type { Word } from './narrative-reading.ts';
import type { NearDuplicateOptions, NearDuplicatePair, PreparedLine } from './prepared-invoice.ts';
import { isUnknownWord, WordMark } from './word-mark.ts';

/** Most earlier lines looked at for one line; keeps a bill of 100,000 alike lines linear. */
const MOST_CANDIDATES = 8;

const FEWEST_WORDS = 3;

/** A power of two; of words that meet at one place, the latest is known there. */
const PLACES = 1 << 12;

/** A single odd word (a typing slip, a name) must not outweigh all the others. */
const GREATEST_WEIGHT = 3;

const PASSED = WordMark.stop | WordMark.number | WordMark.joiner | WordMark.issue | WordMark.pronoun;

/**
 * The lines that can be in a pair, by number in order of line, and their distinct words: rather than an object a
 * line, one array for each thing known, side by side in memory.
 */
interface Bags {
  readonly lines: readonly PreparedLine[];
  readonly days: Int32Array;
  /** Bag `n` has the ranks from `starts[n]` to `starts[n + 1]`: its words, rarest first. */
  readonly starts: Int32Array;
  readonly ranks: Int32Array;
  readonly bagWeights: Int32Array;
  /** Bits of the words of greatest weight and of the others: a bit that only one bag has is a word that only it has. */
  readonly heavyBits: Int32Array;
  readonly lightBits: Int32Array;
  /** Weight of each rank. */
  readonly weights: Uint8Array;
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
  const bags = bagsOf(lines);
  const { days, starts, ranks } = bags;
  const { minimumSimilarityE4, maximumDaysApart } = options;
  // The bags that hold a word, latest first: a chain of entries for each rank.
  const lastEntry = new Int32Array(bags.weights.length).fill(NONE);
  const entryBags = new Int32Array(ranks.length);
  const entryBefore = new Int32Array(ranks.length);
  const comparedWith = new Int32Array(days.length).fill(NONE);
  let entries = 0;
  const pairs: NearDuplicatePair[] = [];
  for (const bag of inOrderOfDate(days)) {
    const firstDay = (days[bag] ?? 0) - maximumDaysApart;
    const from = starts[bag] ?? 0;
    const indexedTo = from + indexedCount(bags, bag, minimumSimilarityE4);
    let looked = 0;
    for (let at = from; at < indexedTo; at += 1) {
      const rank = ranks[at] ?? 0;
      const last = lastEntry[rank] ?? NONE;
      for (let entry = last; entry !== NONE && looked < MOST_CANDIDATES; entry = entryBefore[entry] ?? NONE) {
        const other = entryBags[entry] ?? 0;
        if ((days[other] ?? 0) < firstDay) break;
        if (comparedWith[other] === bag) continue;
        comparedWith[other] = bag;
        looked += 1;
        const similarityE4 = similarityOf(bags, other, bag, minimumSimilarityE4);
        if (similarityE4 < minimumSimilarityE4) continue;
        const a = bags.lines[other];
        const b = bags.lines[bag];
        if (a === undefined || b === undefined || isExactDuplicate(a, b)) continue;
        pairs.push({ first: Math.min(a.index, b.index), second: Math.max(a.index, b.index), similarityE4 });
      }
      entryBags[entries] = bag;
      entryBefore[entries] = last;
      lastEntry[rank] = entries;
      entries += 1;
    }
  }
  return pairs.sort((a, b) => a.second - b.second || a.first - b.first);
}

/** No entry, no bag. */
const NONE = -1;

function inOrderOfDate(days: Int32Array): readonly number[] {
  return countedTo(days.length).sort((a, b) => (days[a] ?? 0) - (days[b] ?? 0) || a - b);
}

function countedTo(count: number): number[] {
  const numbers: number[] = [];
  for (let number = 0; number < count; number += 1) numbers.push(number);
  return numbers;
}

/** Fee lines with a date and words enough, as sets of ranked words. */
function bagsOf(lines: readonly PreparedLine[]): Bags {
  let room = 0;
  for (const { reading } of lines) room += reading.words.length;
  const ids = new Map<string, number>();
  // Readings share their words, so most are known by the place of the word, without touching a string.
  const wordAtPlace: (Word | undefined)[] = new Array(PLACES).fill(undefined);
  const idAtPlace = new Int32Array(PLACES);
  const words = new Int32Array(room);
  const counts = new Int32Array(room);
  // The last line in which a word stood, so that it counts once a line.
  const lastLines = new Int32Array(room).fill(NONE);
  const kept: PreparedLine[] = [];
  const starts = new Int32Array(lines.length + 1);
  let end = 0;
  for (const line of lines) {
    if (!line.isFee || line.dayNumber === null) continue;
    const start = end;
    for (const word of line.reading.words) {
      if ((word.marks & PASSED) !== 0 || (isUnknownWord(word.marks) && word.text.length <= 3)) continue;
      const place = word.place & (PLACES - 1);
      let id = idAtPlace[place] ?? 0;
      if (wordAtPlace[place] !== word) {
        const key = isUnknownWord(word.marks) ? singularOf(word.text) : word.lemma;
        id = ids.get(key) ?? ids.size;
        ids.set(key, id);
        wordAtPlace[place] = word;
        idAtPlace[place] = id;
      }
      if (lastLines[id] === line.index) continue;
      lastLines[id] = line.index;
      words[end] = id;
      end += 1;
    }
    if (end - start < FEWEST_WORDS) {
      end = start;
      continue;
    }
    for (let at = start; at < end; at += 1) {
      const id = words[at] ?? 0;
      counts[id] = (counts[id] ?? 0) + 1;
    }
    kept.push(line);
    starts[kept.length] = end;
  }
  const { rankOf, weights } = ranksOf(counts.subarray(0, ids.size), kept.length);
  const days = new Int32Array(kept.length);
  const bagWeights = new Int32Array(kept.length);
  const heavyBits = new Int32Array(kept.length);
  const lightBits = new Int32Array(kept.length);
  for (let bag = 0; bag < kept.length; bag += 1) {
    const from = starts[bag] ?? 0;
    let weight = 0;
    let heavy = 0;
    let light = 0;
    for (let at = from; at < (starts[bag + 1] ?? 0); at += 1) {
      const rank = rankOf[words[at] ?? 0] ?? 0;
      const ofWord = weights[rank] ?? 1;
      weight += ofWord;
      if (ofWord === GREATEST_WEIGHT) heavy |= 1 << (rank & 31);
      else light |= 1 << (rank & 31);
      // A handful of words: put in place one by one, which is faster than a sort.
      let place = at;
      for (; place > from && (words[place - 1] ?? 0) > rank; place -= 1) words[place] = words[place - 1] ?? 0;
      words[place] = rank;
    }
    days[bag] = kept[bag]?.dayNumber ?? 0;
    bagWeights[bag] = weight;
    heavyBits[bag] = heavy;
    lightBits[bag] = light;
  }
  return { lines: kept, days, starts, ranks: words.subarray(0, end), bagWeights, heavyBits, lightBits, weights };
}

/** Words by rank, rarest first, from the number of lines each stands in. */
function ranksOf(counts: Int32Array, lineCount: number): { rankOf: Int32Array; weights: Uint8Array } {
  const order = countedTo(counts.length).sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b);
  const rankOf = new Int32Array(order.length);
  const weights = new Uint8Array(order.length);
  for (let rank = 0; rank < order.length; rank += 1) {
    const id = order[rank] ?? 0;
    rankOf[id] = rank;
    weights[rank] = Math.min(GREATEST_WEIGHT, 32 - Math.clz32(Math.floor(lineCount / Math.max(1, counts[id] ?? 1))));
  }
  return { rankOf, weights };
}

/**
 * How many of a line's rarest words are indexed: up to the point where the rest alone could no longer reach the threshold:
 * the words in common must weigh at least t / (2 - t) of either line.
 */
function indexedCount({ bagWeights, ranks, starts, weights }: Bags, bag: number, minimumSimilarityE4: number): number {
  let rest = bagWeights[bag] ?? 0;
  const needed = (rest * minimumSimilarityE4) / (20_000 - minimumSimilarityE4);
  const from = starts[bag] ?? 0;
  const to = starts[bag + 1] ?? 0;
  let at = from;
  while (at < to && rest >= needed) {
    rest -= weights[ranks[at] ?? 0] ?? 1;
    at += 1;
  }
  return at - from;
}

/** Dice in ten-thousandths; 0 as soon as the words not in common outweigh what the threshold leaves. */
function similarityOf(bags: Bags, a: number, b: number, minimumSimilarityE4: number): number {
  const { bagWeights, heavyBits, lightBits, ranks, starts, weights } = bags;
  const weightA = bagWeights[a] ?? 0;
  const weightB = bagWeights[b] ?? 0;
  const whole = weightA + weightB;
  const needed = Math.ceil((minimumSimilarityE4 * whole) / 20_000);
  let spareA = weightA - needed;
  let spareB = weightB - needed;
  // Nearly all candidates are turned away here: by weight alone, or by words that the bits show only one has.
  if (spareA < 0 || spareB < 0) return 0;
  const heavyA = heavyBits[a] ?? 0;
  const heavyB = heavyBits[b] ?? 0;
  const lightA = lightBits[a] ?? 0;
  const lightB = lightBits[b] ?? 0;
  if (GREATEST_WEIGHT * bitCount(heavyA & ~heavyB) + bitCount(lightA & ~lightB) > spareA) return 0;
  if (GREATEST_WEIGHT * bitCount(heavyB & ~heavyA) + bitCount(lightB & ~lightA) > spareB) return 0;
  let inA = starts[a] ?? 0;
  let inB = starts[b] ?? 0;
  const endA = starts[a + 1] ?? 0;
  const endB = starts[b + 1] ?? 0;
  while (inA < endA || inB < endB) {
    const rankA = inA < endA ? (ranks[inA] ?? NO_RANK) : NO_RANK;
    const rankB = inB < endB ? (ranks[inB] ?? NO_RANK) : NO_RANK;
    if (rankA < rankB) spareA -= weights[rankA] ?? 1;
    else if (rankB < rankA) spareB -= weights[rankB] ?? 1;
    if (spareA < 0 || spareB < 0) return 0;
    if (rankA <= rankB) inA += 1;
    if (rankB <= rankA) inB += 1;
  }
  return Math.floor((20_000 * (spareA + needed)) / whole);
}

/** Set bits of a 32-bit number (Warren, "Hacker's Delight", 5-1). */
function bitCount(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** After every rank. */
const NO_RANK = 0x3fffffff;

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
