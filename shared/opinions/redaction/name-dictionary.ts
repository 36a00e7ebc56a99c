import type { RedactionKind } from '#shared/api/opinions.ts';
import { isCommonWord } from './is-common-word.ts';
import type { RedactionSpan } from './redaction-span.ts';
import { foldedWord, type WordToken } from './word-tokens.ts';

/** A name that the firm knows: of a client, a matter, a vendor, or a person (`Okafor, Ada` or `Ada Okafor`); or a `number` of its own. */
export interface KnownName {
  readonly kind: Extract<RedactionKind, 'client' | 'matter' | 'vendor' | 'person' | 'organisation' | 'number'>;
  readonly name: string;
}

interface Entry {
  readonly words: readonly string[];
  readonly kind: RedactionKind;
  readonly entity: string;
  /** Initials, which are known by their capitals alone. */
  readonly isExact: boolean;
}

/** Known names, by their first word; longer ones first. */
export type NameDictionary = ReadonlyMap<string, readonly Entry[]>;

const COMPANY_FORMS = new Set(
  'inc llc llp lp ltd limited corp corporation co company plc gmbh ag sa nv bv pllc pc pa lllp the and of a an'.split(
    ' ',
  ),
);
const TITLES = new Set('mr mrs ms mx dr hon prof esq jr sr ii iii iv'.split(' '));

/**
 * Makes names ready to be found. A person is also known by the last name alone and by initials, a company by its first
 * words ("Northgate Logistics LLC" as "Northgate"), where these are not words of the language.
 */
export function nameDictionary(names: readonly KnownName[]): NameDictionary {
  const entries = new Map<string, Entry[]>();
  const add = (words: readonly string[], { kind, name }: KnownName, isExact = false) => {
    const [first] = words;
    if (first === undefined) return;
    const entity = `${kind}:${foldedWord(name)}`;
    const list = entries.get(first) ?? [];
    if (list.some((each) => each.isExact === isExact && each.words.join(' ') === words.join(' '))) return;
    list.push({ words, kind, entity, isExact });
    entries.set(first, list);
  };
  for (const known of names) {
    if (known.kind === 'number') {
      if (isTelling(known.name)) add([numberKey(known.name)], known);
      continue;
    }
    const [last, given] = known.name.includes(',') && known.kind === 'person' ? known.name.split(',', 2) : [known.name];
    const written = wordsOf(given === undefined ? known.name : `${given} ${last}`).filter((word) => !TITLES.has(word));
    if (written.length === 1 && isCommonWord(written[0] ?? '')) continue;
    add(written, known);
    if (known.kind === 'person') addPerson(written, given === undefined ? null : wordsOf(last ?? ''), known, add);
    else addCompany(written, known, add);
  }
  for (const list of entries.values()) list.sort((a, b) => b.words.length - a.words.length);
  return entries;
}

type Add = (words: readonly string[], known: KnownName, isExact?: boolean) => void;

function addPerson(words: readonly string[], lastName: readonly string[] | null, known: KnownName, add: Add): void {
  if (words.length < 2) return;
  add(words.toReversed(), known);
  const last = lastName ?? words.slice(-1);
  for (const part of [last, words.slice(0, 1), [words[0] ?? '', ...last]]) {
    if (part.length > 1 || ((part[0] ?? '').length > 2 && !isCommonWord(part[0] ?? ''))) add(part, known);
  }
  const initials = words.map((word) => word[0] ?? '').join('');
  if (initials.length >= 2 && initials.length <= 4) add([initials], known, true);
  if (initials.length === 3) add([`${initials[0]}${initials[2]}`], known, true);
}

function addCompany(words: readonly string[], known: KnownName, add: Add): void {
  const own = words.filter((word) => !COMPANY_FORMS.has(word));
  if (own.length > 0 && own.length < words.length && !(own.length === 1 && isCommonWord(own[0] ?? ''))) add(own, known);
  const telling = own.filter((word) => word.length > 2 && !isCommonWord(word));
  for (const word of telling) add([word], known);
}

/** Known names among the words of a text, the longest that fits at each place. */
export function findKnown(tokens: readonly WordToken[], dictionary: NameDictionary): readonly RedactionSpan[] {
  if (dictionary.size === 0) return [];
  const folded = tokens.map(({ text }) => foldedWord(text));
  const spans: RedactionSpan[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const entry = dictionary.get(folded[at] ?? '')?.find((each) => fits(each, tokens, folded, at));
    const first = tokens[at];
    const last = tokens[at + (entry?.words.length ?? 1) - 1];
    if (entry === undefined || first === undefined || last === undefined) continue;
    spans.push({ start: first.start, end: last.end, kind: entry.kind, entity: entry.entity });
    at += entry.words.length - 1;
  }
  return spans;
}

function fits({ words, isExact }: Entry, tokens: readonly WordToken[], folded: readonly string[], at: number): boolean {
  const text = tokens[at]?.text ?? '';
  if (isExact && (text !== text.toUpperCase() || isCommonWord(text))) return false;
  return words.every((word, index) => folded[at + index] === word);
}

function wordsOf(name: string): readonly string[] {
  return (name.match(/\p{L}[\p{L}\p{M}\p{N}'’‘`-]*|\p{N}+/gu) ?? []).map(foldedWord);
}

/** Numbers of clients and matters on file, wherever they stand on their own: "re 2024-117". */
export function findKnownNumbers(text: string, dictionary: NameDictionary): readonly RedactionSpan[] {
  if (dictionary.size === 0) return [];
  return [...text.matchAll(/[\p{L}\p{N}](?:[\p{L}\p{N}._/-]*[\p{L}\p{N}])?/gu)].flatMap(({ index, 0: written }) => {
    const [entry] = dictionary.get(numberKey(written)) ?? [];
    return entry === undefined
      ? []
      : [{ start: index, end: index + written.length, kind: entry.kind, entity: entry.entity }];
  });
}

/** No word begins so. */
function numberKey(number: string): string {
  return `#${number.trim().toLowerCase()}`;
}

/** Long enough to be somebody's, and with a figure in it. */
function isTelling(number: string): boolean {
  return number.trim().length >= 4 && /\d/.test(number);
}
