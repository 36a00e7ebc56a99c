import { isLetter } from './characters.ts';

const DOT = 46;
const SLASH = 47;
const HYPHEN = 45;
const SEMICOLON = 59;
const OPEN = 40;
const CLOSE = 41;

/** Hours written in a narrative are at most a day. */
const DAY_E4 = 240_000;

/** End of the figures at `start`: digits with single points, slashes, dashes, commas and colons inside. */
export function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      at += 1;
    } else if (
      (code === DOT || code === SLASH || code === HYPHEN || code === 44 || code === 58) &&
      isDigit(text.charCodeAt(at + 1))
    ) {
      at += 2;
    } else {
      return at;
    }
  }
}

/**
 * "1)", "(2)", "3." opening an item of a list: the next number of the list, after a break. "Review (2) emails"
 * opens none.
 * @param expected the number the next item must have
 */
export function isListMark(text: string, start: number, end: number, expected: number): boolean {
  const next = text.charCodeAt(end);
  if ((next !== CLOSE && next !== DOT) || end - start > 2) return false;
  if (Number(text.slice(start, end)) !== expected) return false;
  if (next === CLOSE) {
    const before = text.charCodeAt(start - 1);
    return start === 0 || before === 32 || (before === OPEN && (start === 1 || text.charCodeAt(start - 2) === 32));
  }
  return next === DOT && (start === 0 || text.charCodeAt(start - 2) === SEMICOLON);
}

/**
 * Hours stated by the figures from `start` to `end`, in ten-thousandths, or `null`. A bare number is none:
 * it must stand in brackets with a decimal point, carry a unit, or follow a dash and end its item.
 */
export function statedHoursAt(text: string, start: number, end: number): number | null {
  const first = text.charCodeAt(start);
  if (first !== DOT && !isDigit(first)) return null;
  const unit = unitAt(text, end);
  if (unit === 'none') {
    const next = text.charCodeAt(end);
    const isEnd = end === text.length || next === SEMICOLON || next === DOT;
    if (next !== CLOSE && next !== 93 && !isEnd) return null;
    const before = lastMark(text, start);
    const isBracketed = (before === OPEN && next === CLOSE) || (before === 91 && next === 93);
    if (!isBracketed && !(before === HYPHEN && isEnd)) return null;
    if (!hasPoint(text, start, end)) return null;
  }
  let valueE4 = hundredthsAt(text, start, end);
  if (valueE4 === null) return null;
  if (unit === 'minutes') valueE4 = Math.round(valueE4 / 60);
  return valueE4 > 0 && valueE4 <= DAY_E4 ? valueE4 : null;
}

/** The end of an hours figure with its unit, given the end of its digits. */
export function endOfStatedHours(text: string, end: number): number {
  if (unitAt(text, end) === 'none') return end;
  let at = end;
  if (text.charCodeAt(at) === 32 || text.charCodeAt(at) === HYPHEN) at += 1;
  while (isLetter(text.charCodeAt(at))) at += 1;
  return at;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** The character before, blanks passed over. */
function lastMark(text: string, start: number): number {
  let at = start - 1;
  while (at >= 0 && text.charCodeAt(at) === 32) at -= 1;
  return at < 0 ? 0 : text.charCodeAt(at);
}

function hasPoint(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (text.charCodeAt(at) === DOT) return true;
  return false;
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
    if (!isDigit(code)) return null;
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
  while (isLetter(text.charCodeAt(stop))) stop += 1;
  const word = text.slice(at, stop).toLowerCase();
  // "24-hour notice", "2 hour deposition": an adjective before its noun is not a time worked.
  if (word === 'hours' || word === 'hrs' || word === 'hr' || word === 'h' || word === 'hour') {
    return word === 'hour' && isLetter(text.charCodeAt(stop + 1)) ? 'none' : 'hours';
  }
  return word === 'minutes' || word === 'min' || word === 'mins' ? 'minutes' : 'none';
}
