import type { InvoiceLine, IsoDate } from '#shared/domain/invoice.ts';
import { formatE4, formatFixedE4 } from '#shared/money/e4.ts';

/** How figures stand in findings' messages: as people write them, in one way for all rules. */

const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July',
  'August', 'September', 'October', 'November', 'December',
] as const; // biome-ignore format: one list

/** `10.5 h` */
export function hoursText(hoursE4: number): string {
  return `${formatE4(hoursE4)} h`;
}

/** `1,234.50`; no currency sign, because most formats do not say which. */
export function amountText(amountE4: number): string {
  const [whole = '', decimals = ''] = formatFixedE4(amountE4, 2).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${decimals}`;
}

/** `12 March 2026` */
export function dateText(date: IsoDate): string {
  return `${Number(date.slice(8, 10))} ${monthText(date)}`;
}

/** `March 2026` */
export function monthText(date: IsoDate): string {
  return `${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''} ${Number(date.slice(0, 4))}`;
}

/** `85 %`, rounded half up to a whole percent. @param part not above `whole` @param whole above 0 */
export function shareText(part: number, whole: number): string {
  return `${Math.round((part * 100) / whole)} %`;
}

/** The timekeeper as a reader knows them: name, else id. */
export function timekeeperText(line: Pick<InvoiceLine, 'timekeeperName' | 'timekeeperId'>): string {
  return line.timekeeperName?.trim() || line.timekeeperId?.trim() || 'an unnamed timekeeper';
}

/** `1 entry`, `12 entries` */
export function countText(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `line 4`, `lines 4 and 9`, `lines 4, 9 and 17`, `lines 4, 9, 17 and 20 more`. */
export function lineNumbersText(lines: readonly Pick<InvoiceLine, 'lineNumber' | 'record'>[]): string {
  const own = lines.map((line) => line.lineNumber);
  // "Lines 6 and 6" helps nobody: where a file repeats its numbers, records tell its lines apart.
  const isUnique = new Set(own).size === own.length;
  const numbers = isUnique ? own : lines.map((line) => String(line.record));
  const noun = isUnique ? 'line' : 'record';
  if (numbers.length < 2) return `${noun} ${numbers[0] ?? ''}`;
  if (numbers.length <= 4) return `${noun}s ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
  return `${noun}s ${numbers.slice(0, 3).join(', ')} and ${numbers.length - 3} more`;
}
