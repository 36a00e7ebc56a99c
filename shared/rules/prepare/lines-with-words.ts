import type { InvoiceWords } from './invoice-words.ts';
import type { Word } from './narrative-reading.ts';
import type { PreparedInvoice, PreparedLine } from './prepared-invoice.ts';

/** Whether a word counts where it stands; `null` where it counts wherever it stands. */
export type PlaceTest = ((words: readonly Word[], at: number) => boolean) | null;

/** Words by their text or their head word. */
export type NamedWords = ReadonlyMap<string, PlaceTest>;

export interface WantedWords {
  readonly named?: NamedWords;
  /** All words with one of these marks. */
  readonly marks?: number;
}

/** Words that count wherever they stand. */
export function namedWords(names: Iterable<string>): NamedWords {
  const named = new Map<string, PlaceTest>();
  for (const name of names) named.set(name, null);
  return named;
}

/**
 * The lines with a word that is wanted, in order. Rules look for a few words that few lines have: these are looked
 * up among the different words of the invoice, and no other word is touched.
 * @param isWantedAnyhow lines to take whatever their words
 */
export function linesWithWords(
  { lines, words }: Pick<PreparedInvoice, 'lines' | 'words'>,
  { named, marks = 0 }: WantedWords,
  isWantedAnyhow?: (line: PreparedLine) => boolean,
): readonly PreparedLine[] {
  const { marksOf } = words;
  const isNamed = named === undefined ? null : linesNamed(lines, words, named);
  const chosen: PreparedLine[] = [];
  for (let line = 0; line < lines.length; line += 1) {
    const isFound = ((marksOf[line] ?? 0) & marks) !== 0 || (isNamed !== null && isNamed[line] === 1);
    if (!isFound && isWantedAnyhow === undefined) continue;
    const prepared = lines[line];
    if (prepared !== undefined && (isFound || isWantedAnyhow?.(prepared) === true)) chosen.push(prepared);
  }
  return chosen;
}

function linesNamed(lines: readonly PreparedLine[], words: InvoiceWords, named: NamedWords): Uint8Array {
  const { placesOf, firstPlaceOf, lineOf, firstOf } = words;
  const isNamed = new Uint8Array(lines.length);
  for (const [name, test] of named) {
    for (const number of words.named(name)) {
      const end = firstPlaceOf[number + 1] ?? 0;
      for (let place = firstPlaceOf[number] ?? 0; place < end; place += 1) {
        const at = placesOf[place] ?? 0;
        const line = lineOf[at] ?? 0;
        if (isNamed[line] === 1) continue;
        if (test === null || test(lines[line]?.reading.words ?? [], at - (firstOf[line] ?? 0))) isNamed[line] = 1;
      }
    }
  }
  return isNamed;
}
