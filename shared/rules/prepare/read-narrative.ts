import { characterFold, isLetter } from './characters.ts';
import { knowledgeOf } from './lexicon.ts';
import { BULLET, CURLY_APOSTROPHE, codesOf, EM_DASH, WIDE_LETTER } from './narrative-codes.ts';
import type { NarrativeReading, Segment, Word } from './narrative-reading.ts';
import { endOfNumber, endOfStatedHours, isListMark, statedHoursAt } from './stated-hours.ts';
import { WordMark } from './word-mark.ts';
import { wordOf } from './word-place.ts';
import { MOST_PACKED, numberAt, wordAt } from './words-met.ts';

const APOSTROPHE = 39;
const HYPHEN = 45;
const DOT = 46;
const SLASH = 47;
const SEMICOLON = 59;
const AMPERSAND = 38;

const SIX = 6;
const SIX_LETTERS = (1 << (5 * SIX)) - 1;

/** By code: five bits of a letter, and besides: that it is a digit, that it is not ASCII. 0 between words. */
const PACKED = new Uint8Array(256);
const NOT_A_LETTER = 32;
const WIDE = 64;
for (let code = 0; code < 128; code += 1) {
  const fold = characterFold(code);
  if (fold >= 97) PACKED[code] = fold & 31;
  else if (fold >= 48) PACKED[code] = fold;
}
PACKED[WIDE_LETTER] = WIDE;

const JOINER = wordOf('&', 'and', WordMark.joiner);

/**
 * Words after whose full stop a sentence goes on. Single letters (initials) never end one either.
 */
const ABBREVIATIONS = new Set(
  `mr mrs ms dr jr sr st vs no nos inc co corp ltd llc esq tel telephonic conf confs corr corresp ltr ltrs atty attys
  re rev depo depos mtg mtgs mtn mot opp def defs plt plts plf pltf pl resp resps obj supp ex exh exhs para sec art dept
  gov hon prop dir priv hosp calc drft incl negl stat stmt rpt rpts invs inv med meds vol vols pp bros assn mfg natl intl univ ret ft mt assoc authz auth auths mgmt svc svcs bldg bldgs tr jan feb mar apr jun jul aug sep sept oct nov dec approx ref ave blvd et al cont contd prep disc discov doc docs
  decl decls stip addl add'l cl clt assoc rec rec'd recd w ct crt cnsl asst mgr rep reps adj fed civ proc cal calif`
    .trim()
    .split(/\s+/),
);

const OPEN = 40;
const OPEN_SQUARE = 91;
const COMMA = 44;

// Where the words and pieces of the narrative being read are gathered; copied out at its end, so that the lists a
// reading keeps are exactly as long as they must be.
const wordsInWork: Word[] = [];
const segmentsInWork: Segment[] = [];

/** Starts of the words of many readings, one after the other: a bill has more of them than of anything else. */
const BLOCK = 1 << 14;
let block = new Uint32Array(BLOCK);
let blockEnd = 0;

/**
 * Reads a narrative once: words with their places and marks, and the pieces between `;`, full stops and
 * list marks. An hours figure written in the text ("(.3)", "[0.4]", "0.3 hrs", "- 0.4;") belongs to the
 * piece before it, or to the piece it opens; it ends that piece. One pass over the characters, one lookup
 * a word, no regular expression.
 */
export function readNarrative(text: string): NarrativeReading {
  const words = wordsInWork;
  const length = text.length;
  const codes = codesOf(text);
  if (blockEnd + length > block.length) {
    block = new Uint32Array(Math.max(BLOCK, length));
    blockEnd = 0;
  }
  const starts = block;
  const firstStart = blockEnd;
  let count = 0;
  let marks = 0;
  let firstWord = 0;
  let segments = 0;
  let item = 0;
  let hasBreaks = false;
  let statedHoursE4: number | null = null;

  let at = 0;
  while (at < length) {
    const start = at;
    const code = codes[at] ?? 0;
    if (code === 32) {
      at += 1;
      continue;
    }
    let fold = PACKED[code] ?? 0;
    if ((fold & NOT_A_LETTER) === 0 && fold !== 0) {
      // A letter: the word's end and its letters, packed, in one go. Most words end within six.
      let high = 0;
      let low = 0;
      let seen = 0;
      const six = start + SIX;
      do {
        low = (low << 5) | (fold & 31);
        seen |= fold;
        at += 1;
        fold = PACKED[codes[at] ?? 0] ?? 0;
      } while (fold !== 0 && at !== six);
      if (at === six) {
        high = low;
        low = 0;
      }
      for (;;) {
        while (fold !== 0) {
          low = ((low << 5) | (fold & 31)) & SIX_LETTERS;
          seen |= fold;
          at += 1;
          fold = PACKED[codes[at] ?? 0] ?? 0;
        }
        const next = codes[at] ?? 0;
        if (next === 32 || at === length) break;
        const joining = joiningMark(text, next, start, at);
        if (joining === 0) break;
        seen |= next > 127 ? WIDE : NOT_A_LETTER;
        low = ((low << 5) | (joining & 31)) & SIX_LETTERS;
        at += 1;
        if (joining === SLASH && !endsSlashed(text, start, at)) break;
        fold = PACKED[codes[at] ?? 0] ?? 0;
      }
      const word =
        seen >= WIDE
          ? knowledgeOf(lowerCased(text.slice(start, at)))
          : wordAt(text, start, at, high, low, seen < NOT_A_LETTER && at - start <= MOST_PACKED);
      marks |= word.marks;
      words[count] = word;
      starts[firstStart + count] = start;
      count += 1;
      continue;
    }
    if (fold !== 0 || (code === DOT && isDigit(codes[at + 1] ?? 0))) {
      const end = endOfNumber(text, at);
      const hoursE4 = statedHoursAt(text, at, end);
      if (hoursE4 === null && isListMark(text, at, end, item + 1)) {
        item += 1;
        segments = closeSegment(segments, firstStart, firstWord, count, statedHoursE4);
        firstWord = count;
        statedHoursE4 = null;
        at = end + 1;
        continue;
      }
      const isSecond = hoursE4 !== null && statedHoursE4 !== null;
      if (isSecond) {
        segments = closeSegment(segments, firstStart, firstWord, count, statedHoursE4);
        firstWord = count;
      }
      const isHours = hoursE4 !== null;
      const numberMarks = isHours ? WordMark.number | WordMark.timeUnit : WordMark.number;
      words[count] = isHours ? wordOf(text.slice(at, end), '#', numberMarks) : numberAt(text, at, end);
      starts[firstStart + count] = at;
      count += 1;
      marks |= numberMarks;
      at = end;
      if (isHours) {
        statedHoursE4 = hoursE4;
        at = endOfStatedHours(text, end);
        if (!isSecond && count - 1 > firstWord) {
          segments = closeSegment(segments, firstStart, firstWord, count, statedHoursE4);
          firstWord = count;
          statedHoursE4 = null;
        }
      }
      continue;
    }
    let ends = false;
    if (code === AMPERSAND) {
      marks |= WordMark.joiner;
      words[count] = JOINER;
      starts[firstStart + count] = at;
      count += 1;
    } else if (code === COMMA || code === SLASH || code === OPEN || code === OPEN_SQUARE) {
      hasBreaks = true;
    } else if (code === SEMICOLON || code === BULLET || code === 10 || code === 13 || code === EM_DASH) {
      ends = true;
    } else if (code === HYPHEN && codes[at - 1] === 32 && codes[at + 1] === 32) {
      // A dash between spaces opens the next item of a list, unless an hours figure follows it.
      if (statedHoursAt(text, at + 2, endOfNumber(text, at + 2)) === null) ends = true;
    } else if (code === DOT || code === 33 || code === 63) {
      const last = count === 0 ? undefined : words[count - 1];
      const lastEnd = last === undefined ? -1 : (starts[firstStart + count - 1] ?? 0) + last.text.length;
      if (endsSentence(text, at, last, lastEnd)) ends = true;
    }
    if (ends) {
      segments = closeSegment(segments, firstStart, firstWord, count, statedHoursE4);
      firstWord = count;
      statedHoursE4 = null;
    }
    at += 1;
  }
  segments = closeSegment(segments, firstStart, firstWord, count, statedHoursE4);
  blockEnd = firstStart + count;
  return new Reading(
    text,
    words.slice(0, count),
    starts,
    firstStart,
    segmentsInWork.slice(0, segments),
    marks,
    hasBreaks,
  );
}

/**
 * A class, as pieces, tasks and prepared lines are, and for the same reason: of a literal the engine learns, from the first bills, that all
 * of them live long, and from then on makes each where only a full collection looks. A reading lives as long as its bill
 * is being checked.
 */
class Reading implements NarrativeReading {
  declare readonly text: string;
  declare readonly words: readonly Word[];
  declare readonly starts: Uint32Array;
  declare readonly firstStart: number;
  declare readonly segments: readonly Segment[];
  declare readonly marks: number;
  declare readonly hasBreaks: boolean;

  constructor(
    text: string,
    words: readonly Word[],
    starts: Uint32Array,
    firstStart: number,
    segments: readonly Segment[],
    marks: number,
    hasBreaks: boolean,
  ) {
    this.text = text;
    this.words = words;
    this.starts = starts;
    this.firstStart = firstStart;
    this.segments = segments;
    this.marks = marks;
    this.hasBreaks = hasBreaks;
  }
}

class Piece implements Segment {
  declare readonly firstWord: number;
  declare readonly endWord: number;
  declare readonly start: number;
  declare readonly end: number;
  declare readonly statedHoursE4: number | null;

  constructor(firstWord: number, endWord: number, start: number, end: number, statedHoursE4: number | null) {
    this.firstWord = firstWord;
    this.endWord = endWord;
    this.start = start;
    this.end = end;
    this.statedHoursE4 = statedHoursE4;
  }
}

// Not a closure: the reader's counters stay in registers. Returns how many segments there are.
function closeSegment(
  known: number,
  firstStart: number,
  firstWord: number,
  endWord: number,
  statedHoursE4: number | null,
): number {
  if (endWord <= firstWord) return known;
  const end = (block[firstStart + endWord - 1] ?? 0) + (wordsInWork[endWord - 1]?.text.length ?? 0);
  segmentsInWork[known] = new Piece(firstWord, endWord, block[firstStart + firstWord] ?? 0, end, statedHoursE4);
  return known + 1;
}

/**
 * The mark at `at` when the word goes on with it: an inner apostrophe or hyphen, the slash of "t/c", the
 * ampersand of "M&C"; else 0.
 */
function joiningMark(text: string, code: number, start: number, at: number): number {
  if (code === HYPHEN) return isLetter(text.charCodeAt(at + 1)) ? HYPHEN : 0;
  if (code === SLASH) return continuesAfterSlash(text, start, at) ? SLASH : 0;
  if (code === AMPERSAND) return at === start + 1 && isLetterAlone(text, at + 1) ? AMPERSAND : 0;
  return (code === APOSTROPHE || code === CURLY_APOSTROPHE) && isLetter(text.charCodeAt(at + 1)) ? APOSTROPHE : 0;
}

/** Whether a slash belongs to the word it follows: "w/", "t/c", "f/u", "and/or". */
function continuesAfterSlash(text: string, start: number, slash: number): boolean {
  if (slash - start === 1) return isLetterAlone(text, slash + 1) || (text.charCodeAt(start) | 32) === 119;
  return slash - start === 3 && text.slice(start, slash + 3).toLowerCase() === 'and/or';
}

/** Whether the letters after such a slash are part of the word too ("t/c", not the client of "w/client"). */
function endsSlashed(text: string, start: number, afterSlash: number): boolean {
  return afterSlash - start === 4 || isLetterAlone(text, afterSlash);
}

function isLetterAlone(text: string, at: number): boolean {
  return isLetter(text.charCodeAt(at)) && !isLetter(text.charCodeAt(at + 1));
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** A full stop ends a piece unless the word before it is an initial or a usual abbreviation. */
function endsSentence(text: string, at: number, last: Word | undefined, lastEnd: number): boolean {
  if (at + 1 < text.length) {
    const next = text.charCodeAt(at + 1);
    if (next !== 32 && next !== 34 && next !== 41) return false;
  }
  if (last === undefined || lastEnd !== at) return true;
  if (last.text.length === 1 || isAbbreviation(last.text)) return false;
  let after = at + 1;
  while (text.charCodeAt(after) === 32) after += 1;
  const opener = text.charCodeAt(after);
  // A small letter or a figure goes on with the sentence ("prop. order", "ans. 6"), and so does an initial.
  if ((opener >= 97 && opener <= 122) || isDigit(opener)) return false;
  return !(isLetter(opener) && text.charCodeAt(after + 1) === DOT);
}

function isAbbreviation(word: string): boolean {
  if (ABBREVIATIONS.has(word)) return true;
  const hyphen = word.lastIndexOf('-');
  return hyphen > 0 && ABBREVIATIONS.has(word.slice(hyphen + 1));
}

function lowerCased(text: string): string {
  const straight = text.replaceAll('\u2019', "'");
  const lower = straight.toLowerCase();
  return lower.length === text.length ? lower : straight;
}
