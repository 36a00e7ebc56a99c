import type { IsoDate } from '#shared/domain/invoice.ts';

const DAY_MS = 86_400_000;

/** Moves a date by whole days. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Mondays to Fridays from `start` to `end`, both included, without the days in `holidays`. */
export function workdaysOf(start: IsoDate, end: IsoDate, holidays: readonly IsoDate[]): readonly IsoDate[] {
  const days: IsoDate[] = [];
  for (let date = start; date <= end; date = addDays(date, 1)) {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !holidays.includes(date)) days.push(date);
  }
  return days;
}
