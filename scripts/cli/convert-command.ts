import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Invoice } from '#shared/domain/invoice.ts';
import { readInvoiceFile } from '#shared/formats/read-file.ts';
import { writeCsv } from '#shared/formats/write-csv.ts';
import { invoiceToJson } from '#shared/formats/write-json.ts';
import { writeLedes98bi } from '#shared/formats/write-ledes-98bi.ts';
import { writeLedes1998b } from '#shared/formats/write-ledes-1998b.ts';
import { type UsageError, usageError } from './exit-codes.ts';

const WRITERS: Readonly<
  Record<string, (invoices: readonly Invoice[]) => { text: string; remarks: readonly string[] }>
> = {
  ledes1998b: writeLedes1998b,
  ledes98bi: writeLedes98bi,
  csv: writeCsv,
  json: (invoices) => ({
    text: `${JSON.stringify({ invoices: invoices.map(invoiceToJson) }, null, 2)}\n`,
    remarks: [],
  }),
};

export type Conversion =
  | {
      readonly kind: 'converted';
      readonly text: string;
      readonly remarks: readonly string[];
      readonly invoiceCount: number;
    }
  | UsageError;

/** Reads one file and writes all its invoices in another format. */
export function convertFile(path: string, to: string): Conversion {
  const write = Object.hasOwn(WRITERS, to) ? WRITERS[to] : undefined;
  if (write === undefined)
    return usageError(`"${to}" is not in this version. Formats: ${Object.keys(WRITERS).join(', ')}.`);
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    return usageError(`${path} cannot be opened. Nothing was converted.`);
  }
  const sha256Hex = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
  const outcome = readInvoiceFile(bytes, { fileName: path, sha256Hex });
  if (outcome.kind !== 'read') return usageError('The reading was cancelled.');
  const { invoices, problems } = outcome.file;
  const remarks = [...problems, ...invoices.flatMap((invoice) => invoice.problems)].map(({ message }) => message);
  if (invoices.length === 0) return { kind: 'converted', text: '', remarks, invoiceCount: 0 };
  const written = write(invoices);
  return {
    kind: 'converted',
    text: written.text,
    remarks: [...remarks, ...written.remarks],
    invoiceCount: invoices.length,
  };
}
