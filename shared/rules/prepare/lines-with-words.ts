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
 * up among the different words of the invoice, and lines are gone through by number.
 * @param isWantedAnyhow lines to take whatever their words
 */
export function linesWithWords(
  { lines, words }: Pick<PreparedInvoice, 'lines' | 'words'>,
  { named, marks = 0 }: WantedWords,
  isWantedAnyhow?: (line: PreparedLine) => boolean,
): readonly PreparedLine[] {
  const { marksOf } = words;
  const wanted = named === undefined ? null : wantedNumbers(words, named);
  const chosen: PreparedLine[] = [];
  for (let line = 0; line < lines.length; line += 1) {
    const isFound = ((marksOf[line] ?? 0) & marks) !== 0 || (wanted !== null && hasWanted(words, line, wanted, lines));
    if (!isFound && isWantedAnyhow === undefined) continue;
    const prepared = lines[line];
    if (prepared !== undefined && (isFound || isWantedAnyhow?.(prepared) === true)) chosen.push(prepared);
  }
  return chosen;
}

const ANYWHERE = 1;
const WHERE_TESTED = 2;

interface WantedNumbers {
  /** By number: 0, `ANYWHERE` or `WHERE_TESTED`. */
  readonly verdicts: Uint8Array;
  readonly tests: ReadonlyMap<number, readonly NonNullable<PlaceTest>[]>;
}

/** `null` when the invoice has none of the words. */
function wantedNumbers(words: InvoiceWords, named: NamedWords): WantedNumbers | null {
  let verdicts: Uint8Array | null = null;
  const tests = new Map<number, NonNullable<PlaceTest>[]>();
  for (const [name, test] of named) {
    for (const number of words.named(name)) {
      verdicts ??= new Uint8Array(words.different.length);
      if (test === null) {
        verdicts[number] = ANYWHERE;
      } else if (verdicts[number] !== ANYWHERE) {
        verdicts[number] = WHERE_TESTED;
        tests.set(number, [...(tests.get(number) ?? []), test]);
      }
    }
  }
  return verdicts === null ? null : { verdicts, tests };
}

function hasWanted(
  { numbers, firstOf }: InvoiceWords,
  line: number,
  { verdicts, tests }: WantedNumbers,
  lines: readonly PreparedLine[],
): boolean {
  const first = firstOf[line] ?? 0;
  const end = firstOf[line + 1] ?? 0;
  for (let at = first; at < end; at += 1) {
    const number = numbers[at] ?? 0;
    const verdict = verdicts[number] ?? 0;
    if (verdict === 0) continue;
    if (verdict === ANYWHERE) return true;
    const words = lines[line]?.reading.words ?? [];
    for (const isWantedAt of tests.get(number) ?? []) if (isWantedAt(words, at - first)) return true;
  }
  return false;
}
