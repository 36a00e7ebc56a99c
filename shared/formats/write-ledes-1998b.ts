import type { Invoice } from '#shared/domain/invoice.ts';
import { formatFixedE4 } from '#shared/money/e4.ts';
import { COLUMNS_1998B } from './ledes/columns.ts';
import {
  amountText,
  type LedesDialect,
  taxOf,
  type WriteOptions,
  type WrittenText,
  writeRecords,
} from './ledes/write-records.ts';

/**
 * Writes invoices as one LEDES 1998B file (24 fields).
 *
 * From 98BI: 1998B has no tax fields, and its line total is units x cost + adjustment. A line's tax is
 * therefore carried in its adjustment, so that every line total, INVOICE_TOTAL and the amount to be paid stay
 * what they were and still add up; the remarks say how much.
 * @returns the text, to be encoded in UTF-8, and remarks for the person
 */
export function writeLedes1998b(invoices: readonly Invoice[], options: WriteOptions = {}): WrittenText {
  return writeRecords(invoices, DIALECT, options);
}

const DIALECT: LedesDialect = {
  format: 'ledes1998b',
  signature: 'LEDES1998B',
  columns: COLUMNS_1998B,
  lineValue(field, line, invoice) {
    if (field !== 'LINE_ITEM_ADJUSTMENT_AMOUNT' || invoice.format === 'ledes1998b') return undefined;
    if (line.taxE4 === null || line.taxE4 === 0) return undefined;
    return amountText((line.adjustmentE4 ?? 0) + line.taxE4);
  },
  remark(invoice, remarks) {
    if (invoice.format === 'ledes1998b') return;
    const number = invoice.invoiceNumber ?? '(no number)';
    const taxE4 = taxOf(invoice);
    if (taxE4 !== 0) {
      remarks.say(
        `LEDES 1998B has no tax fields: the tax of ${formatFixedE4(taxE4, 2)} on invoice ${number} is carried in the line adjustments, so that all totals stay the same.`,
      );
    }
    const lost = lostFields(invoice);
    if (lost.length > 0) remarks.say(`LEDES 1998B has no room for ${lost.join(', ')} of invoice ${number}; left out.`);
  },
};

function lostFields(invoice: Invoice): readonly string[] {
  const named = [
    invoice.currency === null ? '' : `INVOICE_CURRENCY (${invoice.currency})`,
    invoice.matterName === null ? '' : 'MATTER_NAME',
    invoice.vendorName === null ? '' : 'LAW_FIRM_NAME',
    invoice.clientName === null ? '' : 'CLIENT_NAME',
  ];
  return [...named, ...Object.keys(invoice.header)].filter((field) => field !== '');
}
