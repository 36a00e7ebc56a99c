import { stemmer } from 'stemmer';
import { STOP_WORDS } from './stop-words.ts';

/** A word of a text as it is looked for, and where it stands (`end` exclusive). */
export interface Token {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

// Figures keep their points and commas inside ("1,250.50", "12.1"); a section's sign is a word.
const WORD = /\d+(?:[.,]\d+)*\p{L}{0,3}|[\p{L}\p{N}\p{M}]+|\u00a7+/gu;
const LONGEST_TERM = 64;
const stems = new Map<string, string>();
const MOST_STEMS = 50_000;

/**
 * The words of a text: lower case, without accents, stemmed (Porter), without the small words. `§`, `§§` and
 * "section" are one word; "1,250" is "1250".
 */
export function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const found of text.matchAll(WORD)) {
    const term = termOf(found[0]);
    if (term !== null) tokens.push({ term, start: found.index, end: found.index + found[0].length });
  }
  return tokens;
}

/** The words alone. */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const [written] of text.matchAll(WORD)) {
    const term = termOf(written);
    if (term !== null) terms.push(term);
  }
  return terms;
}

function termOf(written: string): string | null {
  if (written.startsWith('\u00a7')) return SECTION;
  const plain = plainOf(written);
  if (STOP_WORDS.has(plain) || plain === '') return null;
  if (/^\d/.test(plain)) return shortened(plain.replaceAll(',', ''));
  const known = stems.get(plain);
  if (known !== undefined) return known;
  const stem = shortened(stemmer(plain));
  if (stems.size < MOST_STEMS) stems.set(plain, stem);
  return stem;
}

/** Never half a character: no store keeps one, and two words cut so would come back as others than they went. */
function shortened(term: string): string {
  return term.length <= LONGEST_TERM ? term : term.slice(0, LONGEST_TERM).replace(/[\ud800-\udbff]$/, '');
}

const SECTION = 'section';

function plainOf(written: string): string {
  const lower = written.toLowerCase();
  // Most words are plain, and normalising them would be work for nothing.
  return /^[a-z0-9.,]*$/.test(lower) ? lower : lower.normalize('NFKD').replace(/\p{M}/gu, '');
}
