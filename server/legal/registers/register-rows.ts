import Papa from 'papaparse';
import { lastNameKey } from '../verification/person-name.ts';
import { NEW_YORK } from './new-york.ts';

/** A file that is no register, in words for whoever sent it. */
export class RegisterFileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RegisterFileError';
  }
}

export interface RegisterRowsResult {
  rowCount: number;
  leftOutCount: number;
  readonly leftOutRows: number[];
}

const MOST_NAMED = 20;
const MOST_CELL = 300;

/**
 * The lines of a COPY (text format) for the rows of an exported register, as they come. Rows that can be compared with
 * nothing (no number, no last name) are left out and counted.
 * @throws RegisterFileError where the headings are not those of the register
 */
export async function* registerLines(
  source: AsyncIterable<Uint8Array>,
  registerId: string,
  result: RegisterRowsResult,
): AsyncGenerator<string> {
  let places: ReadonlyMap<string, number> | null = null;
  let row = 0;
  for await (const rows of parsedRows(source)) {
    let lines = '';
    for (const cells of rows) {
      row += 1;
      if (places === null) {
        places = placesOf(cells);
        continue;
      }
      if (cells.length === 1 && (cells[0] ?? '').trim() === '') continue;
      const line = lineOf(cells, places, registerId);
      if (line === null) {
        result.leftOutCount += 1;
        if (result.leftOutRows.length < MOST_NAMED) result.leftOutRows.push(row);
        continue;
      }
      result.rowCount += 1;
      lines += line;
    }
    if (lines !== '') yield lines;
  }
  if (places === null) throw new RegisterFileError('The file is empty.');
}

/** Complete records only: a piece of the file may end inside one, within quotation marks too. */
async function* parsedRows(source: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[][]> {
  const decoder = new TextDecoder();
  let rest = '';
  let isFirst = true;
  for await (const chunk of source) {
    rest += decoder.decode(chunk, { stream: true });
    if (isFirst && rest.startsWith('\ufeff')) rest = rest.slice(1);
    isFirst = false;
    const { data, meta } = PARSER.parse(rest, 0, true);
    yield data;
    rest = rest.slice(meta.cursor);
    if (rest.length > LONGEST_RECORD)
      throw new RegisterFileError('The file has a quotation mark that is never closed.');
  }
  rest += decoder.decode();
  if (rest.trim() !== '') yield PARSER.parse(rest.replace(/\r?\n$/, ''), 0, false).data;
}

const LONGEST_RECORD = 1_000_000;
const PARSER = new Papa.Parser({ delimiter: ',', newline: '\n', quoteChar: '"' });

function placesOf(headings: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map(
    headings.map((heading, place) => [
      heading
        .trim()
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '_')
        .replace(/^_|_$/g, ''),
      place,
    ]),
  );
  const missing = NEW_YORK.required.filter((name) => !places.has(name));
  if (missing.length > 0) {
    throw new RegisterFileError(
      `This is not the ${NEW_YORK.title}: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing in the first line.`,
    );
  }
  return places;
}

function lineOf(cells: readonly string[], places: ReadonlyMap<string, number>, registerId: string): string | null {
  const cell = (name: (typeof NEW_YORK.read)[number]): string => {
    const place = places.get(name);
    return place === undefined ? '' : (cells[place] ?? '').trim().slice(0, MOST_CELL);
  };
  const number = cell('registration_number');
  const last = cell('last_name');
  const key = lastNameKey(last);
  if (!/^[A-Za-z0-9-]{1,20}$/.test(number) || key === '') return null;
  const year = cell('year_admitted');
  const given = `${cell('first_name')} ${cell('middle_name')}`.trim();
  const values = [
    registerId,
    number,
    given,
    last,
    cell('suffix') || null,
    cell('company_name') || null,
    cell('city') || null,
    cell('state') || null,
    /^\d{4}$/.test(year) ? year : null,
    cell('status') || null,
    key,
  ];
  return `${values.map(copyValue).join('\t')}\n`;
}

/** As COPY's text format writes a value. */
function copyValue(value: string | null): string {
  if (value === null) return '\\N';
  return /[\\\t\n\r\0]/.test(value)
    ? value
        .replaceAll('\0', '')
        .replaceAll('\\', '\\\\')
        .replaceAll('\t', ' ')
        .replaceAll('\n', ' ')
        .replaceAll('\r', ' ')
    : value;
}
