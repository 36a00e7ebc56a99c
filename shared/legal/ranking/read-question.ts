import { countTerms } from './term-index.ts';
import { termsOf } from './tokenise.ts';

/** What somebody asked, as words. */
export interface Question {
  /** Each word once, with how often it was said. */
  readonly counts: ReadonlyMap<string, number>;
  /** Rows of words that a passage of the first tier holds as they stand: what is in quotation marks, else the whole. */
  readonly phrases: readonly (readonly string[])[];
}

const QUOTED = /["\u201c]([^"\u201c\u201d]+)["\u201d]/g;

export function readQuestion(typed: string): Question {
  const terms = termsOf(typed);
  const quoted = [...typed.matchAll(QUOTED)]
    .map((found) => termsOf(found[1] ?? ''))
    .filter((phrase) => phrase.length > 0);
  // One word is no phrase.
  const phrases = quoted.length > 0 ? quoted : terms.length > 1 ? [terms] : [];
  return { counts: countTerms(terms), phrases };
}

/** Whether the words of a passage hold these in a row. */
export function holdsPhrase(words: readonly string[], phrase: readonly string[]): boolean {
  for (let at = 0; at + phrase.length <= words.length; at += 1)
    if (phrase.every((word, offset) => words[at + offset] === word)) return true;
  return false;
}
