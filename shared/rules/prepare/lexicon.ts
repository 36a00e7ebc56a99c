import { ACTION_ROWS } from './lexicon-actions.ts';
import { THING_ROWS } from './lexicon-things.ts';
import type { Word } from './narrative-reading.ts';
import { WordMark } from './word-mark.ts';
import { wordOf } from './word-place.ts';

const VOWELS = 'aeiou';

/** Regular -s, -ed and -ing forms of an English verb; words with their own spelling are in the tables. */
function regularForms(verb: string): readonly string[] {
  const last = verb.at(-1) ?? '';
  if (verb.length < 3 || !/^[a-z]+$/.test(verb)) return [];
  if (last === 'e') return [`${verb}s`, `${verb}d`, `${verb.slice(0, -1)}ing`];
  const before = verb.at(-2) ?? '';
  if (last === 'y' && !VOWELS.includes(before))
    return [`${verb.slice(0, -1)}ies`, `${verb.slice(0, -1)}ied`, `${verb}ing`];
  const plural = /(?:s|x|z|ch|sh)$/.test(verb) ? `${verb}es` : `${verb}s`;
  return [plural, `${verb}ed`, `${verb}ing`];
}

/**
 * Builds the word table once: rows are read in order, marks of a word that stands in several rows are
 * joined, and the first row gives the lemma.
 */
function buildTable(): ReadonlyMap<string, Word> {
  const table = new Map<string, Word>();
  const add = (text: string, lemma: string, marks: number): void => {
    const known = table.get(text);
    table.set(text, wordOf(text, known?.lemma ?? lemma, (known?.marks ?? 0) | marks));
  };
  for (const { rows, areActions } of [
    { rows: ACTION_ROWS, areActions: true },
    { rows: THING_ROWS, areActions: false },
  ]) {
    for (const row of rows) {
      for (const entry of row.words.trim().split(/\s+/)) {
        const [lemma = '', forms = ''] = entry.split('=');
        const written = forms === '' ? [] : forms.split(',');
        const isNounOnly = (row.marks & WordMark.noun) !== 0 && written.length > 0;
        const all = new Set([lemma, ...written, ...(areActions && !isNounOnly ? regularForms(lemma) : [])]);
        for (const form of all) {
          const isGerund = areActions && form.endsWith('ing') && form.length > 5;
          add(form, lemma, isGerund ? row.marks | WordMark.gerund : row.marks);
        }
      }
    }
  }
  // Phrases are found by any form of their first word.
  for (const [text, known] of table) {
    const isOpener = ((table.get(known.lemma)?.marks ?? 0) & WordMark.opener) !== 0;
    if (isOpener) table.set(text, wordOf(text, known.lemma, known.marks | WordMark.opener));
  }
  return table;
}

const TABLE = buildTable();

/** What the last part of a hyphenated word must be, for the whole to be like it (`set-off` is not `off`). */
const NAMES_SOMETHING =
  WordMark.action |
  WordMark.document |
  WordMark.event |
  WordMark.party |
  WordMark.generic |
  WordMark.colleague |
  WordMark.internal;

/** Longest word the tables can know; longer ones are names or noise. */
const LONGEST = 24;

/**
 * What a word can be. Unknown words get no marks; a hyphenated word that is unknown as a whole is looked
 * up without hyphens, then by its last part (`non-party`, `pre-suit`).
 * @param text lower case, straight apostrophe
 */
export function knowledgeOf(text: string): Word {
  const known = text.length <= LONGEST ? TABLE.get(text) : undefined;
  if (known !== undefined) return known;
  const code = text.charCodeAt(0);
  if ((code >= 48 && code <= 57) || code === 46) return wordOf(text, text, WordMark.number);
  if (text.endsWith("'s") || text.endsWith("s'")) {
    const owner = TABLE.get(text.slice(0, text.lastIndexOf("'")));
    if (owner !== undefined) return wordOf(text, owner.lemma, owner.marks & ~WordMark.action);
  }
  if (text.includes('-')) {
    const joined = TABLE.get(text.replaceAll('-', '')) ?? TABLE.get(text.slice(text.lastIndexOf('-') + 1));
    if (joined !== undefined && (joined.marks & NAMES_SOMETHING) !== 0) return wordOf(text, joined.lemma, joined.marks);
  }
  return wordOf(text, text, 0);
}
