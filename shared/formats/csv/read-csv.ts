import type { Invoice, InvoiceColumns, Problem, ReadFile } from '#shared/domain/invoice.ts';
import type { TextBlock } from '../decode-text.ts';
import { createInvoiceBuilder, type InvoiceBuilder, type InvoiceHeader } from '../invoice-builder.ts';
import { COLUMN_BY_NAME, type LedesColumn, type LedesField } from '../ledes/columns.ts';
import { createHeaderWatch, type HeaderWatch } from '../ledes/read-invoice-header.ts';
import { MAXIMUM_RECORD } from '../ledes/split-records.ts';
import { createProblemBudget, createProblemLog, omittedProblems, type ProblemLog, problemOf } from '../problem-log.ts';
import { readDate } from '../read-date.ts';
import { readAmount, readDay, readWord } from '../read-values.ts';
import { type ColumnHabits, createColumnHabits } from './column-habits.ts';
import type { CsvRole } from './columns.ts';
import { type CsvHeader, findCsvHeader } from './find-header.ts';
import { type RowCells, readCsvRow, withoutGuard } from './read-row.ts';
import { repairCells } from './repair-cells.ts';
import { createRowSplitter } from './split-rows.ts';

export interface CsvSource {
  /** The first text of the file, in which the header must be. */
  readonly head: string;
  readonly blocks: Iterable<TextBlock>;
  readonly sha256: string;
  readonly byteCount: number;
  readonly problems: readonly Problem[];
}

/** A spreadsheet's habit repeats in every cell of a column: said once, and how often. */
const ALIKE = 1;
const ROWS_PER_STEP = 10_000;

/**
 * Reads a list with a header row; `null` when no row of the head is one. Two passes: the rows are split and
 * looked through first, because only the whole column tells day from month and comma from point.
 */
export function* readCsv(source: CsvSource): Generator<number, ReadFile | null, void> {
  const header = findCsvHeader(source.head.replace(/^\uFEFF/, ''));
  if (header === null) return null;
  const budget = createProblemBudget();
  const fileLog = createProblemLog(budget, ALIKE);
  for (const problem of [...source.problems, ...headerProblems(header)]) fileLog.add(problem);
  const habits = createColumnHabits(header.roles);
  const rows: (readonly string[])[] = [];
  let skipped = 0;
  const splitter = createRowSplitter(header.delimiter, {
    row(cells) {
      if (skipped <= header.preambleCount) skipped += 1;
      else if (cells.some((cell) => cell.trim() !== '')) {
        rows.push(cells);
        habits.observe(cells);
      }
    },
    openQuote() {
      const message = 'A quotation mark is opened and never closed; it was taken as a plain character. Check the row.';
      fileLog.add(problemOf('outside_profile', 'FIELD_REJOINED', { record: Math.max(1, rows.length + 1) }, message));
    },
    plainFromHere() {
      const message =
        'Quotation marks do not match in many rows; from here on they were taken as plain characters. Check these rows.';
      fileLog.add(problemOf('outside_profile', 'FIELD_REJOINED', { record: rows.length + 1, text: '"' }, message));
    },
  });
  for (const { text, bytesDone } of source.blocks) {
    splitter.push(text, bytesDone >= source.byteCount);
    yield Math.floor((bytesDone / source.byteCount) * 500);
  }
  reportDayOrder(header, habits, fileLog);
  const list = createList(header, habits, source.sha256, budget, fileLog);
  for (let index = 0; index < rows.length; index += 1) {
    list.read(rows[index] ?? [], index + 1);
    if (index % ROWS_PER_STEP === 0) yield 500 + Math.floor((index / rows.length) * 500);
  }
  const { invoices, problems } = list.finish();
  if (invoices.length === 0) fileLog.add(noLines(rows.length));
  return {
    format: 'csv',
    sha256: source.sha256,
    recordCount: rows.length,
    invoices,
    problems: [...fileLog.finish(), ...problems, ...omittedProblems(budget)],
  };
}

interface OpenInvoice {
  readonly builder: InvoiceBuilder;
  readonly header: InvoiceHeader;
  readonly watch: HeaderWatch;
}

/** The columns whose value an invoice has once, under the names rules know them by. */
const HEADER_FIELDS: Partial<Readonly<Record<CsvRole, LedesField>>> = {
  invoiceDate: 'INVOICE_DATE',
  clientId: 'CLIENT_ID',
  clientName: 'CLIENT_NAME',
  matterId: 'LAW_FIRM_MATTER_ID',
  matterName: 'MATTER_NAME',
  clientMatterId: 'CLIENT_MATTER_ID',
  currency: 'INVOICE_CURRENCY',
  billingStart: 'BILLING_START_DATE',
  billingEnd: 'BILLING_END_DATE',
  vendorName: 'LAW_FIRM_NAME',
  invoiceTotal: 'INVOICE_TOTAL',
  invoiceDescription: 'INVOICE_DESCRIPTION',
};

function createList(
  header: CsvHeader,
  habits: ColumnHabits,
  sha256: string,
  budget: ReturnType<typeof createProblemBudget>,
  fileLog: ProblemLog,
) {
  const places = new Map<CsvRole, number>();
  header.roles.forEach((role, index) => {
    if (role !== null) places.set(role, index);
  });
  const columns = columnsOf(places);
  const watched = header.roles.map((role): LedesColumn | null => {
    const name = role === null ? undefined : HEADER_FIELDS[role];
    return name === undefined ? null : (COLUMN_BY_NAME.get(name) ?? null);
  });
  const open = new Map<string, OpenInvoice>();
  let invoiceCount = 0;

  const cellsOf = (row: readonly string[]): RowCells => ({
    text: (role) => row[places.get(role) ?? -1] ?? '',
    heading: (role) => header.headings[places.get(role) ?? -1]?.trim() ?? role,
    has: (role) => places.has(role),
  });

  const openInvoice = (cells: RowCells, row: readonly string[], record: number): OpenInvoice => {
    const number = withoutGuard(cells.text('invoiceNumber')).trim();
    const vendor = withoutGuard(cells.text('vendorId')).trim();
    const key = `${vendor}\n${number}`;
    const known = open.get(key);
    if (known !== undefined) return known;
    const builder = createInvoiceBuilder({
      fileSha256: sha256,
      format: 'csv',
      // A list does not say whether its amounts include tax; either way of adding up is accepted.
      totals: places.has('tax') ? 'netOrGross' : 'net',
      columns,
      budget,
      alike: ALIKE,
      takeOrdinal: () => {
        invoiceCount += 1;
        return invoiceCount;
      },
    });
    if (number === '' && cells.has('invoiceNumber')) {
      const field = cells.heading('invoiceNumber');
      const message = `${field} is blank; rows without a number were put together as one invoice.`;
      builder.log.add(problemOf('outside_profile', 'NO_INVOICE_NUMBER', { record, field }, message));
    }
    const invoice = {
      builder,
      header: readHeader(cells, record, habits, builder.log),
      watch: createHeaderWatch(row, watched, builder.log),
    };
    open.set(key, invoice);
    return invoice;
  };

  return {
    read(raw: readonly string[], record: number): void {
      if (raw.some((cell) => cell.length > MAXIMUM_RECORD)) {
        const message =
          'A cell is too long to be read; the row was left out. Look for a quotation mark that is never closed.';
        fileLog.add(
          problemOf('unreadable', 'RECORD_TOO_LONG', { record, text: raw.find((cell) => cell !== '') ?? '' }, message),
        );
        return;
      }
      const repair = repairCells(raw, header);
      if (repair.kind === 'unreadable') {
        const message = `The row has ${raw.length} cells where the header has ${header.headings.length}, and they cannot be told apart; it was left out. Put texts with separators in quotation marks.`;
        fileLog.add(
          problemOf('unreadable', 'FIELD_COUNT', { record, text: raw.slice(0, 40).join(header.delimiter) }, message),
        );
        return;
      }
      const cells = cellsOf(repair.cells);
      const skip = whyNoLine(repair.cells, cells);
      if (skip !== null) {
        const text = repair.cells.filter((cell) => cell.trim() !== '').join(' ');
        fileLog.add(problemOf('outside_profile', 'ROW_SKIPPED', { record, text }, skip));
        return;
      }
      const { builder, watch } = openInvoice(cells, repair.cells, record);
      if (repair.kind === 'rejoined') {
        const field = cells.heading('narrative');
        const message = `${field} holds the separator without quotation marks; the text was joined again. Check it.`;
        const where = { record, field, text: cells.text('narrative') };
        builder.log.add(problemOf('outside_profile', 'FIELD_REJOINED', where, message));
      }
      const differences = watch.differences(repair.cells, record);
      const line = readCsvRow(cells, record, builder.lineIdAt, habits, builder.log, differences);
      if (line === null) builder.countUnread();
      else builder.add(line);
    },
    finish(): { readonly invoices: readonly Invoice[]; readonly problems: readonly Problem[] } {
      const finished = [...open.values()].map(({ builder, header: values }) => builder.finish(values));
      return {
        invoices: finished.flatMap(({ invoice }) => (invoice === null ? [] : [invoice])),
        problems: finished.flatMap(({ problems }) => problems),
      };
    },
  };
}

function readHeader(cells: RowCells, record: number, habits: ColumnHabits, log: ProblemLog): InvoiceHeader {
  const place = (role: CsvRole) => ({ log, record, field: cells.heading(role) });
  const word = (role: CsvRole) => readWord(withoutGuard(cells.text(role)), place(role));
  const day = (role: CsvRole) => readDay(cells.text(role).trim(), place(role), habits.dayOrder(role));
  const options = { hasDecimalComma: habits.hasDecimalComma() };
  return {
    invoiceNumber: word('invoiceNumber'),
    invoiceDate: day('invoiceDate'),
    vendorId: word('vendorId'),
    vendorName: word('vendorName'),
    clientId: word('clientId'),
    clientName: word('clientName'),
    matterId: word('matterId'),
    clientMatterId: word('clientMatterId'),
    matterName: word('matterName'),
    billingStart: day('billingStart'),
    billingEnd: day('billingEnd'),
    description: word('invoiceDescription'),
    currency: word('currency')?.toUpperCase() ?? null,
    declaredTotalE4: readAmount(cells.text('invoiceTotal').trim(), place('invoiceTotal'), false, options) ?? null,
    declaredTaxE4: null,
    declaredNetE4: null,
    header: {},
  };
}

const TOTAL_ROW = /^(?:grand\s+|sub-?\s*)?totals?\b/i;
const SUBSTANCE: readonly CsvRole[] = ['timekeeperName', 'timekeeperId', 'units', 'amount', 'rate'];

// Totals below a list and headings inside it are not work.
function whyNoLine(row: readonly string[], cells: RowCells): string | null {
  const first = row.find((cell) => cell.trim() !== '')?.trim() ?? '';
  const hasDate = readDate(cells.text('date')).kind === 'value';
  if (TOTAL_ROW.test(first) && !hasDate) {
    return 'The row looks like a total of others; it was skipped.';
  }
  if (hasDate || SUBSTANCE.some((role) => cells.text(role).trim() !== '')) return null;
  return 'The row has no date, person, hours or amount; it was skipped.';
}

function columnsOf(places: ReadonlyMap<CsvRole, number>): InvoiceColumns {
  return {
    hasHours: places.has('units'),
    hasRates: places.has('rate'),
    hasAmounts: places.has('amount'),
    hasTaskCodes: places.has('taskCode'),
    hasActivityCodes: places.has('activityCode'),
    hasExpenseCodes: places.has('expenseCode'),
    hasTimekeepers: places.has('timekeeperName') || places.has('timekeeperId'),
    hasClassifications: places.has('classification'),
    hasTax: places.has('tax'),
    hasBillingPeriod: places.has('billingStart') && places.has('billingEnd'),
  };
}

function headerProblems({ headings, roles, preambleCount }: CsvHeader): readonly Problem[] {
  const problems: Problem[] = [];
  if (preambleCount > 0) {
    const message = `The header is row ${preambleCount + 1}; the rows above it were skipped.`;
    problems.push(problemOf('outside_profile', 'HEADER_VARIANT', {}, message));
  }
  headings.forEach((heading, index) => {
    if (roles[index] !== null || heading.trim() === '') return;
    const message = `LAIT does not know the column "${heading.trim().slice(0, 40)}", or has one of that meaning already; it was not read.`;
    problems.push(
      problemOf('outside_profile', 'COLUMN_UNKNOWN', { field: heading.trim().slice(0, 80), text: heading }, message),
    );
  });
  return problems;
}

function reportDayOrder({ roles, headings }: CsvHeader, habits: ColumnHabits, log: ProblemLog): void {
  roles.forEach((role, index) => {
    if (role === null || !habits.isAssumed(role)) return;
    const field = headings[index]?.trim() ?? role;
    const message = `Every date in ${field} could be month/day or day/month; they were read as month/day/year. Check one.`;
    log.add(problemOf('outside_profile', 'DATE_VARIANT', { field }, message));
  });
}

function noLines(rowCount: number): Problem {
  const what = rowCount === 0 ? 'no rows below it' : 'no row below it that could be read';
  const message = `The file has a header row and ${what}, so there is no invoice in it.`;
  return problemOf('unreadable', 'FILE_EMPTY', {}, message);
}
