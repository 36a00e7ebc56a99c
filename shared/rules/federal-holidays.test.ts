import { describe, expect, it } from 'vitest';
import { federalHolidayName } from './federal-holidays.ts';

describe('federal holidays', () => {
  // The Office of Personnel Management's published list for 2026, and observances of other years.
  it.each([
    ['2026-01-01', "New Year's Day"],
    ['2026-01-19', 'Martin Luther King, Jr. Day'],
    ['2026-02-16', "Washington's Birthday"],
    ['2026-05-25', 'Memorial Day'],
    ['2026-06-19', 'Juneteenth'],
    ['2026-07-03', 'Independence Day (observed)'],
    ['2026-07-04', 'Independence Day'],
    ['2026-09-07', 'Labor Day'],
    ['2026-10-12', 'Columbus Day'],
    ['2026-11-11', 'Veterans Day'],
    ['2026-11-26', 'Thanksgiving Day'],
    ['2026-12-25', 'Christmas Day'],
    ['2021-12-31', "New Year's Day (observed)"],
    ['2023-01-02', "New Year's Day (observed)"],
    ['2022-12-26', 'Christmas Day (observed)'],
    ['2021-05-31', 'Memorial Day'],
    ['2029-05-28', 'Memorial Day'],
  ])('%s is %s', (date, name) => {
    expect(federalHolidayName(date)).toBe(name);
  });

  it.each([
    '2026-01-12',
    '2026-05-18',
    '2026-11-19',
    '2026-12-24',
    '2026-07-06',
    '2020-06-19',
    '1985-01-21',
    '2026-03-10',
    // Juneteenth 2020 was no holiday yet, so its observance was none.
    '2016-06-20',
  ])('%s is an ordinary day', (date) => {
    expect(federalHolidayName(date)).toBeNull();
  });
});
