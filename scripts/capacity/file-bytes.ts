import { gzipSync } from 'node:zlib';
import { madeUpBill } from '../bench/made-up-bill.ts';
import { billOf } from '../bench/made-up-firm.ts';

/** What encryption adds to a file (`server/invoices/encrypted-file-store.ts`). */
const ENVELOPE_BYTES = 65;
const BILLS = 20;

export interface FileBytes {
  /** Of one original in the file store: bills are kept as they came, not compressed. */
  readonly stored: number;
  /** What the same text would come to with gzip. */
  readonly gzipped: number;
}

/** @param linesABill of a made-up LEDES 98BI bill */
export function fileBytesOf(linesABill: number): FileBytes {
  const bills = Array.from({ length: BILLS }, (_, index) =>
    madeUpBill({ ...billOf(index, '2026-03'), lines: linesABill }),
  );
  const meanOf = (values: readonly number[]) => Math.round(values.reduce((sum, each) => sum + each, 0) / values.length);
  return {
    stored: meanOf(bills.map(({ byteLength }) => byteLength + ENVELOPE_BYTES)),
    gzipped: meanOf(bills.map((bytes) => gzipSync(bytes).byteLength)),
  };
}
