import { CONCEPTS_OF_STEM } from './concepts.ts';
import type { NarrativeWord } from './narrative-words.ts';

/** How much more the first word of a narrative counts: it is mostly the verb. */
const OPENING_VOTES = 2;

/** How many votes one word of a narrative gives each of these codes; null for none. */
export function votesOfWord(stem: string, at: number, codes: readonly string[]): Float64Array | null {
  const concepts = CONCEPTS_OF_STEM.get(stem);
  if (concepts === undefined) return null;
  const votes = new Float64Array(codes.length);
  for (const { codes: meant } of concepts)
    codes.forEach((code, index) => {
      if (meant.includes(code)) votes[index] = (votes[index] ?? 0) + (at === 0 ? OPENING_VOTES : 1);
    });
  return votes;
}

/** The votes of all words of a narrative. */
export function votesOf(words: readonly NarrativeWord[], codes: readonly string[]): Float64Array {
  const sums = new Float64Array(codes.length);
  words.forEach(({ stem }, at) => {
    const votes = votesOfWord(stem, at, codes);
    if (votes !== null)
      for (let index = 0; index < sums.length; index += 1) sums[index] = (sums[index] ?? 0) + (votes[index] ?? 0);
  });
  return sums;
}

/**
 * The baseline without learning: the code with most votes. Ties, and narratives without a vote, go to the code named
 * first.
 * @param byFrequency the codes it may answer with, the most frequent first
 */
export function codeByWordTable(words: readonly NarrativeWord[], byFrequency: readonly string[]): string | null {
  const votes = votesOf(words, byFrequency);
  return byFrequency[indexOfMost(votes)] ?? null;
}

/** Where the largest number stands, the first of equals; -1 for none. */
export function indexOfMost(numbers: Float64Array): number {
  let best = numbers.length === 0 ? -1 : 0;
  for (let index = 1; index < numbers.length; index += 1)
    if ((numbers[index] ?? 0) > (numbers[best] ?? 0)) best = index;
  return best;
}
