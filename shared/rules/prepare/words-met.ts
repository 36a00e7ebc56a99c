import { knowledgeOf } from './lexicon.ts';
import type { Word } from './narrative-reading.ts';
import { WordMark } from './word-mark.ts';
import { wordOf } from './word-place.ts';

/**
 * Words met before, in tables of fixed size, so that nothing grows with the number of narratives. What a
 * narrative reads as never depends on them: a word found here is the word that the lexicon would give.
 */
const PLACES = 1 << 14;

/** Letters of a word are packed five bits each, the last twelve of them into two numbers. */
export const MOST_PACKED = 12;
const NOT_PACKED = 1 << 30;

// Each word has two places, and the one met first gives way. A free place has no letters: no word is looked for there.
const met: Word[] = new Array(PLACES).fill(wordOf('', '', 0));
const metHigh = new Int32Array(PLACES);
const metLow = new Int32Array(PLACES);

/**
 * The word from `start` to `end` of a text, all of it ASCII. Twelve small letters or fewer are told from all
 * others by their packed letters alone; other words are compared letter by letter.
 */
export function wordAt(text: string, start: number, end: number, high: number, low: number, isPacked: boolean): Word {
  const key = isPacked ? low : low | NOT_PACKED;
  const place = ((low ^ (low >>> 13)) + Math.imul(high, 31)) & (PLACES - 1);
  const word = met[place];
  if (word !== undefined && metLow[place] === key && metHigh[place] === high) {
    if (isPacked || isSameWord(word.text, text, start, end)) return word;
  }
  const other = place ^ 1;
  const second = met[other];
  if (second !== undefined && metLow[other] === key && metHigh[other] === high) {
    if (isPacked || isSameWord(second.text, text, start, end)) return second;
  }
  const found = knowledgeOf(text.slice(start, end).toLowerCase());
  met[other] = word ?? found;
  metHigh[other] = metHigh[place] ?? 0;
  metLow[other] = metLow[place] ?? 0;
  met[place] = found;
  metHigh[place] = high;
  metLow[place] = key;
  return found;
}

function isSameWord(known: string, text: string, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let index = 0; start + index < end; index += 1) {
    const code = text.charCodeAt(start + index);
    if ((code >= 65 && code <= 90 ? code | 32 : code) !== known.charCodeAt(index)) return false;
  }
  return true;
}

const MOST_DIGITS = 4;
/** Where the numbers of so many digits begin: "7" and "07" are two words. */
const FIRST_OF_LENGTH = [0, 0, 10, 110, 1_110] as const;
const plainNumbers: (Word | undefined)[] = new Array(11_110).fill(undefined);

/** The word for the figures from `start` to `end` that state no hours. */
export function numberAt(text: string, start: number, end: number): Word {
  const place = plainPlace(text, start, end);
  const before = place < 0 ? undefined : plainNumbers[place];
  if (before !== undefined) return before;
  const found = wordOf(text.slice(start, end), '#', WordMark.number);
  if (place >= 0) plainNumbers[place] = found;
  return found;
}

/** A place for four digits or fewer; -1 for all other figures. */
function plainPlace(text: string, start: number, end: number): number {
  const length = end - start;
  if (length > MOST_DIGITS) return -1;
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return (FIRST_OF_LENGTH[length] ?? 0) + value;
}
