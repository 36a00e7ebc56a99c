import type { IsoDate } from '#shared/domain/invoice.ts';

/** Months shown, the running one included. */
const MONTHS = 12;

export interface MoneyWindow {
  /** The first day of the earliest month. */
  readonly from: IsoDate;
  /** The last day of the running month. */
  readonly to: IsoDate;
}

/** The last twelve calendar months, the running one whole: an invoice dated later this month is in it. */
export function moneyWindow(today: IsoDate): MoneyWindow {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return {
    from: isoDate(Date.UTC(year, month - MONTHS, 1)),
    to: isoDate(Date.UTC(year, month, 0)),
  };
}

function isoDate(ms: number): IsoDate {
  return new Date(ms).toISOString().slice(0, 10);
}
