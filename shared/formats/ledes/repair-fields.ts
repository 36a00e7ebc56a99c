import { plainDate, readDate } from '../read-date.ts';
import { isNullWord, readNumber } from '../read-number.ts';
import type { LedesColumn } from './columns.ts';
import { lineKindOf } from './line-kind.ts';

export type FieldRepair =
  | { readonly kind: 'trailingBlank' | 'padded'; readonly fields: readonly string[] }
  | { readonly kind: 'rejoined'; readonly fields: readonly string[]; readonly field: string }
  | { readonly kind: 'unreadable' };

/** A record may lack this many fields at its end and still be read, when all others make sense. */
const MAXIMUM_MISSING = 4;
/** Surplus fields tried at every place; with more only the narrative is tried. */
const MAXIMUM_SURPLUS = 20;
/** A surplus beyond this is not a narrative with pipes. */
const HOPELESS_SURPLUS = 2_000;

/**
 * Makes a record with too many or too few fields fit its header, or says that it cannot be read: surplus
 * fields are pipes inside a text, so they are joined again where all typed fields then make sense.
 */
export function repairFields(
  fields: readonly string[],
  columns: readonly (LedesColumn | null)[],
  lawFirmId: string | null,
): FieldRepair {
  const surplus = fields.length - columns.length;
  if (surplus < 0) {
    if (-surplus > MAXIMUM_MISSING) return { kind: 'unreadable' };
    const padded = [...fields, ...Array.from({ length: -surplus }, () => '')];
    return makesSense(padded, columns, lawFirmId) ? { kind: 'padded', fields: padded } : { kind: 'unreadable' };
  }
  if (fields.slice(columns.length).every((field) => field.trim() === '')) {
    const cut = fields.slice(0, columns.length);
    if (makesSense(cut, columns, lawFirmId)) return { kind: 'trailingBlank', fields: cut };
  }
  if (surplus > HOPELESS_SURPLUS) return { kind: 'unreadable' };
  const narrative = columns.findIndex((column) => column?.name === 'LINE_ITEM_DESCRIPTION');
  const description = columns.findIndex((column) => column?.name === 'INVOICE_DESCRIPTION');
  const places = columns.flatMap((column, index) =>
    column?.type === 'text' && column.scope !== 'key' && index !== narrative && index !== description ? [index] : [],
  );
  const single = [narrative, description, ...(surplus > MAXIMUM_SURPLUS ? [] : places)].filter((place) => place !== -1);
  for (const place of single) {
    const joined = joinAt(fields, place, surplus);
    if (makesSense(joined, columns, lawFirmId)) {
      return { kind: 'rejoined', fields: joined, field: columns[place]?.name ?? '' };
    }
  }
  if (narrative !== -1 && description !== -1 && surplus <= MAXIMUM_SURPLUS) {
    const [first, second] = narrative < description ? [narrative, description] : [description, narrative];
    for (let share = 1; share < surplus; share += 1) {
      const joined = joinAt(joinAt(fields, first, share), second, surplus - share);
      if (makesSense(joined, columns, lawFirmId)) {
        return { kind: 'rejoined', fields: joined, field: 'LINE_ITEM_DESCRIPTION' };
      }
    }
  }
  return { kind: 'unreadable' };
}

function joinAt(fields: readonly string[], place: number, surplus: number): string[] {
  const joined = fields.slice(place, place + surplus + 1).join('|');
  return [...fields.slice(0, place), joined, ...fields.slice(place + surplus + 1)];
}

// Whether every typed field could be what its column says.
function makesSense(
  fields: readonly string[],
  columns: readonly (LedesColumn | null)[],
  lawFirmId: string | null,
): boolean {
  return columns.every((column, index) => {
    const text = (fields[index] ?? '').trim();
    if (column === null) return true;
    if (column.name === 'LAW_FIRM_ID' && lawFirmId !== null) return text === lawFirmId;
    if (text === '') return column.type !== 'kind';
    return couldBe(text, column);
  });
}

function couldBe(text: string, column: LedesColumn): boolean {
  switch (column.type) {
    case 'rate':
      return /^[\d.,\s%]+$/.test(text);
    case 'number':
      return isNullWord(text) || readNumber(text).kind === 'value';
    case 'date':
      return plainDate(text) !== null || readDate(text).kind !== 'notADate';
    case 'kind':
      return lineKindOf(text) !== null;
    case 'text':
      return column.maximumLength > 255 || text.length <= column.maximumLength * 2;
  }
}
