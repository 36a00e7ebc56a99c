/**
 * A narrative read once for all heuristic rules: words with their places, a bit set of what each word can
 * be, and the pieces between separators. Word knowledge is a fixed table (`lexicon.ts`); nothing is learnt
 * here and no action or object categories are trained (ARCHITECTURE.md, "Patents kept clear of").
 */
export interface NarrativeReading {
  readonly text: string;
  readonly words: readonly Word[];
  /** Pieces between `;`, full stops, and list marks, in order; an "and" does not split. */
  readonly segments: readonly Segment[];
  /** Union of all words' `marks`, so that a rule can pass a line by with one test. */
  readonly marks: number;
}

export interface Word {
  /** Lower case, straight apostrophe, hyphens kept. */
  readonly text: string;
  /** The head word of the tables (`review` for `rev'd`, `reviewing`, `rvw`); the text itself where unknown. */
  readonly lemma: string;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Bits of `WordMark` (`word-mark.ts`). */
  readonly marks: number;
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
