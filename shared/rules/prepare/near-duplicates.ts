import type { InvoiceWords } from './invoice-words.ts';
import type { Word } from './narrative-reading.ts';
import type { NearDuplicateOptions, NearDuplicatePair, PreparedLine } from './prepared-invoice.ts';
import { isUnknownWord, WordMark } from './word-mark.ts';

/** Most earlier lines looked at for one line; keeps a bill of 100,000 alike lines linear. */
const MOST_CANDIDATES = 8;

const FEWEST_WORDS = 3;

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
  words: InvoiceWords,
  options: NearDuplicateOptions,
): readonly NearDuplicatePair[] {
  const bags = bagsOf(lines, words);
  const { days, starts, ranks } = bags;
  const { minimumSimilarityE4, maximumDaysApart } = options;
  // The bags that hold a word, latest first: a chain of entries for each rank.
  const lastEntry = new Int32Array(bags.weights.length).fill(NONE);
  const entryBags = new Int32Array(ranks.length);
  const entryBefore = new Int32Array(ranks.length);
  const comparedWith = new Int32Array(days.length).fill(NONE);
  const neededOf = neededWeights(bags.bagWeights, minimumSimilarityE4);
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
        const similarityE4 = similarityOf(bags, other, bag, neededOf);
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

/** No entry, no bag, no stem, no line. */
const NONE = -1;

/** Bills are mostly in order of date as they are. */
function inOrderOfDate(days: Int32Array): Int32Array {
  const order = new Int32Array(days.length);
  let isInOrder = true;
  for (let bag = 0; bag < order.length; bag += 1) {
    order[bag] = bag;
    if (bag > 0 && (days[bag] ?? 0) < (days[bag - 1] ?? 0)) isInOrder = false;
  }
  return isInOrder ? order : order.sort((a, b) => (days[a] ?? 0) - (days[b] ?? 0) || a - b);
}

/** Fee lines with a date and words enough, as sets of ranked words. */
function bagsOf(lines: readonly PreparedLine[], { different, numbers, firstOf }: InvoiceWords): Bags {
  const { stemOf, stemCount } = stemsOf(different);
  const stems = new Int32Array(numbers.length);
  const counts = new Int32Array(stemCount);
  // The last line in which a stem stood, so that it counts once a line.
  const lastLines = new Int32Array(stemCount).fill(NONE);
  const inOrderOfUse: number[] = [];
  const kept: PreparedLine[] = [];
  const starts = new Int32Array(lines.length + 1);
  let end = 0;
  for (const line of lines) {
    const { index } = line;
    if (!line.isFee || line.dayNumber === null) continue;
    const start = end;
    const stop = firstOf[index + 1] ?? 0;
    for (let at = firstOf[index] ?? 0; at < stop; at += 1) {
      const stem = stemOf[numbers[at] ?? 0] ?? NONE;
      if (stem === NONE) continue;
      const lastLine = lastLines[stem] ?? NONE;
      if (lastLine === index) continue;
      if (lastLine === NONE) inOrderOfUse.push(stem);
      lastLines[stem] = index;
      stems[end] = stem;
      end += 1;
    }
    if (end - start < FEWEST_WORDS) {
      end = start;
      continue;
    }
    for (let at = start; at < end; at += 1) {
      const stem = stems[at] ?? 0;
      counts[stem] = (counts[stem] ?? 0) + 1;
    }
    kept.push(line);
    starts[kept.length] = end;
  }
  const ranking = rankedByCount(inOrderOfUse, counts, kept.length);
  return rankedBags(kept, { starts, stems: stems.subarray(0, end), counts }, ranking);
}

/**
 * What each word counts as, by number: "damage" and "damages" are one here, forms of a word that the tables know
 * are its head word; small words, numbers and initials are none.
 */
function stemsOf(different: readonly Word[]): { readonly stemOf: Int32Array; readonly stemCount: number } {
  const stemOf = new Int32Array(different.length).fill(NONE);
  const known = new Map<string, number>();
  for (let number = 0; number < different.length; number += 1) {
    const word = different[number];
    if (word === undefined || (word.marks & PASSED) !== 0) continue;
    const isUnknown = isUnknownWord(word.marks);
    if (isUnknown && word.text.length <= 3) continue;
    const text = isUnknown ? singularOf(word.text) : word.lemma;
    const stem = known.get(text);
    if (stem === undefined) {
      stemOf[number] = known.size;
      known.set(text, known.size);
    } else {
      stemOf[number] = stem;
    }
  }
  return { stemOf, stemCount: known.size };
}

/** Stems by rank, rarest first, and the weight of each rank. */
interface Ranking {
  readonly order: Int32Array;
  readonly weights: Uint8Array;
}

/** Stems that stand in equally many lines keep the order in which they were first used: sorted by counting. */
function rankedByCount(inOrderOfUse: readonly number[], counts: Int32Array, lineCount: number): Ranking {
  const nextRank = new Int32Array(lineCount + 2);
  for (const stem of inOrderOfUse) {
    const above = (counts[stem] ?? 0) + 1;
    nextRank[above] = (nextRank[above] ?? 0) + 1;
  }
  for (let count = 1; count < nextRank.length; count += 1) {
    nextRank[count] = (nextRank[count] ?? 0) + (nextRank[count - 1] ?? 0);
  }
  const order = new Int32Array(inOrderOfUse.length);
  const weights = new Uint8Array(inOrderOfUse.length);
  for (const stem of inOrderOfUse) {
    const count = counts[stem] ?? 0;
    const rank = nextRank[count] ?? 0;
    nextRank[count] = rank + 1;
    order[rank] = stem;
    weights[rank] = Math.min(GREATEST_WEIGHT, 32 - Math.clz32(Math.floor(lineCount / Math.max(1, count))));
  }
  return { order, weights };
}

/**
 * The bags of each stem side by side: gone through from the rarest stem to the most frequent, they give every bag
 * its words in that order.
 */
function rankedBags(
  lines: readonly PreparedLine[],
  { starts, stems, counts }: { readonly starts: Int32Array; readonly stems: Int32Array; readonly counts: Int32Array },
  { order, weights }: Ranking,
): Bags {
  const ends = new Int32Array(counts.length);
  let room = 0;
  for (const stem of order) {
    ends[stem] = room;
    room += counts[stem] ?? 0;
  }
  const bagsOfStems = new Int32Array(room);
  const days = new Int32Array(lines.length);
  for (let bag = 0; bag < lines.length; bag += 1) {
    days[bag] = lines[bag]?.dayNumber ?? 0;
    const stop = starts[bag + 1] ?? 0;
    for (let at = starts[bag] ?? 0; at < stop; at += 1) {
      const stem = stems[at] ?? 0;
      const place = ends[stem] ?? 0;
      bagsOfStems[place] = bag;
      ends[stem] = place + 1;
    }
  }
  const ranks = new Int32Array(room);
  const filled = starts.slice(0, lines.length);
  const bagWeights = new Int32Array(lines.length);
  const heavyBits = new Int32Array(lines.length);
  const lightBits = new Int32Array(lines.length);
  let at = 0;
  for (let rank = 0; rank < order.length; rank += 1) {
    const weight = weights[rank] ?? 1;
    const bits = weight === GREATEST_WEIGHT ? heavyBits : lightBits;
    const bit = 1 << (rank & 31);
    const stop = ends[order[rank] ?? 0] ?? 0;
    for (; at < stop; at += 1) {
      const bag = bagsOfStems[at] ?? 0;
      const place = filled[bag] ?? 0;
      ranks[place] = rank;
      filled[bag] = place + 1;
      bagWeights[bag] = (bagWeights[bag] ?? 0) + weight;
      bits[bag] = (bits[bag] ?? 0) | bit;
    }
  }
  return { lines, days, starts, ranks, bagWeights, heavyBits, lightBits, weights };
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

/** The weight in common that two bags need, by what they weigh together. */
function neededWeights(bagWeights: Int32Array, minimumSimilarityE4: number): Int32Array {
  let heaviest = 0;
  for (const weight of bagWeights) heaviest = Math.max(heaviest, weight);
  const needed = new Int32Array(2 * heaviest + 1);
  for (let whole = 0; whole < needed.length; whole += 1) {
    needed[whole] = Math.ceil((minimumSimilarityE4 * whole) / 20_000);
  }
  return needed;
}

/** Dice in ten-thousandths; 0 as soon as the words not in common outweigh what the threshold leaves. */
function similarityOf(bags: Bags, a: number, b: number, neededOf: Int32Array): number {
  const { bagWeights, heavyBits, lightBits, ranks, starts, weights } = bags;
  const weightA = bagWeights[a] ?? 0;
  const weightB = bagWeights[b] ?? 0;
  const whole = weightA + weightB;
  const needed = neededOf[whole] ?? whole;
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
