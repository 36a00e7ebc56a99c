import type { Kept } from './growing-tables.ts';
import type { RecordSize } from './read-sizes.ts';

/** How much of a firm's work comes in, for the reckoning in years. */
export interface Pace {
  readonly invoicesADay: number;
  readonly linesAnInvoice: number;
  readonly workingDaysAYear: number;
  /** How many days the feed, events and notifications are kept. */
  readonly windowDays: number;
}

export interface Capacity {
  readonly lines: number;
  /** What a line takes for good: record, search and audit. */
  readonly bytesALine: number;
  /** What each kind takes a line of those that the measured record holds. */
  readonly bytesALineOf: Readonly<Record<Kept, number>>;
  /** The feed, events and notifications, a line that came within the window. */
  readonly windowBytesALine: number;
  /** What the window takes at this pace, however long the firm goes on. */
  readonly windowBytes: number;
  /** Lines in so much storage, the window set aside. */
  readonly linesIn: number;
  readonly invoicesIn: number;
  readonly yearsIn: number;
}

/**
 * What storage of a size holds, from one measured record. Bytes for good grow with every line; the window only with the
 * lines of its days, which stand in the feed once each at least.
 * @param windowLines lines of the measured record that came within the window
 */
export function reckonCapacity(size: RecordSize, windowLines: number, pace: Pace, storageBytes: number): Capacity {
  const bytesOf = (kept: Kept) =>
    size.tables.reduce((sum, table) => sum + (table.kept === kept ? table.totalBytes : 0), 0);
  const bytesALineOf = {
    record: bytesOf('record') / size.lines,
    search: bytesOf('search') / size.lines,
    audit: bytesOf('audit') / size.lines,
    window: bytesOf('window') / size.lines,
  };
  const bytesALine = bytesALineOf.record + bytesALineOf.search + bytesALineOf.audit;
  const windowBytesALine = windowLines === 0 ? 0 : bytesOf('window') / windowLines;
  const linesADay = (pace.invoicesADay * pace.linesAnInvoice * pace.workingDaysAYear) / 365;
  const windowBytes = windowBytesALine * linesADay * pace.windowDays;
  const linesIn = Math.max(0, Math.floor((storageBytes - windowBytes) / bytesALine));
  return {
    lines: size.lines,
    bytesALine,
    bytesALineOf,
    windowBytesALine,
    windowBytes,
    linesIn,
    invoicesIn: Math.floor(linesIn / pace.linesAnInvoice),
    yearsIn: linesIn / (linesADay * 365),
  };
}
