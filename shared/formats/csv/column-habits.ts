import type { DayOrder } from '../read-date.ts';
import type { CsvRole } from './columns.ts';

/** How one list writes dates and numbers, told by all of its rows. */
export interface ColumnHabits {
  observe(cells: readonly string[]): void;
  dayOrder(role: CsvRole): DayOrder;
  /** Every `3/4/2026` of the column could be either way, so the American order was assumed. */
  isAssumed(role: CsvRole): boolean;
  hasDecimalComma(): boolean;
}

const DATE_ROLES: readonly CsvRole[] = ['date', 'invoiceDate', 'billingStart', 'billingEnd'];
const NUMBER_ROLES: readonly CsvRole[] = ['units', 'rate', 'amount', 'adjustment', 'tax', 'invoiceTotal'];

/** Gathers the evidence in a first pass over the rows. */
export function createColumnHabits(roles: readonly (CsvRole | null)[]): ColumnHabits {
  const dates = roles.flatMap((role, index) =>
    role !== null && DATE_ROLES.includes(role) ? [{ role, index, dayFirst: 0, monthFirst: 0, open: 0 }] : [],
  );
  const numbers = roles.flatMap((role, index) => (role !== null && NUMBER_ROLES.includes(role) ? [index] : []));
  let commas = 0;
  let points = 0;
  const evidenceOf = (role: CsvRole) => dates.find((column) => column.role === role);
  return {
    observe(cells) {
      for (const column of dates) {
        const match = /^\s*(\d{1,2})[-/](\d{1,2})[-/]\d{2,4}\b/.exec(cells[column.index] ?? '');
        if (match === null) continue;
        const [first, second] = [Number(match[1]), Number(match[2])];
        if (first > 12 && second <= 12) column.dayFirst += 1;
        else if (second > 12 && first <= 12) column.monthFirst += 1;
        else if (first !== second) column.open += 1;
      }
      for (const index of numbers) {
        const cell = cells[index] ?? '';
        if (/,(?:\d{1,2}|\d{4,})\D*$/.test(cell) || /\d\.\d{3},\d/.test(cell)) commas += 1;
        else if (/\.\d+\D*$/.test(cell)) points += 1;
      }
    },
    dayOrder(role) {
      const column = evidenceOf(role);
      return column !== undefined && column.dayFirst > column.monthFirst ? 'dayFirst' : 'monthFirst';
    },
    isAssumed(role) {
      const column = evidenceOf(role);
      return column !== undefined && column.open > 0 && column.dayFirst === column.monthFirst;
    },
    hasDecimalComma: () => commas > points,
  };
}
