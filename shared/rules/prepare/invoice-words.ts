import type { Word } from './narrative-reading.ts';
import type { PreparedLine } from './prepared-invoice.ts';

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
}

/** A power of two; of words that share a place, the latest is known there. */
const PLACES = 1 << 13;
const NONE = -1;

const known = new WeakMap<readonly PreparedLine[], InvoiceWords>();

/** Numbers the words of an invoice; once for the same list of lines, on first use. */
export function invoiceWords(lines: readonly PreparedLine[]): InvoiceWords {
  const found = known.get(lines) ?? numberWords(lines);
  known.set(lines, found);
  return found;
}

function numberWords(lines: readonly PreparedLine[]): InvoiceWords {
  let total = 0;
  const firstOf = new Int32Array(lines.length + 1);
  for (const { index, reading } of lines) {
    total += reading.words.length;
    firstOf[index + 1] = total;
  }
  const different: Word[] = [];
  const numberAtPlace = new Int32Array(PLACES).fill(NONE);
  const numbers = new Int32Array(total);
  const before = new Int32Array(total);
  const lineOf = new Int32Array(total);
  let latest = new Int32Array(1 << 10);
  let at = 0;
  for (const { index, reading } of lines) {
    for (const word of reading.words) {
      const place = word.place & (PLACES - 1);
      let number = numberAtPlace[place] ?? NONE;
      if (number === NONE || different[number] !== word) {
        number = different.length;
        different.push(word);
        numberAtPlace[place] = number;
        if (number === latest.length) latest = grown(latest);
        latest[number] = NONE;
      }
      numbers[at] = number;
      lineOf[at] = index;
      before[at] = latest[number] ?? NONE;
      latest[number] = at;
      at += 1;
    }
  }
  return { different, numbers, firstOf, latest, before, lineOf };
}

function grown(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const twice = new Int32Array(2 * numbers.length);
  twice.set(numbers);
  return twice;
}
