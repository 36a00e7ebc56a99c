import type { Dashboard } from '#shared/api/dashboard.ts';

type Money = Dashboard['money'];
export type Sums = Pick<Money['byMonth'][number], 'invoiceCount' | 'billed' | 'proposed' | 'saved'>;

export interface MonthRow extends Sums {
  /** `2026-04`; null: invoices without a date. */
  readonly month: string | null;
}

const NOTHING: Sums = { invoiceCount: 0, billed: '0', proposed: '0', saved: '0' };

/** Every month of the window in order, also those without an invoice; what has no date comes last, where there is any. */
export function monthRows({ from, to, byMonth }: Money, currency: string | null): readonly MonthRow[] {
  const known = new Map(byMonth.filter((row) => row.currency === currency).map((row) => [row.month, row]));
  const months = monthsBetween(from, to).map((month): MonthRow => ({ ...(known.get(month) ?? NOTHING), month }));
  const undated = known.get(null);
  return undated === undefined ? months : [...months, { ...undated, month: null }];
}

function monthsBetween(from: string, to: string): readonly string[] {
  const months: string[] = [];
  let [year = 0, month = 1] = from.split('-').map(Number);
  for (let key = from.slice(0, 7); key <= to.slice(0, 7); key = `${year}-${String(month).padStart(2, '0')}`) {
    months.push(key);
    year += month === 12 ? 1 : 0;
    month = (month % 12) + 1;
  }
  return months;
}
