import type { InvoiceLine } from '#shared/domain/invoice.ts';
import type { NarrativeReading } from '../prepare/narrative-reading.ts';
import { wordStart } from '../prepare/narrative-reading.ts';
import type { PreparedInvoice } from '../prepare/prepared-invoice.ts';
import { isUnknownWord, WordMark } from '../prepare/word-mark.ts';
import { wordSet } from '../word-set.ts';

/** Who bills on an invoice, as narratives name them. */
export interface Colleagues {
  readonly surnames: ReadonlySet<string>;
  /** First and last initial, lower case: `jm` stands for `JM` and `JTM`. */
  readonly initials: ReadonlySet<string>;
}

/** The timekeepers of an invoice by surname and initials, gathered from its lines once. */
export function colleaguesOf(prepared: PreparedInvoice): Colleagues {
  return prepared.once(gatherColleagues);
}

function gatherColleagues({ lines }: PreparedInvoice): Colleagues {
  const surnames = new Set<string>();
  const initials = new Set<string>();
  const seen = new Set<string>();
  const add = (name: string | null): void => {
    if (name === null || seen.has(name)) return;
    seen.add(name);
    addName(name, surnames, initials);
  };
  // People bill many lines each: most lines name whom the line before of the same person named.
  const latest: InvoiceLine[] = [];
  for (const { line, timekeeperNumber } of lines) {
    const before = latest[timekeeperNumber + 1];
    if (before !== undefined && hasSameNames(before, line)) continue;
    latest[timekeeperNumber + 1] = line;
    const last = line.extra?.TIMEKEEPER_LAST_NAME ?? '';
    // 98BI writes `Beaster John` without a comma, and says in a field of its own which part is the surname.
    add(last === '' ? line.timekeeperName : `${last}, ${line.extra?.TIMEKEEPER_FIRST_NAME ?? ''}`);
    add(line.timekeeperId);
  }
  return { surnames, initials };
}

function hasSameNames(a: InvoiceLine, b: InvoiceLine): boolean {
  if (a.timekeeperName !== b.timekeeperName || a.timekeeperId !== b.timekeeperId) return false;
  if (a.extra === undefined || b.extra === undefined) return a.extra === b.extra;
  return (
    a.extra.TIMEKEEPER_LAST_NAME === b.extra.TIMEKEEPER_LAST_NAME &&
    a.extra.TIMEKEEPER_FIRST_NAME === b.extra.TIMEKEEPER_FIRST_NAME
  );
}

/** `Okafor, Ada`, `Ada Okafor`, `A. Okafor`, or initials alone as an id (`AJO`). */
function addName(name: string, surnames: Set<string>, initials: Set<string>): void {
  const [beforeComma = '', afterComma] = name.split(',');
  const parts = (text: string) => text.toLowerCase().match(/\p{L}[\p{L}'’-]*/gu) ?? [];
  const head = parts(beforeComma).filter((part) => !SUFFIXES.has(part));
  const tail = afterComma === undefined ? [] : parts(afterComma).filter((part) => !SUFFIXES.has(part));
  const isListed = tail.length > 0;
  const surname = isListed ? head.join(' ') : (head.at(-1) ?? '');
  const first = isListed ? (tail[0] ?? '') : (head[0] ?? '');
  if (!isListed && head.length === 1) {
    if (/^[a-z]{2,3}$/.test(surname) && !/\d/.test(name)) initials.add(`${surname[0]}${surname.at(-1)}`);
    else if (surname.length > 3 && !/\d/.test(name)) surnames.add(surname);
    return;
  }
  const last = surname.split(' ').at(-1) ?? '';
  if (last.length > 1) surnames.add(last);
  if (first !== '' && last !== '') initials.add(`${first[0]}${last[0]}`);
}

const SUFFIXES = wordSet(`jr sr esq ii iii mr ms mrs dr`);

/**
 * Whether a word names someone of the firm: a role ("associate", "team"), a timekeeper's surname or initials.
 * @param takesUnknownInitials two or three capitals nobody on the bill has ("MRB") count too
 */
export function isColleague(
  reading: NarrativeReading,
  index: number,
  colleagues: Colleagues,
  takesUnknownInitials: boolean,
): boolean {
  const word = reading.words[index];
  if (word === undefined) return false;
  if ((word.marks & WordMark.colleague) !== 0) return true;
  if (isUnknownWord(word.marks) && colleagues.surnames.has(word.text)) return !isGivenName(reading, index, colleagues);
  if (word.text.length < 2 || word.text.length > 3 || (word.marks & WordMark.stop) !== 0) return false;
  const start = wordStart(reading, index);
  if (!isUpperCase(reading.text, start, word.text.length)) return false;
  const last = word.text.charAt(word.text.length - 1);
  if (colleagues.initials.has(word.text.charAt(0) + last)) return true;
  return takesUnknownInitials && isUnknownWord(word.marks) && !isTitle(reading, index) && !isAllUpperCase(reading.text);
}

/** "John Doe" where a timekeeper is called John: the name goes on, and it is somebody else's. */
function isGivenName(reading: NarrativeReading, index: number, colleagues: Colleagues): boolean {
  const next = reading.words[index + 1];
  if (next === undefined || !isUnknownWord(next.marks) || colleagues.surnames.has(next.text)) return false;
  const start = wordStart(reading, index + 1);
  return !isAllUpperCase(reading.text) && isUpperCase(reading.text, start, 1) && isOneSpaceBefore(reading.text, start);
}

function isOneSpaceBefore(text: string, start: number): boolean {
  return text[start - 1] === ' ' && /[\p{L}]/u.test(text[start - 2] ?? '');
}

/** "DON P. Healy": capitals straight before a name are what that person is. */
function isTitle({ words }: NarrativeReading, index: number): boolean {
  const next = words[index + 1];
  return next !== undefined && (isUnknownWord(next.marks) || next.text.length === 1);
}

function isUpperCase(text: string, start: number, length: number): boolean {
  for (let at = start; at < start + length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 65 || code > 90) return false;
  }
  return true;
}

function isAllUpperCase(text: string): boolean {
  return !/[a-z]{2}/.test(text);
}
