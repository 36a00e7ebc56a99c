import { IMPORT_LIMITS, type ImportError, type MasterKind } from '#shared/api/masters.ts';
import { createRowSplitter, DELIMITERS, type Delimiter, firstRows } from '#shared/formats/csv/split-rows.ts';
import { decodeInBlocks, detectEncoding } from '#shared/formats/decode-text.ts';
import { COLUMNS_OF, columnOf, type MasterColumn } from './master-columns.ts';

export interface TableColumn {
  readonly heading: string;
  readonly column: MasterColumn | null;
}

/** A file as rows of cells under known columns. With errors about the file there are no rows. */
export interface MasterTable {
  readonly delimiter: Delimiter;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
  readonly errors: readonly ImportError[];
}

/** Titles, and the line `sep=;` that spreadsheets write, are looked past this far. */
const SEARCHED_ROWS = 5;

/**
 * Splits a file into rows: UTF-8 with or without its mark, UTF-16 or Windows-1252; comma, semicolon, tab or pipe;
 * any line ends. Pure. What the file as a whole lacks is said in `errors`, of which any keeps all of it out.
 */
export function readTable(bytes: Uint8Array, kind: MasterKind): MasterTable {
  const text = [...decodeInBlocks(bytes, detectEncoding(bytes))].map((block) => block.text).join('');
  const header = findHeader(text, kind);
  if (header === null) return failed(',', [], [noHeaderError(text, kind)]);
  const { delimiter, columns, headerRow } = header;
  const problems = headerErrors(kind, columns);
  if (problems.length > 0) return failed(delimiter, columns, problems);
  const rows: { row: number; cells: readonly string[] }[] = [];
  let row = 0;
  let openAt: number | null = null;
  let isTooLong = false;
  const splitter = createRowSplitter(delimiter, {
    row(cells) {
      row += 1;
      if (row <= headerRow || cells.every((cell) => cell.trim() === '')) return;
      if (rows.length < IMPORT_LIMITS.rows) rows.push({ row, cells });
      else isTooLong = true;
    },
    openQuote() {
      openAt ??= row + 1;
    },
    plainFromHere() {},
  });
  splitter.push(text, true);
  if (openAt !== null) {
    const message = `A quotation mark in row ${openAt} is never closed, so it cannot be told where its cells end.`;
    return failed(delimiter, columns, [{ row: openAt, column: null, code: 'QUOTE_NOT_CLOSED', message }]);
  }
  if (isTooLong) {
    const message = `The file has more than ${IMPORT_LIMITS.rows} rows. Split it and import the parts one by one.`;
    return failed(delimiter, columns, [{ row: null, column: null, code: 'TOO_MANY_ROWS', message }]);
  }
  if (rows.length === 0) return failed(delimiter, columns, [emptyError()]);
  return { delimiter, columns, rows, errors: [] };
}

function failed(delimiter: Delimiter, columns: readonly TableColumn[], errors: readonly ImportError[]): MasterTable {
  return { delimiter, columns, rows: [], errors };
}

interface FoundHeader {
  readonly delimiter: Delimiter;
  readonly columns: readonly TableColumn[];
  /** From 1. */
  readonly headerRow: number;
}

/** The row among the first few, and the delimiter, that name the most columns; `null` when none names any. */
function findHeader(text: string, kind: MasterKind): FoundHeader | null {
  let best: FoundHeader | null = null;
  let most = 0;
  for (const delimiter of DELIMITERS) {
    firstRows(text, delimiter, SEARCHED_ROWS).forEach((headings, index) => {
      const columns = headings.map((heading) => ({
        heading: heading.trim().slice(0, IMPORT_LIMITS.cellCharacters),
        column: columnOf(kind, heading),
      }));
      const known = columns.filter(({ column }) => column !== null).length;
      if (known <= most) return;
      most = known;
      best = { delimiter, columns, headerRow: index + 1 };
    });
  }
  return best;
}

function noHeaderError(text: string, kind: MasterKind): ImportError {
  if (text.trim() === '') return emptyError();
  const wanted = COLUMNS_OF[kind].filter(({ isRequired }) => isRequired).map(({ heading }) => heading);
  const message = `No row names the columns. The first row must have the headings ${wanted.join(', ')}.`;
  return { row: null, column: null, code: 'MISSING_COLUMN', message };
}

function emptyError(): ImportError {
  return { row: null, column: null, code: 'EMPTY_FILE', message: 'The file has no rows to import.' };
}

function headerErrors(kind: MasterKind, columns: readonly TableColumn[]): readonly ImportError[] {
  const errors: ImportError[] = [];
  const taken = new Map<MasterColumn, string>();
  for (const { heading, column } of columns) {
    if (column === null) continue;
    const first = taken.get(column);
    taken.set(column, first ?? heading);
    if (first === undefined) continue;
    const message = `"${first}" and "${heading}" mean the same. Keep one of the two columns.`;
    errors.push({ row: null, column: heading, code: 'REPEATED_COLUMN', message });
  }
  for (const { column, heading, isRequired } of COLUMNS_OF[kind]) {
    if (!isRequired || taken.has(column)) continue;
    const message = `The column ${heading} is missing. See docs/masters.md for the columns of this file.`;
    errors.push({ row: null, column: heading, code: 'MISSING_COLUMN', message });
  }
  if (kind === 'rates' && !taken.has('timekeeperNumber') && !taken.has('classification')) {
    const message =
      'A rate is a timekeeper\u2019s or a class\u2019s: the column timekeeper_id or classification is missing.';
    errors.push({ row: null, column: 'timekeeper_id', code: 'MISSING_COLUMN', message });
  }
  return errors;
}
