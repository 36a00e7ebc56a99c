import type { Invoice, InvoiceLine } from '#shared/domain/invoice.ts';
import { formatE4, formatFixedE4, sumE4 } from '#shared/money/e4.ts';
import { formatTaxRateE10 } from '#shared/money/tax-rate.ts';
import { createRemarks, type Remarks } from '../remarks.ts';
import type { LedesColumn, LedesField } from './columns.ts';
import { maximumLengthIn } from './columns.ts';
import type { LedesFormat } from './read-header.ts';

export interface WrittenText {
  readonly text: string;
  /** What could not be carried over exactly, one sentence each. */
  readonly remarks: readonly string[];
}

export interface WriteOptions {
  /**
   * `asDeclared` (the default) writes an invoice's totals as its file stated them, also where they do not add
   * up; `summed` writes the sums of the lines, as a corrected bill must.
   */
  readonly totals?: 'asDeclared' | 'summed' | undefined;
}

/** What the two formats do differently. */
export interface LedesDialect {
  readonly format: LedesFormat;
  readonly signature: string;
  readonly columns: readonly LedesColumn[];
  /** Line values this format states in its own way; `undefined` for the common way. */
  lineValue(field: LedesField, line: InvoiceLine, invoice: Invoice): string | undefined;
  /** What was converted, said once an invoice. */
  remark(invoice: Invoice, remarks: Remarks): void;
}

// The terminator is `[]`; the line end only keeps the file readable. CR LF, because the systems that take
// these files grew up on Windows and the format's published samples travel that way; no reader may mind.
const LINE_END = '[]\r\n';

/** Writes invoices strictly: every field in its place, nothing that could break a record. */
export function writeRecords(
  invoices: readonly Invoice[],
  dialect: LedesDialect,
  options: WriteOptions = {},
): WrittenText {
  const remarks = createRemarks();
  const parts = [
    `${dialect.signature}${LINE_END}`,
    `${dialect.columns.map((column) => column.name).join('|')}${LINE_END}`,
  ];
  for (const invoice of invoices) {
    const header = headerTexts(invoice, dialect, options, remarks);
    dialect.remark(invoice, remarks);
    for (const line of invoice.lines) {
      const values = dialect.columns.map((column) => {
        const text =
          column.scope === 'line'
            ? fitText(lineText(column.name, line, invoice, dialect), column, dialect.format, remarks)
            : headerTextOn(line, column, header, options, dialect.format, remarks);
        if (text === '' && isRequired(column, line)) remarks.count('blank', column.name);
        return text;
      });
      parts.push(values.join('|'), LINE_END);
    }
  }
  const text = parts.join('');
  if (/[^\t\n\r -~]/.test(text)) {
    remarks.say(
      'The text holds characters outside ASCII and is written in UTF-8; some older systems show them wrongly.',
    );
  }
  return { text, remarks: remarks.finish() };
}

function isRequired(column: LedesColumn, line: InvoiceLine): boolean {
  switch (column.required) {
    case 'never':
      return column.name === 'INVOICE_NUMBER';
    case 'always':
      return true;
    case 'fee':
      return line.kind === 'F';
    case 'expense':
      return line.kind === 'E';
    case 'itemised':
      return line.kind === 'F' || line.kind === 'E';
  }
}

function headerTexts(invoice: Invoice, dialect: LedesDialect, options: WriteOptions, remarks: Remarks) {
  const totals = totalsOf(invoice, dialect.format, options);
  const mismatch = totals.INVOICE_TOTAL;
  if (options.totals !== 'summed' && mismatch !== null && invoice.computedTotalE4 !== null) {
    if (mismatch !== invoice.computedTotalE4) {
      const [stated, sum] = [formatFixedE4(mismatch, 2), formatFixedE4(invoice.computedTotalE4, 2)];
      remarks.say(
        `INVOICE_TOTAL of invoice ${invoice.invoiceNumber ?? '(no number)'} is written as stated, ${stated}; its lines make ${sum}.`,
      );
    }
  }
  const values: Record<string, string> = { ...invoice.header };
  const set = (field: LedesField, value: string | null) => {
    values[field] = value ?? '';
  };
  set('INVOICE_DATE', ledesDate(invoice.invoiceDate));
  set('INVOICE_NUMBER', invoice.invoiceNumber);
  set('CLIENT_ID', invoice.clientId);
  set('LAW_FIRM_MATTER_ID', invoice.matterId);
  set('BILLING_START_DATE', ledesDate(invoice.billingStart));
  set('BILLING_END_DATE', ledesDate(invoice.billingEnd));
  set('INVOICE_DESCRIPTION', invoice.description);
  set('LAW_FIRM_ID', invoice.vendorId);
  set('CLIENT_MATTER_ID', invoice.clientMatterId);
  set('MATTER_NAME', invoice.matterName);
  set('INVOICE_CURRENCY', invoice.currency);
  set('LAW_FIRM_NAME', invoice.vendorName);
  set('CLIENT_NAME', invoice.clientName);
  for (const [field, valueE4] of Object.entries(totals)) values[field] = amountText(valueE4);
  const fitted = new Map<string, string>();
  for (const column of dialect.columns) {
    if (column.scope === 'line') continue;
    fitted.set(column.name, fitText(values[column.name] ?? '', column, dialect.format, remarks));
  }
  return fitted;
}

const TOTALS: ReadonlySet<string> = new Set(['INVOICE_TOTAL', 'INVOICE_TAX_TOTAL', 'INVOICE_NET_TOTAL']);

function totalsOf(invoice: Invoice, format: LedesFormat, options: WriteOptions) {
  const { computedTotalE4 } = invoice;
  const computedTaxE4 = format === 'ledes98bi' ? (invoice.computedTaxE4 ?? 0) : null;
  const netE4 = computedTotalE4 === null || computedTaxE4 === null ? null : computedTotalE4 - computedTaxE4;
  const summed = { INVOICE_TOTAL: computedTotalE4, INVOICE_TAX_TOTAL: computedTaxE4, INVOICE_NET_TOTAL: netE4 };
  if (options.totals === 'summed') return summed;
  const declared = {
    INVOICE_TOTAL: invoice.declaredTotalE4,
    INVOICE_TAX_TOTAL: invoice.declaredTaxE4,
    INVOICE_NET_TOTAL: invoice.declaredNetE4,
  };
  if (invoice.format === format) return declared;
  return {
    INVOICE_TOTAL: declared.INVOICE_TOTAL ?? summed.INVOICE_TOTAL,
    INVOICE_TAX_TOTAL: declared.INVOICE_TAX_TOTAL ?? summed.INVOICE_TAX_TOTAL,
    INVOICE_NET_TOTAL: declared.INVOICE_NET_TOTAL ?? summed.INVOICE_NET_TOTAL,
  };
}

function headerTextOn(
  line: InvoiceLine,
  column: LedesColumn,
  header: ReadonlyMap<string, string>,
  options: WriteOptions,
  format: LedesFormat,
  remarks: Remarks,
): string {
  const own = line.headerDifferences?.[column.name];
  if (own === undefined || (options.totals === 'summed' && TOTALS.has(column.name)))
    return header.get(column.name) ?? '';
  return fitText(own, column, format, remarks);
}

function lineText(field: LedesField, line: InvoiceLine, invoice: Invoice, dialect: LedesDialect): string {
  const own = dialect.lineValue(field, line, invoice);
  if (own !== undefined) return own;
  switch (field) {
    case 'LINE_ITEM_NUMBER':
      return line.lineNumber;
    case 'EXP/FEE/INV_ADJ_TYPE':
      return line.kind;
    case 'LINE_ITEM_NUMBER_OF_UNITS':
      return amountText(line.unitsE4);
    case 'LINE_ITEM_ADJUSTMENT_AMOUNT':
      return amountText(line.adjustmentE4);
    case 'LINE_ITEM_TOTAL':
      return amountText(line.totalE4);
    case 'LINE_ITEM_DATE':
      return ledesDate(line.date);
    case 'LINE_ITEM_TASK_CODE':
      return line.taskCode ?? '';
    case 'LINE_ITEM_EXPENSE_CODE':
      return line.expenseCode ?? '';
    case 'LINE_ITEM_ACTIVITY_CODE':
      return line.activityCode ?? '';
    case 'TIMEKEEPER_ID':
      return line.timekeeperId ?? '';
    case 'LINE_ITEM_DESCRIPTION':
      return line.narrative;
    case 'LINE_ITEM_UNIT_COST':
      return amountText(line.unitCostE4);
    case 'TIMEKEEPER_NAME':
      return line.timekeeperName ?? '';
    case 'TIMEKEEPER_CLASSIFICATION':
      return line.classification ?? '';
    case 'LINE_ITEM_TAX_RATE':
      return line.taxRateE10 === null ? '' : formatTaxRateE10(line.taxRateE10);
    case 'LINE_ITEM_TAX_TOTAL':
      return amountText(line.taxE4);
    case 'LINE_ITEM_TAX_TYPE':
      return line.taxType ?? '';
    default:
      return line.extra?.[field] ?? '';
  }
}

/** `2026-03-10` -> `20260310`; empty when unknown. */
function ledesDate(date: string | null): string {
  return date === null ? '' : date.replaceAll('-', '');
}

/** A plain decimal, or nothing where the amount is unknown. */
export function amountText(valueE4: number | null): string {
  return valueE4 === null ? '' : formatE4(valueE4);
}

/** Sum of the tax on the lines of an invoice; 0 where no line states any. */
export function taxOf(invoice: Invoice): number {
  return sumE4(invoice.lines.flatMap((line) => (line.taxE4 === null ? [] : [line.taxE4]))) ?? 0;
}

const UNSAFE = /[|\p{Cc}\u2028\u2029]|\[\]/u;

// The format has no escape: what would end a field or a record is replaced (billing practice: `/`, a space,
// `( )`), and texts beyond the field's length are cut. Keys are never cut: two invoices could become one.
function fitText(text: string, column: LedesColumn, format: LedesFormat, remarks: Remarks): string {
  let fitted = text.trim();
  if (UNSAFE.test(fitted)) {
    fitted = fitted
      .replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ')
      .replace(/\p{Cc}/gu, ' ')
      .replaceAll('|', '/')
      .replaceAll('[]', '( )')
      .trim();
    remarks.count('replaced', column.name);
  }
  const maximum = maximumLengthIn(column, format);
  if (column.type !== 'text' || fitted.length <= maximum) return fitted;
  if (column.scope === 'key') {
    remarks.count('tooLong', column.name);
    return fitted;
  }
  remarks.count('cut', column.name);
  return fitted
    .slice(0, maximum)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
}
