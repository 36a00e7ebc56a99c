import type { Invoice, InvoiceLine } from '#shared/domain/invoice.ts';
import { formatE4 } from '#shared/money/e4.ts';
import { formatTaxRateE10 } from '#shared/money/tax-rate.ts';
import type { WrittenText } from './ledes/write-records.ts';

type Cell = (line: InvoiceLine, invoice: Invoice) => string | null;

const amount = (valueE4: number | null) => (valueE4 === null ? null : formatE4(valueE4));
const headerOf =
  (field: string, own: (invoice: Invoice) => string | null): Cell =>
  (line, invoice) =>
    line.headerDifferences?.[field] ?? own(invoice);

/** One row a line; the CSV reader knows every heading, so that a written file can be read back. */
const COLUMNS: readonly (readonly [string, Cell])[] = [
  ['invoice_number', (_line, invoice) => invoice.invoiceNumber],
  ['invoice_date', (_line, invoice) => invoice.invoiceDate],
  ['vendor_id', (_line, invoice) => invoice.vendorId],
  ['client_id', headerOf('CLIENT_ID', (invoice) => invoice.clientId)],
  ['matter_id', headerOf('LAW_FIRM_MATTER_ID', (invoice) => invoice.matterId)],
  ['client_matter_id', headerOf('CLIENT_MATTER_ID', (invoice) => invoice.clientMatterId)],
  ['currency', (_line, invoice) => invoice.currency],
  ['line_number', (line) => line.lineNumber],
  ['type', (line) => line.kind],
  ['date', (line) => line.date],
  ['timekeeper_id', (line) => line.timekeeperId],
  ['timekeeper_name', (line) => line.timekeeperName],
  ['classification', (line) => line.classification],
  ['units', (line) => amount(line.unitsE4)],
  ['unit_cost', (line) => amount(line.unitCostE4)],
  ['adjustment', (line) => amount(line.adjustmentE4)],
  ['tax_rate', (line) => (line.taxRateE10 === null ? null : formatTaxRateE10(line.taxRateE10))],
  ['tax', (line) => amount(line.taxE4)],
  ['tax_type', (line) => line.taxType],
  ['total', (line) => amount(line.totalE4)],
  ['task_code', (line) => line.taskCode],
  ['activity_code', (line) => line.activityCode],
  ['expense_code', (line) => line.expenseCode],
  ['narrative', (line) => line.narrative],
];

/**
 * Writes invoices as CSV (RFC 4180, comma, CR LF), one row a line, safe to open in a spreadsheet: a cell that
 * a spreadsheet would run as a formula gets an apostrophe before it. Totals of the invoice have no column.
 */
export function writeCsv(invoices: readonly Invoice[]): WrittenText {
  const rows = [COLUMNS.map(([heading]) => heading).join(',')];
  let guarded = 0;
  for (const invoice of invoices) {
    for (const line of invoice.lines) {
      const cells = COLUMNS.map(([, cell]) => {
        const text = cell(line, invoice) ?? '';
        const safe = withoutFormula(text);
        if (safe !== text) guarded += 1;
        return quoted(safe);
      });
      rows.push(cells.join(','));
    }
  }
  const cells = guarded === 1 ? 'One cell' : `${guarded} cells`;
  const remarks =
    guarded === 0 ? [] : [`${cells} would be a formula in a spreadsheet; an apostrophe was put before it.`];
  return { text: `${rows.join('\r\n')}\r\n`, remarks };
}

// A text that already begins as a guarded one is guarded again, so that reading takes off exactly one.
const STARTS_FORMULA = /^'*[=+\-@\t\r]/;
const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;

/** A cell that a spreadsheet would run as a formula, with an apostrophe before it; any other as it is. */
export function withoutFormula(text: string): string {
  return STARTS_FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

/** As RFC 4180 writes it. */
export function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
