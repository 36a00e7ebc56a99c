import type { IsoDate } from '#shared/domain/invoice.ts';

/**
 * Days since 1970-01-01 of a `YYYY-MM-DD` date, by integer arithmetic (Howard Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms", days_from_civil), so that no clock or time zone enters.
 * The date is a reader's and already known to exist.
 */
export function dayNumberOf(date: IsoDate): number {
  const month = digits(date, 5, 7);
  const year = digits(date, 0, 4) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + digits(date, 8, 10) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** 0 is Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(dayNumber: number): number {
  return (((dayNumber + 4) % 7) + 7) % 7;
}

// Reading the characters in place makes no strings; every line of every bill comes by here.
function digits(date: IsoDate, start: number, end: number): number {
  let value = 0;
  for (let index = start; index < end; index += 1) value = value * 10 + date.charCodeAt(index) - 48;
  return value;
}
