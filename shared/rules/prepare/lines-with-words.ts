import { invoiceWords } from './invoice-words.ts';
import type { Word } from './narrative-reading.ts';
import type { PreparedInvoice, PreparedLine } from './prepared-invoice.ts';

const NONE: readonly PreparedLine[] = [];

/** Whether a word is looked for: never, wherever it stands, or where what stands around it fits too. */
export type Wanted = boolean | ((words: readonly Word[], at: number) => boolean);

/**
 * The lines with a word that is wanted, in order. Rules look for a few words that few lines have; they ask about
 * the different words of the invoice, each once, and not about every word of every line.
 * @param isWantedAnyhow lines to take whatever their words
 */
export function linesWithWords(
  { lines }: Pick<PreparedInvoice, 'lines'>,
  wantedOf: (word: Word) => Wanted,
  isWantedAnyhow?: (line: PreparedLine) => boolean,
): readonly PreparedLine[] {
  const { different, latest, before, lineOf, firstOf } = invoiceWords(lines);
  let found: Uint8Array | null = null;
  for (let number = 0; number < different.length; number += 1) {
    const word = different[number];
    const wanted = word !== undefined && wantedOf(word);
    if (wanted === false) continue;
    found ??= new Uint8Array(lines.length);
    for (let at = latest[number] ?? -1; at >= 0; at = before[at] ?? -1) {
      const line = lineOf[at] ?? 0;
      if (found[line] === 1) continue;
      const words = lines[line]?.reading.words ?? [];
      if (wanted === true || wanted(words, at - (firstOf[line] ?? 0))) found[line] = 1;
    }
  }
  if (found === null && isWantedAnyhow === undefined) return NONE;
  const chosen: PreparedLine[] = [];
  for (const line of lines) if (found?.[line.index] === 1 || isWantedAnyhow?.(line) === true) chosen.push(line);
  return chosen;
}
