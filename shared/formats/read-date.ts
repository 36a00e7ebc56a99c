import type { IsoDate } from '#shared/domain/invoice.ts';
import { isNullWord } from './read-number.ts';

/** Which number comes first in `3/4/2026`. */
export type DayOrder = 'monthFirst' | 'dayFirst';

export type DateReading =
  | { readonly kind: 'blank'; readonly isNull: boolean }
  /** `isVariant`: not `YYYYMMDD`. `isAmbiguous`: day and month could be the other way round. */
  | { readonly kind: 'value'; readonly date: IsoDate; readonly isVariant: boolean; readonly isAmbiguous: boolean }
  | { readonly kind: 'notADate' };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS_IN = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const NOT_A_DATE: DateReading = { kind: 'notADate' };

/** The calendar date, or `null` when there is no such day. Years 1900 to 2199. */
export function calendarDate(year: number, month: number, day: number): IsoDate | null {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return null;
  if (day > (DAYS_IN[month - 1] ?? 0)) return null;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2 && day === 29 && !isLeap) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The specification's own form, `YYYYMMDD`; `null` for anything else. */
export function plainDate(text: string): IsoDate | null {
  if (text.length !== 8) return null;
  let value = 0;
  for (let index = 0; index < 8; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  return calendarDate(Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100);
}

/** Reads a date as files write it. `order` settles `3/4/2026`; a day above 12 settles itself. */
export function readDate(text: string, order: DayOrder = 'monthFirst'): DateReading {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'blank', isNull: false };
  if (isNullWord(trimmed)) return { kind: 'blank', isNull: true };
  const plain = plainDate(trimmed);
  if (plain !== null) return { kind: 'value', date: plain, isVariant: false, isAmbiguous: false };
  if (trimmed.length > 40) return NOT_A_DATE;
  const bare = trimmed.replace(TIME_OF_DAY, '').replace(WEEKDAY, '');
  return yearFirst(bare) ?? numbersOnly(bare, order) ?? withMonthName(bare) ?? NOT_A_DATE;
}

const TIME_OF_DAY = /[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?$/i;
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i;

function dateOf(year: number, month: number, day: number, isAmbiguous = false): DateReading {
  const date = calendarDate(year, month, day);
  return date === null ? NOT_A_DATE : { kind: 'value', date, isVariant: true, isAmbiguous };
}

function yearFirst(text: string): DateReading | null {
  const match = /^(\d{4})([-/.\s])(\d{1,2})\2(\d{1,2})$/.exec(text);
  return match === null ? null : dateOf(Number(match[1]), Number(match[3]), Number(match[4]));
}

function numbersOnly(text: string, order: DayOrder): DateReading | null {
  const match = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text);
  if (match === null) return null;
  const [first, second] = [Number(match[1]), Number(match[3])];
  const year = fullYear(match[4] ?? '');
  if (first > 12) return dateOf(year, second, first);
  if (second > 12) return dateOf(year, first, second);
  const isAmbiguous = first !== second && match[2] !== '.';
  // Points between the numbers are the continental habit, which always puts the day first.
  if (match[2] === '.' || order === 'dayFirst') return dateOf(year, second, first, isAmbiguous);
  return dateOf(year, first, second, isAmbiguous);
}

function withMonthName(text: string): DateReading | null {
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[-\s.]+([a-z]{3,9})\.?[-\s,]+(\d{4}|\d{2})$/i.exec(text);
  if (dayFirst !== null) return named(dayFirst[3], dayFirst[2], dayFirst[1]);
  const monthFirst = /^([a-z]{3,9})\.?[-\s]+(\d{1,2})(?:st|nd|rd|th)?,?[-\s]+(\d{4}|\d{2})$/i.exec(text);
  return monthFirst === null ? null : named(monthFirst[3], monthFirst[1], monthFirst[2]);
}

function named(year = '', month = '', day = ''): DateReading {
  return dateOf(fullYear(year), MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1, Number(day));
}

// Two digits: bills are recent, so 00 to 68 is this century (the POSIX rule).
function fullYear(text: string): number {
  const year = Number(text);
  return text.length === 4 ? year : year < 69 ? 2000 + year : 1900 + year;
}
