import type { Problem } from '#shared/domain/invoice.ts';
import { problemOf } from '../problem-log.ts';
import { plainDate } from '../read-date.ts';
import { COLUMNS_98BI, COLUMNS_1998B, type LedesColumn, type LedesField, ledesFieldOf } from './columns.ts';

export type LedesFormat = 'ledes1998b' | 'ledes98bi';

/** What the head of a LEDES file says: which format, which field stands where, and where data begins. */
export interface LedesHeader {
  readonly format: LedesFormat;
  /** One entry a column; `null` for a column LAIT does not know or that is given twice. */
  readonly columns: readonly (LedesColumn | null)[];
  readonly problems: readonly Problem[];
  /** Offset of the first data record. */
  readonly end: number;
}

/** `notLedes`: something else. `noHeader`: the signature of the format, and then nothing LAIT can place. */
export type HeaderReading =
  | { readonly kind: 'header'; readonly header: LedesHeader }
  | { readonly kind: 'noHeader'; readonly problems: readonly Problem[] }
  | { readonly kind: 'notLedes' };

const SIGNATURE = /LEDES[ \t_-]*(?:19)?98[ \t_-]*B(I)?\b([^\r\n[|]*)((?:\[\])*)/iy;
const BLANK = /[\s\uFEFF]*/y;
const MAXIMUM_HEADINGS = 500;
const LONGEST_HEADING = 200;
/** Fewer known names than this and a line of words is not a LEDES header. */
const ENOUGH_NAMES = 6;

/** Reads signature and header line from the first text of a file. */
export function readLedesHeader(text: string): HeaderReading {
  let position = skip(BLANK, text, 0);
  const problems: Problem[] = [];
  const signature = match(SIGNATURE, text, position);
  if (signature !== null) {
    position = skip(BLANK, text, position + signature[0].length);
    const problem = signatureProblem(signature);
    if (problem !== null) problems.push(problem);
  }
  const isBySignature98bi = signature === null ? null : signature[1] !== undefined;
  const scanned = scanHeadings(text, position);
  const known = scanned.headings.map(ledesFieldOf);
  const knownCount = known.filter((field) => field !== null).length;
  const isHeader = knownCount >= ENOUGH_NAMES && (signature !== null || known.some(isLineField));
  if (!isHeader) return withoutHeader(text, position, isBySignature98bi, problems);
  if (signature === null) problems.push(signatureMissing());
  const hasTaxColumn = known.includes('LINE_ITEM_TAX_TOTAL');
  const format = isBySignature98bi === true || hasTaxColumn ? 'ledes98bi' : 'ledes1998b';
  if (isBySignature98bi === false && hasTaxColumn) problems.push(taxColumnsUnder1998b());
  problems.push(...headingProblems(scanned, known, format));
  const seen = new Set<LedesField>();
  const columns = known.map((field) => {
    if (field === null || seen.has(field)) return null;
    seen.add(field);
    return COLUMNS_98BI.find((column) => column.name === field) ?? null;
  });
  return { kind: 'header', header: { format, columns, problems, end: scanned.end } };
}

const isLineField = (field: LedesField | null) => field?.startsWith('LINE_ITEM_') === true;

// Without a header line the specification's own order is the only claim there is; it is taken when the first
// record has exactly that many fields and begins as one does.
function withoutHeader(text: string, position: number, is98bi: boolean | null, problems: Problem[]): HeaderReading {
  const end = text.indexOf('[]', position);
  const lineEnd = text.slice(position).search(/[\r\n]/);
  const ends = [end, lineEnd === -1 ? -1 : position + lineEnd].filter((each) => each !== -1);
  const first = text.slice(position, ends.length === 0 ? position + 100_000 : Math.min(...ends)).split('|');
  const columns = first.length === 24 ? COLUMNS_1998B : first.length === 52 ? COLUMNS_98BI : null;
  const isData = columns !== null && plainDate((first[0] ?? '').trim()) !== null;
  if (!isData || (is98bi === true && columns.length !== 52)) {
    if (is98bi === null) return { kind: 'notLedes' };
    const message =
      'The first line names a LEDES format, but no header line with field names follows. Ask the sender for the whole file.';
    return { kind: 'noHeader', problems: [...problems, problemOf('unreadable', 'HEADER_MISSING', {}, message)] };
  }
  if (is98bi === null) problems.push(signatureMissing());
  const message = 'There is no header line; the fields were taken in the order of the specification.';
  problems.push(problemOf('outside_profile', 'HEADER_MISSING', {}, message));
  const format = columns.length === 52 ? 'ledes98bi' : 'ledes1998b';
  return { kind: 'header', header: { format, columns, problems, end: position } };
}

interface ScannedHeadings {
  readonly headings: readonly string[];
  readonly end: number;
  readonly hasTerminator: boolean;
  readonly hasTerminatorsBetween: boolean;
  readonly endsWithSeparator: boolean;
}

// Names up to the `[]` that no name follows, or the line end that no name follows: headers are seen with `[]`
// after each name, with none at all, and wrapped over lines.
function scanHeadings(text: string, from: number): ScannedHeadings {
  const headings: string[] = [];
  let position = from;
  let hasTerminator = false;
  let hasTerminatorsBetween = false;
  while (headings.length < MAXIMUM_HEADINGS) {
    const stop = endOfName(text, position);
    headings.push(text.slice(position, stop).trim());
    position = stop;
    let isBracketed = false;
    while (text.startsWith('[]', position)) {
      isBracketed = true;
      position += 2;
    }
    const next = skip(BLANK, text, position);
    const isLineEnd = /[\r\n]/.test(text.slice(position, next)) || next >= text.length;
    if (text.charAt(next) === '|' && (!isLineEnd || !isBracketed)) {
      hasTerminatorsBetween ||= isBracketed;
      position = next + 1;
      const after = skip(BLANK, text, position);
      const isWrapped = /[\r\n]/.test(text.slice(position, after));
      if (isWrapped && !isKnownHeadingAt(text, after)) {
        position = after;
        headings.push('');
        break;
      }
      position = after;
      continue;
    }
    hasTerminator = isBracketed;
    position = next;
    break;
  }
  const endsWithSeparator = headings.length > 1 && headings.at(-1) === '';
  if (endsWithSeparator) headings.pop();
  return { headings, end: position, hasTerminator, hasTerminatorsBetween, endsWithSeparator };
}

function endOfName(text: string, from: number): number {
  let index = from;
  const limit = Math.min(text.length, from + LONGEST_HEADING);
  for (; index < limit; index += 1) {
    const character = text.charAt(index);
    if (character === '|' || character === '\n' || character === '\r') break;
    if (character === '[' && text.charAt(index + 1) === ']') break;
  }
  return index;
}

function isKnownHeadingAt(text: string, position: number): boolean {
  return ledesFieldOf(text.slice(position, endOfName(text, position))) !== null;
}

function headingProblems(
  scanned: ScannedHeadings,
  known: readonly (LedesField | null)[],
  format: LedesFormat,
): Problem[] {
  const problems: Problem[] = [];
  const habits: string[] = [];
  if (scanned.hasTerminatorsBetween) habits.push('has [] after single names');
  else if (!scanned.hasTerminator) habits.push('does not end with []');
  if (scanned.endsWithSeparator) habits.push('ends with |');
  const renamed = scanned.headings.filter((heading, index) => {
    const field = known[index];
    return field !== null && field !== undefined && field !== heading.replace(/\[\]/g, '').trim();
  });
  if (renamed.length > 0) habits.push(`names fields differently (${renamed.slice(0, 5).join(', ')})`);
  const columns = format === 'ledes98bi' ? COLUMNS_98BI : COLUMNS_1998B;
  const ordered = known.filter((field) => field !== null);
  const expected = columns.map((column) => column.name).filter((name) => ordered.includes(name));
  if ([...new Set(ordered)].join() !== expected.join()) habits.push('has the fields in another order');
  if (habits.length > 0) {
    const message = `The header line ${habits.join(', ')}; columns were matched by name.`;
    problems.push(problemOf('outside_profile', 'HEADER_VARIANT', {}, message));
  }
  const seen = new Set<LedesField>();
  scanned.headings.forEach((heading, index) => {
    const field = known[index] ?? null;
    if (field === null) {
      const message = `LAIT does not know the column "${heading.slice(0, 40)}"; it was not read.`;
      problems.push(
        problemOf('outside_profile', 'COLUMN_UNKNOWN', { field: heading.slice(0, 80), text: heading }, message),
      );
    } else if (seen.has(field)) {
      const message = `The column ${field} is given twice; the first one was read.`;
      problems.push(problemOf('outside_profile', 'COLUMN_REPEATED', { field, text: heading }, message));
    } else seen.add(field);
  });
  for (const { name } of columns) {
    if (seen.has(name)) continue;
    problems.push(columnMissing(name));
  }
  return problems;
}

function columnMissing(name: LedesField): Problem {
  if (name === 'INVOICE_NUMBER') {
    const message =
      'There is no column INVOICE_NUMBER, so no record can be put to an invoice. Ask the sender for a file with it.';
    return problemOf('unreadable', 'COLUMN_MISSING', { field: name }, message);
  }
  return problemOf(
    'outside_profile',
    'COLUMN_MISSING',
    { field: name },
    `There is no column ${name}; it stays unknown.`,
  );
}

function signatureProblem(signature: RegExpExecArray): Problem | null {
  const text = signature[0];
  if (text === 'LEDES1998B[]' || text === 'LEDES98BI V2[]') return null;
  const message =
    'The first line names the format differently than the specification; the file was read by its columns.';
  return problemOf('outside_profile', 'SIGNATURE_VARIANT', { text }, message);
}

function signatureMissing(): Problem {
  const message =
    'The first line, which names the format, is missing; the file was read by its columns. Some systems refuse such a file.';
  return problemOf('outside_profile', 'SIGNATURE_MISSING', {}, message);
}

function taxColumnsUnder1998b(): Problem {
  const message =
    'The first line says 1998B but there are tax columns; the file was read as 98BI, with line totals including tax.';
  return problemOf('outside_profile', 'SIGNATURE_VARIANT', {}, message);
}

function match(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(text);
}

function skip(pattern: RegExp, text: string, position: number): number {
  const found = match(pattern, text, position);
  return position + (found === null ? 0 : found[0].length);
}
