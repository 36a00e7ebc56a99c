import { knowledgeOf, type WordKnowledge } from './lexicon.ts';
import type { NarrativeReading, Segment, Word } from './narrative-reading.ts';
import { WordMark } from './word-mark.ts';

/**
 * Knowledge of words met before, in a table of fixed size: each word has one place, a newcomer takes it.
 * Nothing grows with the number of narratives, and what a narrative reads as never depends on it.
 */
const PLACES = 1 << 13;
const met: (WordKnowledge | undefined)[] = new Array(PLACES).fill(undefined);

/** Characters as classes; everything beyond ASCII letters is a letter unless it is a known mark. */
const LETTER = 1;
const DIGIT = 2;
const APOSTROPHE = 3;
const CLASSES = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  const char = String.fromCharCode(code);
  if (/[a-zA-Z_]/.test(char)) CLASSES[code] = LETTER;
  else if (/[0-9]/.test(char)) CLASSES[code] = DIGIT;
  else if (char === "'") CLASSES[code] = APOSTROPHE;
}

const DOT = 46;
const SLASH = 47;
const HYPHEN = 45;
const SEMICOLON = 59;
const AMPERSAND = 38;
const CURLY_APOSTROPHE = 0x2019;
const BULLET = 0x2022;
const EM_DASH = 0x2014;

function classOf(code: number): number {
  if (code < 128) return CLASSES[code] ?? 0;
  if (code === CURLY_APOSTROPHE) return APOSTROPHE;
  if (code >= 0x2000 && code <= 0x206f) return 0;
  return code >= 0xc0 ? LETTER : 0;
}

/**
 * Words after whose full stop a sentence goes on. Single letters (initials) and words with a full stop
 * already inside never end one either.
 */
const ABBREVIATIONS = new Set(
  `mr mrs ms dr jr sr st vs no nos inc co corp ltd llc esq tel telephonic conf confs corr corresp ltr ltrs atty attys
  re rev depo depos mtg mtgs mtn mot opp def defs plt plts plf pltf pl resp resps obj supp ex exh exhs para sec art dept
  gov hon jan feb mar apr jun jul aug sep sept oct nov dec approx ref ave blvd et al cont contd prep disc discov doc docs
  decl decls stip addl add'l cl clt assoc rec rec'd recd w ct crt cnsl asst mgr rep reps adj fed civ proc cal calif`
    .trim()
    .split(/\s+/),
);

/** Hours written in a narrative are at most a day. */
const DAY_E4 = 240_000;

/**
 * Reads a narrative once: words with their places and marks, and the pieces between `;`, full stops and
 * list marks. An hours figure written in the text ("(.3)", "[0.4]", "0.3 hrs", "- 0.4;") belongs to the
 * piece before it, or to the piece it opens; it ends that piece. One pass over the characters, one lookup
 * a word, no regular expression.
 */
export function readNarrative(text: string): NarrativeReading {
  const words: Word[] = [];
  const segments: Segment[] = [];
  let marks = 0;
  let firstWord = 0;
  let statedHoursE4: number | null = null;
  const length = text.length;

  const closeSegment = (): void => {
    if (words.length > firstWord) {
      const first = words[firstWord];
      const last = words[words.length - 1];
      if (first !== undefined && last !== undefined) {
        segments.push({ firstWord, endWord: words.length, start: first.start, end: last.end, statedHoursE4 });
      }
    }
    firstWord = words.length;
    statedHoursE4 = null;
  };

  let at = 0;
  while (at < length) {
    const code = text.charCodeAt(at);
    const kind = classOf(code);
    if (kind === LETTER) {
      const end = endOfWord(text, at);
      const known = knowledgeAt(text, at, end);
      marks |= known.marks;
      words.push({ text: known.text, lemma: known.lemma, start: at, end, marks: known.marks });
      at = end;
      continue;
    }
    if (kind === DIGIT || (code === DOT && classOf(text.charCodeAt(at + 1)) === DIGIT)) {
      const end = endOfNumber(text, at);
      const hoursE4 = statedHoursAt(text, at, end);
      if (hoursE4 !== null) {
        const isSecond = statedHoursE4 !== null;
        if (isSecond) closeSegment();
        statedHoursE4 = hoursE4;
        words.push({
          text: text.slice(at, end),
          lemma: '#',
          start: at,
          end,
          marks: WordMark.number | WordMark.timeUnit,
        });
        marks |= WordMark.number | WordMark.timeUnit;
        at = endOfUnit(text, end);
        if (!isSecond && words.length - 1 > firstWord) closeSegment();
        continue;
      }
      if (isListMark(text, at, end)) {
        closeSegment();
        at = end + 1;
        continue;
      }
      marks |= WordMark.number;
      words.push({ text: text.slice(at, end), lemma: '#', start: at, end, marks: WordMark.number });
      at = end;
      continue;
    }
    if (code === AMPERSAND) {
      marks |= WordMark.joiner;
      words.push({ text: '&', lemma: 'and', start: at, end: at + 1, marks: WordMark.joiner });
    } else if (code === SEMICOLON || code === BULLET || code === 10 || code === 13 || code === EM_DASH) {
      closeSegment();
    } else if (code === HYPHEN && text.charCodeAt(at - 1) === 32 && text.charCodeAt(at + 1) === 32) {
      // A dash between spaces opens the next item of a list, unless an hours figure follows it.
      if (!startsStatedHours(text, at + 2)) closeSegment();
    } else if ((code === DOT || code === 33 || code === 63) && endsSentence(text, at, words)) {
      closeSegment();
    }
    at += 1;
  }
  closeSegment();
  return { text, words, segments, marks };
}

/** End of a word: letters, digits, inner apostrophes and hyphens, and the slash of `w/`, `t/c`, `and/or`. */
function endOfWord(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    const kind = classOf(code);
    if (kind === LETTER || kind === DIGIT) {
      at += 1;
    } else if ((kind === APOSTROPHE || code === HYPHEN) && classOf(text.charCodeAt(at + 1)) === LETTER) {
      at += 2;
    } else if (code === SLASH) {
      const end = endOfSlashed(text, start, at);
      return end;
    } else if (code === AMPERSAND && at === start + 1 && isLetterAlone(text, at + 1)) {
      return at + 2;
    } else {
      return at;
    }
  }
}

function isLetterAlone(text: string, at: number): boolean {
  return classOf(text.charCodeAt(at)) === LETTER && classOf(text.charCodeAt(at + 1)) === 0;
}

function endOfSlashed(text: string, start: number, slash: number): number {
  const first = text.charCodeAt(start) | 32;
  if (slash - start === 1) {
    if (isLetterAlone(text, slash + 1)) return slash + 2;
    // "w/client" and "w/ client": the slash belongs to the preposition.
    return first === 119 ? slash + 1 : slash;
  }
  // "t/cs", "and/or".
  if (slash - start === 3 && text.slice(start, slash + 3).toLowerCase() === 'and/or') return slash + 3;
  return slash;
}

function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    const kind = classOf(code);
    if (kind === DIGIT) at += 1;
    else if (
      (code === DOT || code === SLASH || code === HYPHEN || code === 44 || code === 58) &&
      isDigitAt(text, at + 1)
    )
      at += 2;
    else return at;
  }
}

function isDigitAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** "1)", "(2)", "3." opening an item: one or two digits after a break, not an hours figure. */
function isListMark(text: string, start: number, end: number): boolean {
  if (end - start > 2) return false;
  const next = text.charCodeAt(end);
  if (next === 41) {
    const before = text.charCodeAt(start - 1);
    return start === 0 || before === 32 || (before === 40 && (start === 1 || text.charCodeAt(start - 2) === 32));
  }
  return next === DOT && (start === 0 || text.charCodeAt(start - 2) === SEMICOLON);
}

/**
 * Hours stated by the number at `start`, or `null`. A bare number is none: it must stand in brackets with a
 * decimal point, carry a unit, or follow a dash and end its item.
 */
function statedHoursAt(text: string, start: number, end: number): number | null {
  const before = lastMark(text, start);
  const unit = unitAt(text, end);
  const isDecimal = hasOnePoint(text, start, end);
  if (unit === 'none') {
    if (!isDecimal) return null;
    const next = text.charCodeAt(end);
    const isBracketed = (before === 40 && next === 41) || (before === 91 && next === 93);
    const isDashed = before === HYPHEN && (end === text.length || next === SEMICOLON || next === DOT);
    if (!isBracketed && !isDashed) return null;
  }
  let valueE4 = hundredthsAt(text, start, end);
  if (valueE4 === null) return null;
  if (unit === 'minutes') valueE4 = Math.round(valueE4 / 60);
  return valueE4 > 0 && valueE4 <= DAY_E4 ? valueE4 : null;
}

function startsStatedHours(text: string, start: number): boolean {
  const code = text.charCodeAt(start);
  if (code !== DOT && !isDigitAt(text, start)) return false;
  return statedHoursAt(text, start, endOfNumber(text, start)) !== null;
}

/** The character before, blanks passed over. */
function lastMark(text: string, start: number): number {
  let at = start - 1;
  while (at >= 0 && text.charCodeAt(at) === 32) at -= 1;
  return at < 0 ? 0 : text.charCodeAt(at);
}

function hasOnePoint(text: string, start: number, end: number): boolean {
  let points = 0;
  for (let at = start; at < end; at += 1) if (text.charCodeAt(at) === DOT) points += 1;
  return points === 1;
}

/** Exact: digits with at most two decimals, in ten-thousandths; `null` for dates, dockets and the like. */
function hundredthsAt(text: string, start: number, end: number): number | null {
  let value = 0;
  let decimals = -1;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === DOT) {
      if (decimals >= 0) return null;
      decimals = 0;
      continue;
    }
    if (code < 48 || code > 57) return null;
    value = value * 10 + (code - 48);
    if (decimals >= 0) decimals += 1;
    if (value > 100_000) return null;
  }
  if (decimals > 2) return null;
  return decimals === 2 ? value * 100 : decimals === 1 ? value * 1_000 : value * 10_000;
}

type Unit = 'hours' | 'minutes' | 'none';

function unitAt(text: string, end: number): Unit {
  let at = end;
  if (text.charCodeAt(at) === 32 || text.charCodeAt(at) === HYPHEN) at += 1;
  const code = text.charCodeAt(at) | 32;
  if (code !== 104 && code !== 109) return 'none';
  let stop = at;
  while (classOf(text.charCodeAt(stop)) === LETTER) stop += 1;
  const word = text.slice(at, stop).toLowerCase();
  // "24-hour notice", "2 hour deposition": an adjective before its noun is not a time worked.
  if (word === 'hours' || word === 'hrs' || word === 'hr' || word === 'h' || word === 'hour') {
    return word === 'hour' && classOf(text.charCodeAt(stop + 1)) === LETTER ? 'none' : 'hours';
  }
  return word === 'minutes' || word === 'min' || word === 'mins' ? 'minutes' : 'none';
}

function endOfUnit(text: string, end: number): number {
  if (unitAt(text, end) === 'none') return end;
  let at = end;
  if (text.charCodeAt(at) === 32 || text.charCodeAt(at) === HYPHEN) at += 1;
  while (classOf(text.charCodeAt(at)) === LETTER) at += 1;
  return at;
}

/** A full stop ends a piece unless the word before it is an initial or a usual abbreviation. */
function endsSentence(text: string, at: number, words: readonly Word[]): boolean {
  const next = text.charCodeAt(at + 1);
  if (at + 1 < text.length && next !== 32 && next !== 34 && next !== 41) return false;
  const last = words[words.length - 1];
  if (last === undefined || last.end !== at) return true;
  return last.end - last.start > 1 && !ABBREVIATIONS.has(last.text);
}

function knowledgeAt(text: string, start: number, end: number): WordKnowledge {
  let hash = end - start;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    hash = (Math.imul(hash, 31) + (code >= 65 && code <= 90 ? code | 32 : code)) | 0;
  }
  const place = (hash ^ (hash >>> 13)) & (PLACES - 1);
  const before = met[place];
  if (before !== undefined && isSameWord(before.text, text, start, end)) return before;
  const found = knowledgeOf(text.slice(start, end).toLowerCase().replaceAll('\u2019', "'"));
  met[place] = found;
  return found;
}

function isSameWord(known: string, text: string, start: number, end: number): boolean {
  const length = end - start;
  if (known.length !== length) return false;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(start + index);
    if ((code >= 65 && code <= 90 ? code | 32 : code) !== known.charCodeAt(index)) return false;
  }
  return true;
}
