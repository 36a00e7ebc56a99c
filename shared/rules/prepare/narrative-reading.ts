/**
 * A narrative read once for all heuristic rules: words with their places, a bit set of what each word can
 * be, and the pieces between separators. Word knowledge is a fixed table (`lexicon.ts`); nothing is learnt
 * here and no action or object categories are trained (ARCHITECTURE.md, "Patents kept clear of").
 *
 * A bill of 100,000 lines has some two million words, so words are shared objects, the same one for each
 * occurrence, and their places stand in an array of their own.
 */
export interface NarrativeReading {
  readonly text: string;
  readonly words: readonly Word[];
  /** Where each word begins in `text`, from `firstStart` on, among those of other readings (`wordStart`, `wordEnd`). */
  readonly starts: Uint32Array;
  readonly firstStart: number;
  /** Pieces between `;`, full stops, and list marks, in order; an "and" does not split. */
  readonly segments: readonly Segment[];
  /** Union of all words' `marks`, so that a rule can pass a line by with one test. */
  readonly marks: number;
  /** Whether a comma, a slash or an opening bracket, round or square, stands between words. */
  readonly hasBreaks: boolean;
}

/** What is known of one word, wherever it stands. */
export interface Word {
  /** Lower case where that keeps its length, straight apostrophe, hyphens kept: as long as in the narrative. */
  readonly text: string;
  /** The head word of the tables (`review` for `rev'd`, `reviewing`, `rvw`); the text itself where unknown, `#` for a number. */
  readonly lemma: string;
  /** Bits of `WordMark` (`word-mark.ts`). */
  readonly marks: number;
  /** Where tables may keep what they know of the word (`word-place.ts`): made from its text, and not its alone. */
  readonly place: number;
  /** The same for its head word. */
  readonly lemmaPlace: number;
}

export interface Segment {
  /** Indexes into `words`, end exclusive. */
  readonly firstWord: number;
  readonly endWord: number;
  readonly start: number;
  readonly end: number;
  /** Hours stated in the narrative itself, as in "(.3)" or "0.4 hrs"; ten-thousandths. */
  readonly statedHoursE4: number | null;
}

/** Where a word begins; the text's end for an index past the words. */
export function wordStart(reading: NarrativeReading, index: number): number {
  if (index >= reading.words.length) return reading.text.length;
  return reading.starts[reading.firstStart + index] ?? reading.text.length;
}

/** Where a word ends, exclusive. */
export function wordEnd(reading: NarrativeReading, index: number): number {
  return wordStart(reading, index) + (reading.words[index]?.text.length ?? 0);
}
