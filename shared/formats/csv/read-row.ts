import type { InvoiceLine, LineKind } from '#shared/domain/invoice.ts';
import { scaleE4 } from '#shared/money/e4.ts';
import { lineKindOf } from '../ledes/line-kind.ts';
import { type ProblemLog, problemOf } from '../problem-log.ts';
import { type NumberValue, readAmount, readDay, readTaxRate, readWord } from '../read-values.ts';
import type { ColumnHabits } from './column-habits.ts';
import type { CsvRole } from './columns.ts';

/** How a row is looked into: the text of a role (empty when the list has no such column), and its heading. */
export interface RowCells {
  text(role: CsvRole): string;
  heading(role: CsvRole): string;
  has(role: CsvRole): boolean;
}

/**
 * Reads one data row into a line. What the list does not state stays `null`; a row whose hours, rate or
 * amounts are no numbers yields no line.
 */
export function readCsvRow(
  cells: RowCells,
  record: number,
  lineIdAt: (record: number) => string,
  habits: ColumnHabits,
  log: ProblemLog,
  headerDifferences: InvoiceLine['headerDifferences'],
): InvoiceLine | null {
  const place = (role: CsvRole) => ({ log, record, field: cells.heading(role) });
  const word = (role: CsvRole) => readWord(withoutGuard(cells.text(role)), place(role));
  const options = { hasDecimalComma: habits.hasDecimalComma() };
  const amount = (role: CsvRole): NumberValue => {
    const text = cells.text(role).trim();
    if (NO_FIGURE.test(text)) {
      const message = `${cells.heading(role)} holds no figure; it was read as blank.`;
      log.add(problemOf('outside_profile', 'NUMBER_VARIANT', { record, field: cells.heading(role), text }, message));
      return null;
    }
    return readAmount(text, place(role), true, options);
  };
  const unitsE4 = hoursOf(cells, record, log) ?? amount('units');
  const unitCostE4 = amount('rate');
  const adjustmentE4 = amount('adjustment');
  const totalE4 = amount('amount');
  const taxE4 = amount('tax');
  if (
    unitsE4 === undefined ||
    unitCostE4 === undefined ||
    adjustmentE4 === undefined ||
    totalE4 === undefined ||
    taxE4 === undefined
  ) {
    return null;
  }
  const expenseCode = word('expenseCode');
  return {
    id: lineIdAt(record),
    record,
    lineNumber: word('lineNumber') ?? String(record),
    kind: kindOf(cells, expenseCode, record, log),
    date: readDay(cells.text('date').trim(), place('date'), habits.dayOrder('date')),
    timekeeperId: word('timekeeperId'),
    timekeeperName: word('timekeeperName'),
    classification: word('classification'),
    unitsE4,
    unitCostE4,
    adjustmentE4,
    totalE4,
    taxRateE10: readTaxRate(cells.text('taxRate'), place('taxRate')),
    taxE4,
    taxType: word('taxType'),
    taskCode: word('taskCode'),
    activityCode: word('activityCode'),
    expenseCode,
    narrative: (word('narrative') ?? '').replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' '),
    headerDifferences,
    extra: undefined,
  };
}

/** Words and dashes that spreadsheets show where there is no amount. */
const NO_FIGURE = /^(?:[-–—]|n\/?a|n\/?c|no charge|none|nil)$/i;

/** Takes away the apostrophe that keeps a spreadsheet from running a text as a formula. */
export function withoutGuard(text: string): string {
  return /^''*[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

const CLOCK = /^(\d{1,4}):([0-5]\d)(?::([0-5]\d))?$/;
const HOURS_WORD = /^([\d.,]+)\s*(?:h|hr|hrs|hour|hours)\.?$/i;

// Durations as clocks and time sheets write them (`1:30`, `1.5 h`); `undefined` text is left to the numbers.
function hoursOf(cells: RowCells, record: number, log: ProblemLog): number | null {
  const text = cells.text('units').trim();
  const field = cells.heading('units');
  const bare = HOURS_WORD.exec(text)?.[1];
  if (bare !== undefined) return readAmount(bare, { log, record, field }, true) ?? null;
  const clock = CLOCK.exec(text);
  if (clock === null) return null;
  const seconds = Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0);
  const message = `${field} is written as hours and minutes; it was read as decimal hours.`;
  log.add(problemOf('outside_profile', 'NUMBER_VARIANT', { record, field, text }, message));
  return scaleE4(seconds, 10_000, 3600);
}

const FEE_WORDS = /\b(?:fee|fees|time|hourly|labou?r|service|services|billable)\b/i;
const EXPENSE_WORDS = /\b(?:exp|expense|expenses|cost|costs|disbursements?)\b/i;

// A list says what a row is by its type column, else by an expense code; time entries are the rest.
function kindOf(cells: RowCells, expenseCode: string | null, record: number, log: ProblemLog): LineKind {
  const text = cells.text('kind').trim();
  const inferred: LineKind = expenseCode === null ? 'F' : 'E';
  if (text === '') return inferred;
  const kind = lineKindOf(text) ?? (EXPENSE_WORDS.test(text) ? 'E' : FEE_WORDS.test(text) ? 'F' : null);
  if (kind !== null) return kind;
  const field = cells.heading('kind');
  const message = `${field} is neither a fee nor an expense; the row was read as ${inferred === 'F' ? 'a fee' : 'an expense'}.`;
  log.add(problemOf('outside_profile', 'LINE_KIND_UNKNOWN', { record, field, text }, message));
  return inferred;
}
