import type { Word } from './prepare/narrative-reading.ts';
import { MOST_PLACES, placeOf } from './prepare/word-place.ts';

/** Rules out most words by their place, without looking them up. */
export type WordGate = Uint8Array;

/**
 * A gate for a list of words (lower case). A bill of 100,000 lines has some two million words, and a rule
 * that looks for a dozen of them need not hash each.
 */
export function wordGate(words: Iterable<string>): WordGate {
  const gate = new Uint8Array(MOST_PLACES);
  for (const word of words) gate[placeOf(word)] = 1;
  return gate;
}

/** False: certainly not one of the list. True: look it up. */
export function mayPass(gate: WordGate, { place }: Pick<Word, 'place'>): boolean {
  return gate[place] === 1;
}
