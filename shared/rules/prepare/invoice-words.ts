import type { Word } from './narrative-reading.ts';
import type { PreparedLine } from './prepared-invoice.ts';
import { MOST_PLACES, placeOf } from './word-place.ts';

/**
 * All words of an invoice by number, and the lines each stands in, for rules that look for a few words on many
 * lines: a bill of 100,000 lines has some two million words and a few thousand different ones.
 */
export interface InvoiceWords {
  /** The different words; a word's number is its place here. Two may be written alike, as two words were met. */
  readonly different: readonly Word[];
  /** Line `n` has the numbers from `firstOf[n]` to `firstOf[n + 1]`, in the order of its words. */
  readonly numbers: Int32Array;
  readonly firstOf: Int32Array;
  /** Of each different word, the latest of its occurrences, and of each occurrence the one before it or -1. */
  readonly latest: Int32Array;
  readonly before: Int32Array;
  /** The line of each occurrence. */
  readonly lineOf: Int32Array;
  /** Numbers of the words that are written so or have this head word. */
  named(name: string): readonly number[];
}

const NONE = -1;

/** Numbers the words of an invoice, in the order in which they are first used. */
export function numberWords(lines: readonly Pick<PreparedLine, 'reading'>[]): InvoiceWords {
  const firstOf = new Int32Array(lines.length + 1);
  let total = 0;
  for (let line = 0; line < lines.length; line += 1) {
    total += lines[line]?.reading.words.length ?? 0;
    firstOf[line + 1] = total;
  }
  const different: Word[] = [];
  // The latest word at each place of its text or its head word, and of each word the one before it there.
  const numberAtPlace = new Int32Array(MOST_PLACES).fill(NONE);
  const numberAtLemmaPlace = new Int32Array(MOST_PLACES).fill(NONE);
  let beforeAtPlace = new Int32Array(FEWEST_DIFFERENT);
  let beforeAtLemmaPlace = new Int32Array(FEWEST_DIFFERENT);
  let latest = new Int32Array(FEWEST_DIFFERENT);
  const numbers = new Int32Array(total);
  const before = new Int32Array(total);
  const lineOf = new Int32Array(total);
  let at = 0;
  for (let line = 0; line < lines.length; line += 1) {
    for (const word of lines[line]?.reading.words ?? []) {
      const newest = numberAtPlace[word.place] ?? NONE;
      let number = newest;
      while (number !== NONE && different[number] !== word) number = beforeAtPlace[number] ?? NONE;
      if (number === NONE) {
        number = different.length;
        different.push(word);
        if (number === latest.length) {
          latest = twiceAsLong(latest);
          beforeAtPlace = twiceAsLong(beforeAtPlace);
          beforeAtLemmaPlace = twiceAsLong(beforeAtLemmaPlace);
        }
        latest[number] = NONE;
        beforeAtPlace[number] = newest;
        numberAtPlace[word.place] = number;
        beforeAtLemmaPlace[number] = numberAtLemmaPlace[word.lemmaPlace] ?? NONE;
        numberAtLemmaPlace[word.lemmaPlace] = number;
      }
      numbers[at] = number;
      lineOf[at] = line;
      before[at] = latest[number] ?? NONE;
      latest[number] = at;
      at += 1;
    }
  }
  const named = (name: string): readonly number[] => {
    const place = placeOf(name);
    const found: number[] = [];
    for (let number = numberAtPlace[place] ?? NONE; number !== NONE; number = beforeAtPlace[number] ?? NONE) {
      if (different[number]?.text === name) found.push(number);
    }
    for (let number = numberAtLemmaPlace[place] ?? NONE; number !== NONE; number = beforeAtLemmaPlace[number] ?? NONE) {
      const word = different[number];
      if (word?.lemma === name && word.text !== name) found.push(number);
    }
    return found;
  };
  return { different, numbers, firstOf, latest, before, lineOf, named };
}

const FEWEST_DIFFERENT = 1 << 10;

function twiceAsLong(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * numbers.length);
  longer.set(numbers);
  return longer;
}
