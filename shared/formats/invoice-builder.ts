import { invoiceDigest, invoiceIdOf, lineIdsOf } from '#shared/domain/ids.ts';
import type { FormatName, Invoice, InvoiceColumns, InvoiceLine, Problem } from '#shared/domain/invoice.ts';
import { checkInvoice, checkLine, type LineTotals } from './arithmetic.ts';
import { createProblemLog, type ProblemBudget, type ProblemLog, problemOf } from './problem-log.ts';

/** The header values of an invoice, from its first record. */
export type InvoiceHeader = Omit<
  Invoice,
  'id' | 'ordinal' | 'format' | 'columns' | 'lines' | 'problems' | 'computedTotalE4' | 'computedTaxE4'
>;

/** Gathers the lines of one invoice while its file is read. */
export interface InvoiceBuilder {
  readonly log: ProblemLog;
  readonly lines: InvoiceLine[];
  /** The id of the line at a record; the first call gives the invoice its place in the file. */
  lineIdAt(record: number): string;
  /** Adds a line, its sums and what does not add up in it. */
  add(line: InvoiceLine): void;
  countUnread(): void;
  /** @returns the invoice, or `null` with its problems when no record of it could be read */
  finish(header: InvoiceHeader): { readonly invoice: Invoice | null; readonly problems: readonly Problem[] };
}

export interface InvoiceBuilderOptions {
  readonly fileSha256: string;
  readonly format: FormatName;
  /** Whether line totals include tax; see `checkLine`. */
  readonly totals: LineTotals;
  readonly columns: InvoiceColumns;
  readonly budget: ProblemBudget;
  /** How many remarks of one kind are kept in full. */
  readonly alike?: number | undefined;
  /** Takes the next place among the invoices of the file, from 1. */
  readonly takeOrdinal: () => number;
}

export function createInvoiceBuilder(options: InvoiceBuilderOptions): InvoiceBuilder {
  const log = createProblemLog(options.budget, options.alike);
  const lines: InvoiceLine[] = [];
  let ordinal = 0;
  let id = '';
  let lineIds: ((record: number) => string) | null = null;
  let totalE4: number | null = null;
  let taxE4: number | null = null;
  let isOutOfRange = false;
  let unreadCount = 0;
  const numbers = createNumberWatch(lines);

  return {
    log,
    lines,
    lineIdAt(record) {
      if (lineIds === null) {
        ordinal = options.takeOrdinal();
        const digest = invoiceDigest(options.fileSha256, ordinal);
        id = invoiceIdOf(digest);
        lineIds = lineIdsOf(digest);
      }
      return lineIds(record);
    },
    add(line) {
      if (numbers.isRepeated(line.lineNumber)) log.add(lineNumberRepeated(line));
      lines.push(line);
      if (line.totalE4 !== null) totalE4 = (totalE4 ?? 0) + line.totalE4;
      if (line.taxE4 !== null) taxE4 = (taxE4 ?? 0) + line.taxE4;
      if (!Number.isSafeInteger(totalE4 ?? 0) || !Number.isSafeInteger(taxE4 ?? 0)) isOutOfRange = true;
      checkLine(line, options.totals, log);
    },
    countUnread() {
      unreadCount += 1;
    },
    finish(header) {
      if (lines.length === 0) return { invoice: null, problems: log.finish() };
      if (isOutOfRange) log.add(sumTooLarge());
      if (header.billingStart !== null && header.billingEnd !== null && header.billingEnd < header.billingStart) {
        log.add(periodReversed(header.billingStart, header.billingEnd));
      }
      const computedTotalE4 = isOutOfRange ? null : totalE4;
      const computedTaxE4 = isOutOfRange ? null : taxE4;
      checkInvoice({ ...header, format: options.format, computedTotalE4, computedTaxE4, unreadCount }, log);
      const { format, columns } = options;
      const problems = inRecordOrder(log.finish());
      return {
        invoice: { id, ordinal, format, ...header, computedTotalE4, computedTaxE4, columns, lines, problems },
        problems: [],
      };
    },
  };
}

// Line numbers usually count up; only when one does not are the earlier ones looked through.
function createNumberWatch(lines: readonly InvoiceLine[]) {
  let highest = -1;
  let seen: Set<string> | null = null;
  return {
    isRepeated(lineNumber: string): boolean {
      if (lineNumber === '') return false;
      if (seen === null) {
        const value = countingNumber(lineNumber);
        if (value > highest) {
          highest = value;
          return false;
        }
        seen = new Set(lines.map((line) => line.lineNumber));
      }
      if (seen.has(lineNumber)) return true;
      seen.add(lineNumber);
      return false;
    },
  };
}

function countingNumber(text: string): number {
  if (text.length > 9) return -1;
  let value = 0;
  for (let index = 0; index < text.length; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function inRecordOrder(problems: readonly Problem[]): readonly Problem[] {
  const place = (problem: Problem) => problem.record ?? Number.POSITIVE_INFINITY;
  return problems
    .map((problem, index) => ({ problem, index }))
    .sort((a, b) => (place(a.problem) === place(b.problem) ? a.index - b.index : place(a.problem) - place(b.problem)))
    .map(({ problem }) => problem);
}

function lineNumberRepeated(line: InvoiceLine): Problem {
  const message = `Line number ${line.lineNumber} was used before in this invoice; line numbers should be unique.`;
  const where = { record: line.record, field: 'LINE_ITEM_NUMBER', text: line.lineNumber };
  return problemOf('outside_profile', 'LINE_NUMBER_REPEATED', where, message);
}

function sumTooLarge(): Problem {
  const message = 'The lines of this invoice add up to more than can be held exactly; its totals stay unknown.';
  return problemOf('does_not_add_up', 'SUM_TOO_LARGE', { field: 'INVOICE_TOTAL' }, message);
}

function periodReversed(start: string, end: string): Problem {
  const message = `The billing period ends on ${end}, before it starts on ${start}.`;
  return problemOf('outside_profile', 'PERIOD_REVERSED', { field: 'BILLING_END_DATE', text: end }, message);
}
