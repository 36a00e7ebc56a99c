import { characterFold, isLetter } from './characters.ts';
import { knowledgeOf } from './lexicon.ts';
import type { NarrativeReading, Segment, Word } from './narrative-reading.ts';
import { endOfNumber, endOfStatedHours, isListMark, statedHoursAt } from './stated-hours.ts';
import { WordMark } from './word-mark.ts';
import { wordOf } from './word-place.ts';

/**
 * Words met before, in a table of fixed size: each word has one place, a newcomer takes it. Nothing grows
 * with the number of narratives, and what a narrative reads as never depends on it.
 */
const PLACES = 1 << 13;
const met: (Word | undefined)[] = new Array(PLACES).fill(undefined);
const metHigh = new Int32Array(PLACES);
const metLow = new Int32Array(PLACES);

/** Letters of a word are packed five bits each, the last twelve of them into two numbers. */
const SIX_LETTERS = (1 << 30) - 1;
const MOST_PACKED = 12;
const NOT_PACKED = 1 << 30;
/** Set in the code of every small letter and of no digit. */
const LETTER_BIT = 64;

const APOSTROPHE = 39;
const HYPHEN = 45;
const DOT = 46;
const SLASH = 47;
const SEMICOLON = 59;
const AMPERSAND = 38;
const BULLET = 0x2022;
const EM_DASH = 0x2014;

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

// Where the words of the narrative being read are gathered; copied out at its end, so that the arrays a
// reading keeps are exactly as long as they must be.
const wordsInWork: Word[] = [];
const startsInWork: number[] = [];
const segmentsInWork: Segment[] = [];

/**
 * Reads a narrative once: words with their places and marks, and the pieces between `;`, full stops and
 * list marks. An hours figure written in the text ("(.3)", "[0.4]", "0.3 hrs", "- 0.4;") belongs to the
 * piece before it, or to the piece it opens; it ends that piece. One pass over the characters, one lookup
 * a word, no regular expression.
 */
export function readNarrative(text: string): NarrativeReading {
  const words = wordsInWork;
  const starts = startsInWork;
  const length = text.length;
  let count = 0;
  let marks = 0;
  let firstWord = 0;
  let item = 0;
  let segments = 0;
  let statedHoursE4: number | null = null;

  let at = 0;
  while (at < length) {
    const start = at;
    let code = text.charCodeAt(at);
    if (code === 32) {
      at += 1;
      continue;
    }
    let fold = characterFold(code);
    if (fold >= 97) {
      // A letter: the word's end and its letters, packed, in one go.
      let high = 0;
      let low = 0;
      let anyFold = 0;
      let allFolds = LETTER_BIT;
      for (;;) {
        while (fold >= 48) {
          high = ((high << 5) | (low >>> 25)) & SIX_LETTERS;
          low = ((low << 5) | (fold & 31)) & SIX_LETTERS;
          anyFold |= fold;
          allFolds &= fold;
          at += 1;
          if (at === length) break;
          code = text.charCodeAt(at);
          fold = characterFold(code);
        }
        if (at === length) break;
        const joining = joiningMark(text, code, start, at);
        if (joining === 0) break;
        if (code > 127) anyFold |= code;
        high = ((high << 5) | (low >>> 25)) & SIX_LETTERS;
        low = ((low << 5) | (joining & 31)) & SIX_LETTERS;
        allFolds = 0;
        at += 1;
        if (joining === SLASH && !endsSlashed(text, start, at)) break;
        code = text.charCodeAt(at);
        fold = characterFold(code);
      }
      const isPacked = allFolds !== 0 && anyFold < 128 && at - start <= MOST_PACKED;
      const word =
        anyFold > 127 ? knowledgeOf(lowerCased(text.slice(start, at))) : wordAt(text, start, at, high, low, isPacked);
      marks |= word.marks;
      words[count] = word;
      starts[count] = start;
      count += 1;
      continue;
    }
    if (fold >= 48 || (code === DOT && isDigit(text.charCodeAt(at + 1)))) {
      const end = endOfNumber(text, at);
      const hoursE4 = statedHoursAt(text, at, end);
      if (hoursE4 === null && isListMark(text, at, end, item + 1)) {
        item += 1;
        segments = closeSegment(segments, firstWord, count, statedHoursE4);
        firstWord = count;
        statedHoursE4 = null;
        at = end + 1;
        continue;
      }
      const isSecond = hoursE4 !== null && statedHoursE4 !== null;
      if (isSecond) {
        segments = closeSegment(segments, firstWord, count, statedHoursE4);
        firstWord = count;
      }
      const isHours = hoursE4 !== null;
      const numberMarks = isHours ? WordMark.number | WordMark.timeUnit : WordMark.number;
      words[count] = wordOf(text.slice(at, end), '#', numberMarks);
      starts[count] = at;
      count += 1;
      marks |= numberMarks;
      at = end;
      if (isHours) {
        statedHoursE4 = hoursE4;
        at = endOfStatedHours(text, end);
        if (!isSecond && count - 1 > firstWord) {
          segments = closeSegment(segments, firstWord, count, statedHoursE4);
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
      starts[count] = at;
      count += 1;
    } else if (code === SEMICOLON || code === BULLET || code === 10 || code === 13 || code === EM_DASH) {
      ends = true;
    } else if (code === HYPHEN && text.charCodeAt(at - 1) === 32 && text.charCodeAt(at + 1) === 32) {
      // A dash between spaces opens the next item of a list, unless an hours figure follows it.
      if (statedHoursAt(text, at + 2, endOfNumber(text, at + 2)) === null) ends = true;
    } else if (code === DOT || code === 33 || code === 63) {
      const last = count === 0 ? undefined : words[count - 1];
      const lastEnd = last === undefined ? -1 : (starts[count - 1] ?? 0) + last.text.length;
      if (endsSentence(text, at, last, lastEnd)) ends = true;
    }
    if (ends) {
      segments = closeSegment(segments, firstWord, count, statedHoursE4);
      firstWord = count;
      statedHoursE4 = null;
    }
    at += 1;
  }
  segments = closeSegment(segments, firstWord, count, statedHoursE4);
  return {
    text,
    words: words.slice(0, count),
    starts: starts.slice(0, count),
    segments: segmentsInWork.slice(0, segments),
    marks,
  };
}

// Not a closure: the reader's counters stay in registers. Returns how many segments there are.
function closeSegment(known: number, firstWord: number, endWord: number, statedHoursE4: number | null): number {
  if (endWord <= firstWord) return known;
  const end = (startsInWork[endWord - 1] ?? 0) + (wordsInWork[endWord - 1]?.text.length ?? 0);
  segmentsInWork[known] = { firstWord, endWord, start: startsInWork[firstWord] ?? 0, end, statedHoursE4 };
  return known + 1;
}

/**
 * The mark at `at` when the word goes on with it: an inner apostrophe or hyphen, the slash of "t/c", the
 * ampersand of "M&C"; else 0.
 */
function joiningMark(text: string, code: number, start: number, at: number): number {
  if (code === 32) return 0;
  if (code === HYPHEN) return isLetter(text.charCodeAt(at + 1)) ? HYPHEN : 0;
  if (code === SLASH) return continuesAfterSlash(text, start, at) ? SLASH : 0;
  if (code === AMPERSAND) return at === start + 1 && isLetterAlone(text, at + 1) ? AMPERSAND : 0;
  return characterFold(code) === APOSTROPHE && isLetter(text.charCodeAt(at + 1)) ? APOSTROPHE : 0;
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

/**
 * The word from `start` to `end`, from the table of words met where it is there. Twelve small letters or
 * fewer are told from all others by their packed letters alone; other words are compared letter by letter.
 */
function wordAt(text: string, start: number, end: number, high: number, low: number, isPacked: boolean): Word {
  const key = isPacked ? low : low | NOT_PACKED;
  const place = ((low ^ (low >>> 13)) + Math.imul(high, 31)) & (PLACES - 1);
  const before = met[place];
  if (before !== undefined && metLow[place] === key && metHigh[place] === high && before.text.length === end - start) {
    if (isPacked || isSameWord(before.text, text, start, end)) return before;
  }
  const found = knowledgeOf(text.slice(start, end).toLowerCase());
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

function lowerCased(text: string): string {
  const straight = text.replaceAll('\u2019', "'");
  const lower = straight.toLowerCase();
  return lower.length === text.length ? lower : straight;
}
