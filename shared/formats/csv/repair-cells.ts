import { readDate } from '../read-date.ts';
import { readNumber } from '../read-number.ts';
import type { CsvRole } from './columns.ts';
import type { CsvHeader } from './find-header.ts';

export type CellRepair =
  | { readonly kind: 'fits' | 'rejoined'; readonly cells: readonly string[] }
  | { readonly kind: 'unreadable' };

const NUMBERS: ReadonlySet<CsvRole> = new Set(['units', 'rate', 'amount', 'adjustment', 'tax']);
/** More cells than this too many are not a narrative with a few separators in it. */
const HOPELESS = 500;

/**
 * Fits a row to its header: missing cells at the end are blank, blank ones too many are dropped, and a
 * narrative that was split at its own separators is joined again where dates and numbers then make sense.
 */
export function repairCells(cells: readonly string[], header: CsvHeader): CellRepair {
  const { headings, roles, delimiter } = header;
  const surplus = cells.length - headings.length;
  if (surplus <= 0) return { kind: 'fits', cells };
  if (cells.slice(headings.length).every((cell) => cell.trim() === '')) {
    return { kind: 'fits', cells: cells.slice(0, headings.length) };
  }
  const at = roles.indexOf('narrative');
  if (at === -1 || surplus > HOPELESS) return { kind: 'unreadable' };
  const joined = [
    ...cells.slice(0, at),
    cells.slice(at, at + surplus + 1).join(delimiter),
    ...cells.slice(at + surplus + 1),
  ];
  const makesSense = roles.every((role, index) => {
    const text = (joined[index] ?? '').trim();
    if (role === null || text === '') return true;
    if (role === 'date') return readDate(text).kind === 'value';
    return !NUMBERS.has(role) || readNumber(text).kind === 'value' || /^\d+:\d\d$/.test(text);
  });
  return makesSense ? { kind: 'rejoined', cells: joined } : { kind: 'unreadable' };
}
