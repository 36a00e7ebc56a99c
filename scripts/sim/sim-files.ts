import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import type { Invoice } from '#shared/domain/invoice.ts';
import { readInvoiceFileInSteps } from '#shared/formats/read-file.ts';
import { writeLedes1998b } from '#shared/formats/write-ledes-1998b.ts';

/** Matters of the simulated firm, by the number that stands in a file. */
export const MATTERS: Readonly<Record<string, string>> = {
  '0001': 'matter:00000000-0000-7000-8000-000000000001',
  '0002': 'matter:00000000-0000-7000-8000-000000000002',
};

const NARRATIVES = [
  'Draft answer to second amended complaint',
  'Attention to file',
  'Review documents; telephone conference with client; draft letter to opposing counsel',
  'Travel to hearing',
] as const;

/**
 * A small bill as a file; the same number gives the same bytes. Some lines break the standard guideline (a date after
 * the day of reading, a vague narrative), so that there are findings to dismiss and proposals to take over.
 */
export function simFile(number: number): { readonly bytes: Uint8Array<ArrayBuffer>; readonly name: string } {
  const lines = Array.from({ length: 2 + (number % 3) }, (_, index) => ({
    date:
      (number + index) % 5 === 0 ? '2027-01-05' : `2026-03-${String(((number + index * 3) % 27) + 1).padStart(2, '0')}`,
    timekeeperId: `TK${index}`,
    unitsE4: (((number + index) % 9) + 1) * 2500,
    unitCostE4: [3_500_000, 2_000_000, 1_234_567][index % 3] ?? 0,
    narrative: `${NARRATIVES[(number + index) % NARRATIVES.length]}${index === 1 ? '' : ` for exhibit of${plantOf(number)}`}`,
  }));
  const matterId = number % 2 === 0 ? '0001' : '0002';
  const invoice = buildInvoice({ invoiceNumber: numberOf(number), matterId, lines });
  return { bytes: new TextEncoder().encode(writeLedes1998b([invoice]).text), name: `bill-${number}.txt` };
}

/** A number and a plant that stand in no other bill: what is left of one on a disk can be looked for. */
export const numberOf = (number: number) => `BILL${String(number).padStart(3, '0')}X`;
export const plantOf = (number: number) => PLANTS[number % PLANTS.length] ?? '';

/**
 * No two begin with the same letter, and each stands behind a beginning that all share: an index of words keeps of a
 * word only what differs from the one before.
 */
const PLANTS = [
  ...['alder', 'birch', 'cedar', 'dogwood', 'elder', 'fennel', 'gorse', 'hazel', 'ivyleaf'],
  ...['juniper', 'kumquat', 'larch', 'myrtle', 'nettle', 'olivetree', 'plumtree', 'quince', 'rowan'],
];
export const scopeOfNumber = (number: number) => MATTERS[number % 2 === 0 ? '0001' : '0002'] ?? '';
export const BILL_NUMBERS = [1, 2, 3, 4, ...Array.from({ length: 8 }, (_, index) => 10 + index)];

const read = new Map<string, { readonly sha256: string; readonly invoices: readonly Invoice[] }>();

/** Reads a file as the server's worker does; what was read once is remembered by name. */
export function readSimFile(bytes: Uint8Array, name: string) {
  const known = read.get(name);
  if (known !== undefined) return known;
  const steps = readInvoiceFileInSteps(bytes, { fileName: name, maximumBytes: 1_000_000 });
  for (;;) {
    const next = steps.next();
    if (next.done !== true) continue;
    const { sha256, invoices } = next.value;
    read.set(name, { sha256, invoices });
    return { sha256, invoices };
  }
}

export function scopeOfInvoice({ matterId }: Invoice): string {
  return MATTERS[matterId ?? ''] ?? 'matter:00000000-0000-7000-8000-0000000000ff';
}
