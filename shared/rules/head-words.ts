import type { Word } from './prepare/narrative-reading.ts';
import { placeOf } from './prepare/word-place.ts';

/**
 * A fixed list of head words. Its gate tells nearly all other words apart by their place alone: a bill has some
 * two million words, and a rule that looks for a dozen of them need not look each up.
 */
export interface HeadWords {
  readonly words: ReadonlySet<string>;
  readonly gate: Uint8Array;
}

/** A power of two, so that places of words can be cut down to it. */
const GATE_PLACES = 1 << 10;

/** @param words with blanks between them, or a list */
export function headWords(words: string | Iterable<string>): HeadWords {
  const list = new Set(typeof words === 'string' ? words.trim().split(/\s+/) : words);
  const gate = new Uint8Array(GATE_PLACES);
  for (const word of list) gate[placeOf(word) & (GATE_PLACES - 1)] = 1;
  return { words: list, gate };
}

/** Whether the head word of a word is on the list. */
export function isHeadWord({ words, gate }: HeadWords, { lemma, lemmaPlace }: Word): boolean {
  return gate[lemmaPlace & (GATE_PLACES - 1)] === 1 && words.has(lemma);
}
