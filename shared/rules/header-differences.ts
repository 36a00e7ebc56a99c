import type { Invoice } from '#shared/domain/invoice.ts';
import { lineNumbersText } from './wording.ts';

/** A header field that some lines state differently from the invoice. */
export interface HeaderDifference {
  /** The specification's field name. */
  readonly field: string;
  /** Indexes of the lines that differ, in order. */
  readonly lines: readonly number[];
  /** What they say, in words: `500 on line 6`. */
  readonly text: string;
}

const SHOWN_VALUES = 3;

/** The differences between lines and their invoice, one per field, for the fields asked for. */
export function headerDifferences(invoice: Invoice, isWanted: (field: string) => boolean): readonly HeaderDifference[] {
  const byField = new Map<string, Map<string, number[]>>();
  invoice.lines.forEach((line, index) => {
    if (line.headerDifferences === undefined) return;
    for (const [field, value] of Object.entries(line.headerDifferences)) {
      if (!isWanted(field)) continue;
      const byValue = byField.get(field) ?? new Map<string, number[]>();
      byField.set(field, byValue);
      const lines = byValue.get(value);
      if (lines === undefined) byValue.set(value, [index]);
      else lines.push(index);
    }
  });
  return [...byField].map(([field, byValue]) => ({
    field,
    lines: [...byValue.values()].flat().sort((a, b) => a - b),
    text: valuesText(invoice, byValue),
  }));
}

function valuesText(invoice: Invoice, byValue: ReadonlyMap<string, readonly number[]>): string {
  const shown = [...byValue].slice(0, SHOWN_VALUES).map(([value, indexes]) => {
    const lines = indexes.flatMap((index) => invoice.lines[index] ?? []);
    return `${value === '' ? 'blank' : `"${value}"`} on ${lineNumbersText(lines)}`;
  });
  const more = byValue.size - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')}, and ${more} other values`;
}
