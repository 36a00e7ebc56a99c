import { knowledgeOf } from '../prepare/lexicon.ts';
import type { NamedWords } from '../prepare/lines-with-words.ts';
import type { NarrativeReading, Word } from '../prepare/narrative-reading.ts';
import { WordMark } from '../prepare/word-mark.ts';
import { wordSet } from '../word-set.ts';

export interface Phrase {
  /** Words of the phrase in a narrative, end exclusive. */
  readonly from: number;
  readonly to: number;
}

/** Fixed phrases by their first word. */
export type PhraseTable = ReadonlyMap<string, readonly (readonly string[])[]>;

/**
 * Makes a table of fixed phrases. A word of a phrase meets a word of a narrative by its text or its head
 * word ("learn" meets "learned" only where the lexicon says so); "the", "a" and possessives may stand between.
 * Throws for a phrase whose first word does not carry the mark `opener`: it would never be found.
 */
export function phraseTable(phrases: readonly string[]): PhraseTable {
  const table = new Map<string, (readonly string[])[]>();
  for (const phrase of phrases) {
    const words = phrase.split(' ');
    const first = words[0] ?? '';
    if ((knowledgeOf(first).marks & WordMark.opener) === 0)
      throw new Error(`"${first}" must be an opener in lexicon-things.ts`);
    const known = table.get(first);
    if (known === undefined) table.set(first, [words]);
    else known.push(words);
  }
  return table;
}

/**
 * The first words of phrases, each where one of its phrases stands: for `linesWithWords`. A phrase that opens with a
 * small word ("to storage") is known by its last: every second line has a "to".
 */
export function openersOf(table: PhraseTable): NamedWords {
  const phrases = [...table.values()].flat();
  const isLate = ([first = '', ...rest]: readonly string[]) =>
    rest.length > 0 && (knowledgeOf(first).marks & WordMark.stop) !== 0;
  const early = Map.groupBy(
    phrases.filter((phrase) => !isLate(phrase)),
    ([first = '']) => first,
  );
  const late = Map.groupBy(phrases.filter(isLate), (phrase) => phrase.at(-1) ?? '');
  return new Map(
    [...early.keys(), ...late.keys()].map((name) => {
      const opening = early.get(name) ?? NO_PHRASES;
      const ending = late.get(name) ?? NO_PHRASES;
      return [name, (words, at) => isOneAt(words, at, opening) || endsOneAt(words, at, ending)] as const;
    }),
  );
}

const NO_PHRASES: readonly (readonly string[])[] = [];

function isOneAt(words: readonly Word[], at: number, phrases: readonly (readonly string[])[]): boolean {
  for (const phrase of phrases) if (endOfPhrase(words, at, phrase) >= 0) return true;
  return false;
}

function endsOneAt(words: readonly Word[], at: number, phrases: readonly (readonly string[])[]): boolean {
  return phrases.some((phrase) => {
    for (let start = at - 1; start >= 0; start -= 1) {
      const { text, lemma } = words[start] ?? NO_WORD;
      if ((text === phrase[0] || lemma === phrase[0]) && endOfPhrase(words, start, phrase) === at + 1) return true;
    }
    return false;
  });
}

const NO_WORD = { text: '', lemma: '' };

function phrasesFrom({ lemma, marks, text }: Word, table: PhraseTable) {
  if ((marks & WordMark.opener) === 0) return undefined;
  return table.get(text) ?? (lemma === text ? undefined : table.get(lemma));
}

const NONE: readonly Phrase[] = [];
const BETWEEN = wordSet(`the a an his her their our this`);

/** Where phrases of the table stand in a narrative, in order. */
export function phrasesIn({ words, marks }: NarrativeReading, table: PhraseTable): readonly Phrase[] {
  if ((marks & WordMark.opener) === 0) return NONE;
  let found: Phrase[] | null = null;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    const phrases = phrasesFrom(word, table);
    if (phrases === undefined) continue;
    for (const phrase of phrases) {
      const to = endOfPhrase(words, at, phrase);
      if (to < 0) continue;
      found ??= [];
      found.push({ from: at, to });
      break;
    }
  }
  return found ?? NONE;
}

function endOfPhrase(words: NarrativeReading['words'], start: number, phrase: readonly string[]): number {
  let at = start + 1;
  for (let part = 1; part < phrase.length; part += 1) {
    const wanted = phrase[part];
    let word = words[at];
    if (wanted !== undefined && !BETWEEN.has(wanted)) {
      while (word !== undefined && (word.marks & WordMark.stop) !== 0 && BETWEEN.has(word.text)) {
        at += 1;
        word = words[at];
      }
    }
    if (word === undefined || (word.text !== wanted && word.lemma !== wanted)) return -1;
    at += 1;
  }
  return at;
}
