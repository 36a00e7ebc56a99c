import { describe, expect, it } from 'vitest';
import type { Kept } from './growing-tables.ts';
import type { RecordSize, TableSize } from './read-sizes.ts';
import { reckonCapacity } from './reckon-capacity.ts';

const PACE = { invoicesADay: 1_000, linesAnInvoice: 10, workingDaysAYear: 365, windowDays: 60 };

function table(kept: Kept | 'other', totalBytes: number): TableSize {
  return { table: kept, kept, rows: 1, heapBytes: totalBytes, indexBytes: 0, toastBytes: 0, totalBytes };
}

const SIZE: RecordSize = {
  lines: 1_000,
  invoices: 100,
  databaseBytes: 9_000_000,
  tables: [
    table('record', 900_000),
    table('search', 300_000),
    table('audit', 100_000),
    table('window', 50_000),
    table('other', 7_000_000),
  ],
};

describe('what storage holds', () => {
  it('is reckoned from what stays for good: what does not grow with bills has no part in it', () => {
    const { bytesALine, bytesALineOf } = reckonCapacity(SIZE, 100, PACE, 10e9);
    expect(bytesALineOf).toEqual({ record: 900, search: 300, audit: 100, window: 50 });
    expect(bytesALine).toBe(1_300);
  });

  it('sets the window aside: the lines of its days, at what such a line takes', () => {
    const { windowBytesALine, windowBytes, linesIn, invoicesIn, yearsIn } = reckonCapacity(SIZE, 100, PACE, 10e9);
    expect(windowBytesALine).toBe(500);
    // Ten thousand lines a day, sixty days.
    expect(windowBytes).toBe(500 * 10_000 * 60);
    expect(linesIn).toBe(Math.floor((10e9 - 300e6) / 1_300));
    expect(invoicesIn).toBe(Math.floor(linesIn / 10));
    expect(yearsIn).toBeCloseTo(linesIn / 3_650_000, 6);
  });

  it('holds nothing where the window alone fills it', () => {
    expect(reckonCapacity(SIZE, 100, PACE, 100e6).linesIn).toBe(0);
  });
});
