import type { InvoiceHeader } from '../invoice-builder.ts';
import { type ProblemLog, problemOf, shownText } from '../problem-log.ts';
import { readDate } from '../read-date.ts';
import { readNumber } from '../read-number.ts';
import { type Place, readAmount, readDay, readWord } from '../read-values.ts';
import { COLUMN_BY_NAME, type LedesColumn, type LedesField, maximumLengthIn } from './columns.ts';
import type { LedesFormat } from './read-header.ts';
import { placesOf } from './read-line.ts';

/** Header fields that are members of an invoice; the others are kept as read in `Invoice.header`. */
const MODELLED: ReadonlySet<LedesField> = new Set<LedesField>([
  'INVOICE_DATE', 'INVOICE_NUMBER', 'CLIENT_ID', 'LAW_FIRM_MATTER_ID', 'INVOICE_TOTAL', 'BILLING_START_DATE',
  'BILLING_END_DATE', 'INVOICE_DESCRIPTION', 'LAW_FIRM_ID', 'CLIENT_MATTER_ID', 'MATTER_NAME', 'INVOICE_TAX_TOTAL',
  'INVOICE_NET_TOTAL', 'INVOICE_CURRENCY', 'LAW_FIRM_NAME', 'CLIENT_NAME',
]); // biome-ignore format: one list

/** Whether a header field is a member of `Invoice`, rather than kept in its `header`. */
export function isModelled(name: LedesField): boolean {
  return MODELLED.has(name);
}

/** Reads the header values of an invoice from its first record, and reports what is blank or odd in them. */
export function readInvoiceHeader(
  fields: readonly string[],
  columns: readonly (LedesColumn | null)[],
  format: LedesFormat,
  record: number,
  log: ProblemLog,
): InvoiceHeader {
  const places = placesOf(columns);
  const raw = (field: LedesField) => (places[field] === -1 ? '' : (fields[places[field]] ?? ''));
  const place = (field: LedesField): Place => ({ log, record, field });
  const word = (field: LedesField) => readWord(raw(field), place(field));
  const day = (field: LedesField) => readDay(raw(field), place(field));
  const amount = (field: LedesField) => readAmount(raw(field), place(field), false) ?? null;
  const header: Record<string, string> = {};
  for (const column of columns) {
    if (column === null || column.scope === 'line') continue;
    checkHeaderField(raw(column.name), column, format, record, log);
    if (MODELLED.has(column.name)) continue;
    const value = word(column.name);
    if (value !== null) header[column.name] = value;
  }
  return {
    invoiceNumber: word('INVOICE_NUMBER'),
    invoiceDate: day('INVOICE_DATE'),
    vendorId: word('LAW_FIRM_ID'),
    vendorName: word('LAW_FIRM_NAME'),
    clientId: word('CLIENT_ID'),
    clientName: word('CLIENT_NAME'),
    matterId: word('LAW_FIRM_MATTER_ID'),
    clientMatterId: word('CLIENT_MATTER_ID'),
    matterName: word('MATTER_NAME'),
    billingStart: day('BILLING_START_DATE'),
    billingEnd: day('BILLING_END_DATE'),
    description: word('INVOICE_DESCRIPTION'),
    currency: word('INVOICE_CURRENCY')?.toUpperCase() ?? null,
    declaredTotalE4: amount('INVOICE_TOTAL'),
    declaredTaxE4: amount('INVOICE_TAX_TOTAL'),
    declaredNetE4: amount('INVOICE_NET_TOTAL'),
    header,
  };
}

function checkHeaderField(
  text: string,
  column: LedesColumn,
  format: LedesFormat,
  record: number,
  log: ProblemLog,
): void {
  const field = column.name;
  const value = text.trim();
  if (column.required === 'always' && value === '') {
    const message = `${field} is blank; it stays unknown. The client's system may refuse the invoice: ask for it.`;
    log.add(problemOf('outside_profile', 'REQUIRED_BLANK', { record, field }, message));
  }
  const maximum = maximumLengthIn(column, format);
  if (column.type === 'text' && value.length > maximum) {
    const message = `${field} has ${value.length} characters; the format allows ${maximum}. It was kept whole.`;
    log.add(problemOf('outside_profile', 'FIELD_TOO_LONG', { record, field, text }, message));
  }
}

export type HeaderDifferences = Readonly<Record<string, string>> | undefined;

/** Tells what the header fields of a record say differently from the invoice's first record. */
export interface HeaderWatch {
  differences(fields: readonly string[], record: number): HeaderDifferences;
}

/**
 * The first record's values are the invoice's own ("first occurrence wins"). Each differing field is reported
 * once for each value it takes; every line keeps its own differences. Values are compared as values: `1250`
 * and `1250.00` do not differ.
 */
export function createHeaderWatch(
  first: readonly string[],
  columns: readonly (LedesColumn | null)[],
  log: ProblemLog,
): HeaderWatch {
  const watched = columns.flatMap((column, index) =>
    column === null || column.scope === 'line' || column.scope === 'key' ? [] : [{ index, column }],
  );
  const indexes = watched.map(({ index }) => index);
  const matterPlace = columns.findIndex((column) => column?.name === 'LAW_FIRM_MATTER_ID');
  const reported = new Set<string>();
  let latest = first;
  let latestDifferences: HeaderDifferences;

  const isLike = (fields: readonly string[], others: readonly string[]): boolean => {
    for (const index of indexes) if (fields[index] !== others[index]) return false;
    return true;
  };

  return {
    differences(fields, record) {
      if (isLike(fields, latest)) return latestDifferences;
      const found: Record<string, string> = {};
      const isOtherMatter = matterPlace !== -1 && differs(fields[matterPlace], first[matterPlace], 'text');
      for (const { index, column } of watched) {
        if (!differs(fields[index], first[index], column.type)) continue;
        const text = (fields[index] ?? '').trim();
        found[column.name] = text;
        const key = `${column.name}|${text}`;
        if (reported.has(key) || reported.size >= 10_000) continue;
        reported.add(key);
        log.add(headerDiffers(column, text, first[index] ?? '', isOtherMatter, record));
      }
      latest = fields;
      latestDifferences = Object.keys(found).length === 0 ? undefined : found;
      return latestDifferences;
    },
  };
}

function differs(text = '', firstText = '', type: LedesColumn['type']): boolean {
  const [own, first] = [text.trim(), firstText.trim()];
  if (own === first) return false;
  if (type === 'number') {
    const [a, b] = [readNumber(own), readNumber(first)];
    return !(a.kind === 'value' && b.kind === 'value' && a.valueE4 === b.valueE4);
  }
  if (type === 'date') {
    const [a, b] = [readDate(own), readDate(first)];
    return !(a.kind === 'value' && b.kind === 'value' && a.date === b.date);
  }
  return true;
}

function headerDiffers(column: LedesColumn, text: string, firstText: string, isOtherMatter: boolean, record: number) {
  const field = column.name;
  const own = text === '' ? 'blank' : `"${shownText(text)}"`;
  const message =
    column.scope === 'matter' && isOtherMatter
      ? `From record ${record} on, this invoice bills another matter: ${field} is ${own}. Some systems take one matter an invoice only.`
      : `${field} is ${own} on record ${record}, but "${shownText(firstText.trim())}" on the first record of this invoice, which was kept for the invoice.`;
  return problemOf('outside_profile', 'HEADER_DIFFERS', { record, field, text }, message);
}

/** The specification's column of a header field. */
export function headerColumn(name: string): LedesColumn | null {
  const column = COLUMN_BY_NAME.get(name);
  return column === undefined || column.scope === 'line' ? null : column;
}
