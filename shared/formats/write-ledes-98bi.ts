import type { Invoice, InvoiceLine } from '#shared/domain/invoice.ts';
import { COLUMNS_98BI } from './ledes/columns.ts';
import {
  amountText,
  type LedesDialect,
  type WriteOptions,
  type WrittenText,
  writeRecords,
} from './ledes/write-records.ts';

/**
 * Writes invoices as one LEDES 98BI V2 file (52 fields).
 *
 * From a source without tax fields: its line totals are units x cost + adjustment, which in 98BI holds only
 * for a line tax of 0, so 0 is written. What 98BI asks for and the source does not say (currency, client tax
 * id, account type) stays blank, with a remark.
 * @returns the text, to be encoded in UTF-8, and remarks for the person
 */
export function writeLedes98bi(invoices: readonly Invoice[], options: WriteOptions = {}): WrittenText {
  return writeRecords(invoices, DIALECT, options);
}

const DIALECT: LedesDialect = {
  format: 'ledes98bi',
  signature: 'LEDES98BI V2',
  columns: COLUMNS_98BI,
  lineValue(field, line, invoice) {
    if (invoice.format === 'ledes98bi') return undefined;
    if (field === 'LINE_ITEM_TAX_TOTAL') return amountText(line.taxE4 ?? 0);
    if (field === 'TIMEKEEPER_LAST_NAME') return nameParts(line).last;
    if (field === 'TIMEKEEPER_FIRST_NAME') return nameParts(line).first;
    return undefined;
  },
  remark(invoice, remarks) {
    if (invoice.format === 'ledes98bi' || invoice.lines.every((line) => line.taxE4 !== null)) return;
    const number = invoice.invoiceNumber ?? '(no number)';
    remarks.say(
      `The source states no tax on invoice ${number}; LINE_ITEM_TAX_TOTAL is 0, as its line totals leave no other.`,
    );
  },
};

// `Surname, First` is how 1998B writes a name; any other form is not taken apart.
function nameParts(line: InvoiceLine): { readonly last: string; readonly first: string } {
  const parts = line.timekeeperName?.split(',').map((part) => part.trim()) ?? [];
  const [last, first] = parts;
  return parts.length === 2 && last !== undefined && first !== undefined ? { last, first } : { last: '', first: '' };
}
