import type { FileBytes } from './file-bytes.ts';
import type { RecordSize } from './read-sizes.ts';
import type { Capacity, Pace } from './reckon-capacity.ts';
import type { Reading } from './time-readings.ts';

export interface Measured extends Capacity {
  /** Lines that came within the window. */
  readonly windowLines: number;
  readonly file: FileBytes;
  readonly size: RecordSize;
  readonly readings: readonly Reading[];
  /** How long filling and measuring took. */
  readonly seconds: number;
}

const LISTED = 12;

/** What was measured at one size, for a person to read. */
export function inWords(measured: Measured, storageGigabytes: number, pace: Pace): string {
  const { size, bytesALineOf: of, file } = measured;
  const count = (value: number) => Math.round(value).toLocaleString('en');
  const tables = size.tables
    .slice(0, LISTED)
    .map(
      ({ table, kept, rows, heapBytes, indexBytes, toastBytes, totalBytes }) =>
        `  ${table.padEnd(20)} ${kept.padEnd(7)} ${count(rows).padStart(12)} rows ${megabytes(heapBytes)} heap ` +
        `${megabytes(indexBytes)} indexes ${megabytes(toastBytes)} beside, ${count(totalBytes / size.lines)} bytes a line`,
    );
  const readings = measured.readings.map(
    ({ path, count: asked, p50Ms, p95Ms, slowestMs }) =>
      `  ${path}: p50 ${p50Ms.toFixed(1)} ms, p95 ${p95Ms.toFixed(1)} ms, slowest ${slowestMs.toFixed(0)} ms of ${asked}`,
  );
  return `${[
    `${count(size.lines)} lines in ${count(size.invoices)} bills: ${megabytes(size.databaseBytes).trim()} (${measured.seconds} s)`,
    ...tables,
    `  For good ${count(measured.bytesALine)} bytes a line (record ${count(of.record)}, search ${count(of.search)}, ` +
      `audit ${count(of.audit)}); of the last ${pace.windowDays} days ${count(measured.windowBytesALine)} more a line.`,
    `  An original of ${pace.linesAnInvoice} lines is ${count(file.stored)} bytes in the file store.`,
    `  ${storageGigabytes} GB of PostgreSQL hold ${count(measured.linesIn)} lines or ${count(measured.invoicesIn)} bills: ` +
      `${measured.yearsIn.toFixed(1)} years at ${pace.invoicesADay} bills of ${pace.linesAnInvoice} lines on ` +
      `${pace.workingDaysAYear} days a year, ${megabytes(measured.windowBytes).trim()} of it the window.`,
    ...readings,
  ].join('\n')}\n`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`.padStart(11);
}
