import type { IsoDate } from '#shared/domain/invoice.ts';
import { dayNumberOf, weekdayOf } from './prepare/day-number.ts';

/**
 * Federal holidays of the United States, 5 U.S.C. 6103(a), as the law stands since 2021. Fixed dates that
 * fall on a Saturday are observed on the Friday before and on a Sunday on the Monday after (6103(b) and
 * Executive Order 11582); both days then count. Years before a holiday's first are not told apart, except
 * the two within living files: Martin Luther King, Jr. (1986) and Juneteenth (2021).
 */

const FIXED: readonly { readonly monthDay: string; readonly name: string; readonly since?: number }[] = [
  { monthDay: '01-01', name: "New Year's Day" },
  { monthDay: '06-19', name: 'Juneteenth', since: 2021 },
  { monthDay: '07-04', name: 'Independence Day' },
  { monthDay: '11-11', name: 'Veterans Day' },
  { monthDay: '12-25', name: 'Christmas Day' },
];

/** `nth` of the weekday in its month, 1 to 4; 0 is the last. Weekday 0 is Sunday. */
const MOVING: readonly {
  readonly month: number;
  readonly weekday: number;
  readonly nth: number;
  readonly name: string;
  readonly since?: number;
}[] = [
  { month: 1, weekday: 1, nth: 3, name: 'Martin Luther King, Jr. Day', since: 1986 },
  { month: 2, weekday: 1, nth: 3, name: "Washington's Birthday" },
  { month: 5, weekday: 1, nth: 0, name: 'Memorial Day' },
  { month: 9, weekday: 1, nth: 1, name: 'Labor Day' },
  { month: 10, weekday: 1, nth: 2, name: 'Columbus Day' },
  { month: 11, weekday: 4, nth: 4, name: 'Thanksgiving Day' },
];

/** The holiday a date is, or is the observance of ("Independence Day (observed)"); `null` for other days. */
export function federalHolidayName(date: IsoDate): string | null {
  const year = Number(date.slice(0, 4));
  const weekday = weekdayOf(dayNumberOf(date));
  return fixedHoliday(date, year) ?? movingHoliday(date, year, weekday) ?? observedHoliday(date, year, weekday);
}

function fixedHoliday(date: IsoDate, year: number): string | null {
  const monthDay = date.slice(5);
  return FIXED.find((holiday) => holiday.monthDay === monthDay && year >= (holiday.since ?? 0))?.name ?? null;
}

function movingHoliday(date: IsoDate, year: number, weekday: number): string | null {
  const month = Number(date.slice(5, 7));
  const day = Number(date.slice(8, 10));
  const nth = Math.ceil(day / 7);
  // Only May asks for its last, and May has 31 days.
  const isLast = day + 7 > 31;
  const found = MOVING.find(
    (holiday) =>
      holiday.month === month &&
      holiday.weekday === weekday &&
      (holiday.nth === 0 ? isLast : holiday.nth === nth) &&
      year >= (holiday.since ?? 0),
  );
  return found?.name ?? null;
}

function observedHoliday(date: IsoDate, year: number, weekday: number): string | null {
  const isFriday = weekday === 5;
  if (!isFriday && weekday !== 1) return null;
  const dayNumber = dayNumberOf(date) + (isFriday ? 1 : -1);
  for (const { monthDay, name, since } of FIXED) {
    // A Saturday 1 January is observed on 31 December of the year before.
    const holidayYear = monthDay === '01-01' && isFriday ? year + 1 : year;
    if (
      holidayYear >= (since ?? 0) &&
      dayNumberOf(`${String(holidayYear).padStart(4, '0')}-${monthDay}`) === dayNumber
    ) {
      return `${name} (observed)`;
    }
  }
  return null;
}
