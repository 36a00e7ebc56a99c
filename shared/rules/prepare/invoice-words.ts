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
  /** Word `n` stands at the indexes of `numbers` that are given from `firstPlaceOf[n]` to `firstPlaceOf[n + 1]`. */
  readonly placesOf: Int32Array;
  readonly firstPlaceOf: Int32Array;
  /** The line of each index of `numbers`. */
  readonly lineOf: Int32Array;
  /** Union of the marks of each line's words. */
  readonly marksOf: Int32Array;
  /** Numbers of the words that are written so or have this head word. */
  named(name: string): readonly number[];
}

const NONE = -1;

/** Numbers the words of an invoice, in the order in which they are first used. */
export function numberWords(lines: readonly Pick<PreparedLine, 'reading'>[]): InvoiceWords {
  const firstOf = new Int32Array(lines.length + 1);
  const marksOf = new Int32Array(lines.length);
  let total = 0;
  for (let line = 0; line < lines.length; line += 1) {
    const reading = lines[line]?.reading;
    total += reading?.words.length ?? 0;
    firstOf[line + 1] = total;
    marksOf[line] = reading?.marks ?? 0;
  }
  const different: Word[] = [];
  // The first word at each place of its text or its head word, and of each word the one after it there.
  const numberAtPlace = new Int32Array(MOST_PLACES).fill(NONE);
  const numberAtLemmaPlace = new Int32Array(MOST_PLACES).fill(NONE);
  let nextAtPlace = new Int32Array(FEWEST_DIFFERENT);
  let nextAtLemmaPlace = new Int32Array(FEWEST_DIFFERENT);
  let counts = new Int32Array(FEWEST_DIFFERENT);
  const numbers = new Int32Array(total);
  const lineOf = new Int32Array(total);
  let at = 0;
  for (let line = 0; line < lines.length; line += 1) {
    for (const word of lines[line]?.reading.words ?? []) {
      const first = numberAtPlace[word.place] ?? NONE;
      let number = first;
      while (number !== NONE && different[number] !== word) number = nextAtPlace[number] ?? NONE;
      if (number === NONE) {
        number = different.length;
        different.push(word);
        if (number === nextAtPlace.length) {
          nextAtPlace = twiceAsLong(nextAtPlace);
          nextAtLemmaPlace = twiceAsLong(nextAtLemmaPlace);
          counts = twiceAsLong(counts);
        }
        // Words met early are those met most often: they stay first at their place.
        if (first === NONE) {
          numberAtPlace[word.place] = number;
          nextAtPlace[number] = NONE;
        } else {
          nextAtPlace[number] = nextAtPlace[first] ?? NONE;
          nextAtPlace[first] = number;
        }
        nextAtLemmaPlace[number] = numberAtLemmaPlace[word.lemmaPlace] ?? NONE;
        numberAtLemmaPlace[word.lemmaPlace] = number;
      }
      numbers[at] = number;
      lineOf[at] = line;
      counts[number] = (counts[number] ?? 0) + 1;
      at += 1;
    }
  }
  const { placesOf, firstPlaceOf } = placesByWord(numbers, counts.subarray(0, different.length));
  const named = (name: string): readonly number[] => {
    const place = placeOf(name);
    const found: number[] = [];
    for (let number = numberAtPlace[place] ?? NONE; number !== NONE; number = nextAtPlace[number] ?? NONE) {
      if (different[number]?.text === name) found.push(number);
    }
    for (let number = numberAtLemmaPlace[place] ?? NONE; number !== NONE; number = nextAtLemmaPlace[number] ?? NONE) {
      const word = different[number];
      if (word?.lemma === name && word.text !== name) found.push(number);
    }
    return found;
  };
  return { different, numbers, firstOf, placesOf, firstPlaceOf, lineOf, marksOf, named };
}

function placesByWord(numbers: Int32Array, counts: Int32Array) {
  const firstPlaceOf = new Int32Array(counts.length + 1);
  for (let number = 0; number < counts.length; number += 1) {
    firstPlaceOf[number + 1] = (firstPlaceOf[number] ?? 0) + (counts[number] ?? 0);
  }
  const next = firstPlaceOf.slice();
  const placesOf = new Int32Array(numbers.length);
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] ?? 0;
    const place = next[number] ?? 0;
    placesOf[place] = at;
    next[number] = place + 1;
  }
  return { placesOf, firstPlaceOf };
}

const FEWEST_DIFFERENT = 1 << 10;

function twiceAsLong(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * numbers.length);
  longer.set(numbers);
  return longer;
}
