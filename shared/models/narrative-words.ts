import { SHORT_FORMS } from './short-forms.ts';

/** A word of a narrative as models see it, with where it stands (UTF-16 offsets, end exclusive). */
export interface NarrativeWord {
  /** Lower case, without the commonest endings; `#` for a figure, `@` for a name. */
  readonly stem: string;
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}]+(?:[’'/&][\p{L}\p{N}]+)*/gu;
const FIGURE = /\p{N}/u;
const CAPITAL = /^\p{Lu}/u;
/** Above this share of capitalised words the writing says nothing about names (Title Case, ALL CAPITALS). */
const MOST_CAPITALS = 0.6;
const LONGEST_NARRATIVE = 4_000;

/**
 * Splits a narrative into words. A capitalised word inside it is taken for a name and becomes `@`: names tell one client's
 * lines from another's and not one code from another.
 */
export function narrativeWords(narrative: string): readonly NarrativeWord[] {
  const found = [...narrative.slice(0, LONGEST_NARRATIVE).matchAll(WORD)];
  const capitals = found.filter(([word]) => CAPITAL.test(word)).length;
  const hasNames = capitals <= Math.max(1, found.length * MOST_CAPITALS);
  return found.map((match, position) => {
    const [word] = match;
    return {
      stem: stemOf(word, hasNames && position > 0 && CAPITAL.test(word)),
      start: match.index,
      end: match.index + word.length,
    };
  });
}

function stemOf(word: string, mayBeName: boolean): string {
  if (FIGURE.test(word)) return '#';
  const lower = word.toLowerCase().replaceAll('’', "'");
  const whole = SHORT_FORMS.get(lower);
  if (whole !== undefined) return whole;
  return mayBeName ? '@' : stem(lower);
}

/**
 * Takes the commonest English endings off, so that "drafted" and "drafting" are one word. Cruder than Porter's, and it
 * need not be a word that comes out, only the same one.
 */
export function stem(word: string): string {
  const bare = word.endsWith("'s") ? word.slice(0, -2) : word;
  if (bare.length < 4) return bare;
  if (bare.endsWith('ies')) return `${bare.slice(0, -3)}y`;
  let short = bare;
  if (/(?:ss|us|is)$/.test(bare)) return bare;
  if (bare.endsWith('s')) short = bare.slice(0, -1);
  if (short.length > 5 && short.endsWith('ing')) short = undoubled(short.slice(0, -3));
  else if (short.length > 4 && short.endsWith('ed')) short = undoubled(short.slice(0, -2));
  return short.length > 4 && short.endsWith('e') ? short.slice(0, -1) : short;
}

function undoubled(text: string): string {
  const last = text.at(-1);
  return last !== undefined && last === text.at(-2) && !'lsz'.includes(last) ? text.slice(0, -1) : text;
}
