import { createHash } from 'node:crypto';
import { readInvoiceFile } from '#shared/formats/read-file.ts';
import type { BenchResult } from './budget.ts';
import { ledesText } from './ledes-text.ts';

const MEGABYTES = 50;
const ROUNDS = 3;
const ALLOWED = 4;

/**
 * The tolerant, validated read of a 50 MB LEDES 1998B file against the barest split of its text. The measured
 * side starts from bytes: SHA-256 (native, as the command line passes it), UTF-8 validation and decoding,
 * columns by name, every field read and checked, ids, sums; the floor starts from decoded text.
 */
export async function run(): Promise<BenchResult> {
  const text = ledesText(MEGABYTES * 1024 * 1024);
  const bytes = new TextEncoder().encode(text);
  const flat = new TextDecoder().decode(bytes);
  let floor = Number.POSITIVE_INFINITY;
  let value = Number.POSITIVE_INFINITY;
  let lineCount = 0;
  let fieldCount = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const floorStart = performance.now();
    fieldCount = flat
      .split('[]')
      .map((record) => record.split('|'))
      .reduce((count, fields) => count + fields.length, 0);
    floor = Math.min(floor, performance.now() - floorStart);
    const start = performance.now();
    const outcome = readInvoiceFile(bytes, {
      fileName: 'bench.txt',
      sha256Hex: (content) => createHash('sha256').update(content).digest('hex'),
    });
    value = Math.min(value, performance.now() - start);
    if (outcome.kind !== 'read') throw new Error('The benchmark file was not read.');
    lineCount = outcome.file.invoices.reduce((count, invoice) => count + invoice.lines.length, 0);
    const wrong = outcome.file.invoices.find((invoice) => invoice.computedTotalE4 !== invoice.declaredTotalE4);
    if (wrong !== undefined || outcome.file.problems.length > 0) throw new Error('The benchmark file does not add up.');
  }
  const ratio = value / floor;
  return {
    name: 'ledes-parse',
    value: value / 1000,
    unit: 's',
    floor: floor / 1000,
    ratio,
    budget: `<= ${ALLOWED} x floor`,
    ok: ratio <= ALLOWED,
    detail: `${MEGABYTES} MB of LEDES 1998B, ${lineCount} lines, ${fieldCount} fields; best of ${ROUNDS} alternating; SHA-256, decoding, ids and sums included.`,
  };
}
