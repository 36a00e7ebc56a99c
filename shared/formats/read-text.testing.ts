import type { Invoice, Problem, ProblemCode, ReadFile } from '#shared/domain/invoice.ts';
import { COLUMNS_98BI, COLUMNS_1998B, type LedesField } from './ledes/columns.ts';
import { readInvoiceFile } from './read-file.ts';

export type Fields = Partial<Readonly<Record<LedesField, string>>>;

/** A fee line that adds up: 2 hours at 350. */
export const FEE: Fields = {
  INVOICE_DATE: '20260402',
  INVOICE_NUMBER: '2026-0311',
  CLIENT_ID: '00711',
  LAW_FIRM_MATTER_ID: '0528',
  INVOICE_TOTAL: '700',
  BILLING_START_DATE: '20260301',
  BILLING_END_DATE: '20260331',
  INVOICE_DESCRIPTION: 'For services rendered',
  LINE_ITEM_NUMBER: '1',
  'EXP/FEE/INV_ADJ_TYPE': 'F',
  LINE_ITEM_NUMBER_OF_UNITS: '2.00',
  LINE_ITEM_ADJUSTMENT_AMOUNT: '0',
  LINE_ITEM_TOTAL: '700',
  LINE_ITEM_DATE: '20260310',
  LINE_ITEM_TASK_CODE: 'L210',
  LINE_ITEM_ACTIVITY_CODE: 'A103',
  TIMEKEEPER_ID: 'TK1',
  LINE_ITEM_DESCRIPTION: 'Draft answer to complaint',
  LAW_FIRM_ID: '24-6437381',
  LINE_ITEM_UNIT_COST: '350',
  TIMEKEEPER_NAME: 'Okafor, Ada',
  TIMEKEEPER_CLASSIFICATION: 'ASSOC',
  CLIENT_MATTER_ID: '423-987',
};

/** The same in 98BI, with 10 % tax on top. */
export const FEE_98BI: Fields = {
  ...FEE,
  INVOICE_TOTAL: '770',
  LINE_ITEM_TOTAL: '770',
  CLIENT_TAX_ID: '76-1235',
  MATTER_NAME: 'Merten Merger',
  INVOICE_TAX_TOTAL: '70',
  INVOICE_NET_TOTAL: '700',
  INVOICE_CURRENCY: 'GBP',
  TIMEKEEPER_LAST_NAME: 'Okafor',
  TIMEKEEPER_FIRST_NAME: 'Ada',
  ACCOUNT_TYPE: 'O',
  LINE_ITEM_TAX_RATE: '0.1',
  LINE_ITEM_TAX_TOTAL: '70',
  LINE_ITEM_TAX_TYPE: 'VAT',
};

export const HEADER_1998B = COLUMNS_1998B.map(({ name }) => name).join('|');
export const HEADER_98BI = COLUMNS_98BI.map(({ name }) => name).join('|');

/** The values of one record in the order of the specification, without `[]`. */
export function record1998b(changes: Fields = {}): string {
  return COLUMNS_1998B.map(({ name }) => ({ ...FEE, ...changes })[name] ?? '').join('|');
}

export function record98bi(changes: Fields = {}): string {
  return COLUMNS_98BI.map(({ name }) => ({ ...FEE_98BI, ...changes })[name] ?? '').join('|');
}

/** A whole 1998B file with one record for each set of changes to a plain fee line. */
export function file1998b(...records: readonly Fields[]): string {
  return ['LEDES1998B', HEADER_1998B, ...records.map(record1998b)].map((line) => `${line}[]\n`).join('');
}

export function file98bi(...records: readonly Fields[]): string {
  return ['LEDES98BI V2', HEADER_98BI, ...records.map(record98bi)].map((line) => `${line}[]\n`).join('');
}

/** Reads text as a file would be. */
export function readText(text: string): ReadFile {
  return readBytes(new TextEncoder().encode(text));
}

export function readBytes(bytes: Uint8Array): ReadFile {
  const outcome = readInvoiceFile(bytes, { fileName: 'test.txt' });
  if (outcome.kind !== 'read') throw new Error('cancelled');
  return outcome.file;
}

/** All problems of a file, its invoices' included. */
export function allProblems(file: ReadFile): readonly Problem[] {
  return [...file.problems, ...file.invoices.flatMap((invoice) => invoice.problems)];
}

export function codesOf(file: ReadFile): readonly ProblemCode[] {
  return allProblems(file).map(({ code }) => code);
}

/** The only invoice of a file. */
export function onlyInvoice(file: ReadFile): Invoice {
  const [invoice, ...others] = file.invoices;
  if (invoice === undefined || others.length > 0) throw new Error(`${file.invoices.length} invoices`);
  return invoice;
}

/** An invoice without what must differ between two files: ids, records and remarks. */
export function contentOf(invoice: Invoice): unknown {
  const { id: _id, ordinal: _ordinal, problems: _problems, lines, ...rest } = invoice;
  return { ...rest, lines: lines.map(({ id: _lineId, record: _record, ...line }) => line) };
}
