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
  const isFound = new Uint8Array(lines.length);
  if (marks !== 0) {
    words.different.forEach((word, number) => {
      if ((word.marks & marks) !== 0) markLines(words, number, isFound);
    });
  }
  if (named !== undefined) {
    for (const [name, test] of named) {
      for (const number of words.named(name)) {
        if (test === null) markLines(words, number, isFound);
        else markPlaces(words, number, isFound, (line, at) => test(lines[line]?.reading.words ?? [], at));
      }
    }
  }
  const chosen: PreparedLine[] = [];
  for (let line = 0; line < isFound.length; line += 1) {
    const prepared = lines[line];
    if (prepared === undefined) break;
    if (isFound[line] === 1 || isWantedAnyhow?.(prepared) === true) chosen.push(prepared);
  }
  return chosen;
}

function markLines({ latest, before, lineOf }: InvoiceWords, number: number, isFound: Uint8Array): void {
  for (let at = latest[number] ?? -1; at >= 0; at = before[at] ?? -1) isFound[lineOf[at] ?? 0] = 1;
}

function markPlaces(
  { latest, before, lineOf, firstOf }: InvoiceWords,
  number: number,
  isFound: Uint8Array,
  isWantedAt: (line: number, at: number) => boolean,
): void {
  for (let at = latest[number] ?? -1; at >= 0; at = before[at] ?? -1) {
    const line = lineOf[at] ?? 0;
    if (isFound[line] === 0 && isWantedAt(line, at - (firstOf[line] ?? 0))) isFound[line] = 1;
  }
}
