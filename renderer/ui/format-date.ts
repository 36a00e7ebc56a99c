import type { IsoDate } from '#shared/domain/invoice.ts';
import { countOf, UNKNOWN_FIGURE } from './format-money.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-01-04` as `4 Jan 2026`; a dash where there is no date. */
export function formatDate(date: IsoDate | null): string {
  const match = date === null ? null : /^(\d{4})-(\d{2})-(\d{2})/.exec(date);
  if (match === null) return date ?? UNKNOWN_FIGURE;
  const month = MONTHS[Number(match[2]) - 1];
  return month === undefined ? match[0] : `${Number(match[3])} ${month} ${match[1]}`;
}

/** A span of dates, said as briefly as it can be without doubt. */
export function formatPeriod(start: IsoDate | null, end: IsoDate | null): string {
  if (start === null && end === null) return UNKNOWN_FIGURE;
  if (start === null) return `until ${formatDate(end)}`;
  if (end === null) return `from ${formatDate(start)}`;
  const isSameYear = start.slice(0, 4) === end.slice(0, 4);
  const from = isSameYear ? formatDate(start).replace(/ \d{4}$/, '') : formatDate(start);
  return `${from} \u2013 ${formatDate(end)}`;
}

/**
 * A moment beside the work: the time where it was today, else the date.
 * @param at ISO 8601 UTC @param now the clock of whoever asks
 */
export function formatMoment(at: string, now: Date): string {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return at;
  const time = `${String(moment.getHours()).padStart(2, '0')}:${String(moment.getMinutes()).padStart(2, '0')}`;
  if (moment.toDateString() === now.toDateString()) return `today ${time}`;
  const month = MONTHS[moment.getMonth()] ?? '';
  const year = moment.getFullYear() === now.getFullYear() ? '' : ` ${moment.getFullYear()}`;
  return `${moment.getDate()} ${month}${year}, ${time}`;
}

/** How long to wait, rounded up, so that nobody comes too early: `40 seconds`, `15 minutes`. */
export function formatWait(seconds: number): string {
  return seconds < 90 ? countOf(Math.max(1, Math.ceil(seconds)), 'second') : countOf(Math.ceil(seconds / 60), 'minute');
}
