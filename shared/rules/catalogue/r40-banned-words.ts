import { draftsOfLines } from '../drafts-of-lines.ts';
import { linesWithWords, namedWords } from '../prepare/lines-with-words.ts';
import { type NarrativeReading, wordEnd, wordStart } from '../prepare/narrative-reading.ts';
import { defineRule } from '../rule.ts';
import { mayPass, type WordGate, wordGate } from '../word-gate.ts';

/**
 * R40: words and phrases that a client does not accept. Whole words only, case does not count, a phrase does
 * not run over a comma or semicolon, and a hyphen joins ("file-stamped" is not "file"). The list is the
 * client's; the default is short and made of what client lists commonly name, "training" only where it is
 * attended: alone it is as often the subject of the case.
 */
export const bannedWords = defineRule({
  id: 'R40',
  version: 1,
  title: 'Words the client does not accept',
  certainty: 'deterministic',
  defaultSeverity: 'warn',
  parameters: {
    phrases: {
      kind: 'words',
      default: ['review file', 'attention to', 'organize', 'attend training'],
      description: 'Words or phrases; a * at the end of a word stands for any ending.',
    },
  },
  needs: [],
  authority: 'Keyword audits of e-billing systems (Legal Tracker); the client guideline that lists the words',
  check(prepared, { phrases }) {
    const list = compile(phrases);
    if (list.exact.size === 0 && list.prefixes.length === 0) return [];
    const opening = { named: namedWords(list.exact.keys()) };
    const lines = list.prefixes.length === 0 ? linesWithWords(prepared, opening) : prepared.lines;
    return draftsOfLines(lines, ({ index, line, reading }) => {
      const found = findPhrases(reading, list);
      if (found.length === 0) return null;
      const words = [...new Set(found.map(({ start, end }) => `"${line.narrative.slice(start, end).trim()}"`))];
      const message = `The client does not accept ${words.join(', ')}.`;
      return { lines: [index], message, evidence: found.map((span) => ({ lineId: line.id, ...span })) };
    });
  },
});

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Phrases by their first word; those whose first word ends in `*` are tried on every word. */
interface PhraseList {
  readonly exact: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly prefixes: readonly (readonly string[])[];
  readonly gate: WordGate;
}

function compile(phrases: readonly string[]): PhraseList {
  const exact = new Map<string, (readonly string[])[]>();
  const prefixes: (readonly string[])[] = [];
  for (const phrase of phrases) {
    const words = phrase.trim().toLowerCase().replaceAll('’', "'").split(/\s+/);
    const first = words[0];
    if (first === undefined || first === '') continue;
    if (first.endsWith('*')) prefixes.push(words);
    else exact.set(first, [...(exact.get(first) ?? []), words]);
  }
  return { exact, prefixes, gate: wordGate(exact.keys()) };
}

function findPhrases(reading: NarrativeReading, list: PhraseList): readonly Span[] {
  let found: Span[] | null = null;
  for (let position = 0; position < reading.words.length; position += 1) {
    const word = reading.words[position];
    if (word === undefined || (list.prefixes.length === 0 && !mayPass(list.gate, word))) continue;
    const candidates = list.exact.get(word.text);
    if (candidates === undefined && list.prefixes.length === 0) continue;
    const phrases = candidates === undefined ? list.prefixes : [...candidates, ...list.prefixes];
    const phrase = phrases.find((each) => isPhraseAt(each, reading, position));
    if (phrase === undefined) continue;
    found ??= [];
    found.push({ start: wordStart(reading, position), end: wordEnd(reading, position + phrase.length - 1) });
  }
  return found ?? NONE;
}

const NONE: readonly Span[] = [];

// All its words in one run, with nothing but blanks between them.
function isPhraseAt(phrase: readonly string[], reading: NarrativeReading, position: number): boolean {
  const { text, words } = reading;
  return phrase.every((wanted, offset) => {
    const word = words[position + offset];
    if (word === undefined || !isWord(word.text, wanted)) return false;
    const end = offset === 0 ? 0 : wordEnd(reading, position + offset - 1);
    return offset === 0 || text.slice(end, wordStart(reading, position + offset)).trim() === '';
  });
}

function isWord(word: string, wanted: string): boolean {
  return wanted.endsWith('*') ? word.startsWith(wanted.slice(0, -1)) : word === wanted;
}
