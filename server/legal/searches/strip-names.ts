import type { OutgoingPreview } from '#shared/api/legal.ts';
import { knowledgeOf } from '#shared/rules/prepare/lexicon.ts';

/** Names the firm knows, as they are on file. */
export interface KnownNames {
  readonly clients: readonly string[];
  readonly matters: readonly string[];
  readonly vendors: readonly string[];
  /** `Okafor, Ada` or `Ada Okafor`. */
  readonly people: readonly string[];
  /** Of clients and matters. */
  readonly numbers: readonly string[];
}

export type RemovedSpan = OutgoingPreview['removed'][number];

export interface Stripped {
  /** Null: nothing is left to ask. */
  readonly outgoingText: string | null;
  /** Of the text as given, in its order, none over another. */
  readonly removed: readonly RemovedSpan[];
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface NamePattern {
  readonly words: readonly string[];
  readonly kind: RemovedSpan['kind'];
  /** A last name alone: part of a published case's name it stays (`Brown v. Board`). */
  readonly staysInCaption: boolean;
}

/** What marks a company rather than names it, and small words; a name is known without them. */
const COMPANY = new Set(['inc', 'incorporated', 'llc', 'llp', 'lp', 'ltd', 'limited', 'corp', 'corporation', 'co', 'company', 'plc', 'pc', 'pllc', 'na', 'sa', 'ag', 'gmbh', 'the', 'of', 'and', 'for', 'in', 're', 'v', 'vs', 'a', 'an', 'et', 'al']); // biome-ignore format: one list
const SUFFIXES = new Set(['inc', 'incorporated', 'llc', 'llp', 'lp', 'ltd', 'limited', 'corp', 'corporation', 'co', 'company', 'plc', 'pc', 'pllc', 'gmbh']); // biome-ignore format: one list
/** Words of many companies' names that a legal question may well contain. */
const COMMON = new Set(['american', 'america', 'bank', 'banking', 'capital', 'care', 'city', 'county', 'construction', 'credit', 'energy', 'equity', 'federal', 'finance', 'financial', 'first', 'foods', 'foundation', 'fund', 'general', 'global', 'group', 'health', 'healthcare', 'holding', 'holdings', 'home', 'hospital', 'industries', 'insurance', 'international', 'investment', 'investments', 'labs', 'law', 'life', 'logistics', 'management', 'manufacturing', 'media', 'medical', 'motor', 'motors', 'mutual', 'national', 'network', 'north', 'office', 'offices', 'partner', 'partners', 'pharma', 'power', 'products', 'properties', 'property', 'public', 'realty', 'resources', 'school', 'security', 'services', 'service', 'solutions', 'south', 'state', 'states', 'systems', 'technologies', 'technology', 'trade', 'transport', 'trust', 'union', 'united', 'university', 'water', 'west', 'east', 'world', 'board', 'department', 'commissioner', 'people', 'estate', 'dispute', 'coverage', 'acquisition', 'merger', 'employment', 'bankruptcy', 'patent', 'appeal', 'investigation', 'arbitration', 'advice', 'regulatory', 'fee', 'fees', 'billing', 'block', 'rate', 'rates', 'reasonable', 'attorney', 'attorneys', 'award', 'lodestar', 'travel', 'clerical', 'court', 'district', 'circuit', 'supreme', 'green', 'white', 'black', 'long', 'young', 'price', 'case', 'hall', 'field', 'fields', 'wood', 'woods', 'stone', 'rose', 'page', 'bell', 'bond', 'church', 'day', 'may', 'hope', 'freight', 'warehouse', 'delta', 'pacific', 'atlantic', 'central']); // biome-ignore format: one list

const PATTERNS: readonly (readonly [RemovedSpan['kind'], RegExp])[] = [
  ['email', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ['number', /\b\d{3}-\d{2}-\d{4}\b/g],
  ['telephone', /(?:\+?1[-. ]?)?(?:\(\d{3}\) ?|\b\d{3}[-. ])\d{3}[-. ]\d{4}\b/g],
  ['amount', /(?:[$€£] ?|\b(?:USD|EUR|GBP) )\d[\d,]*(?:\.\d+)?(?: ?(?:million|thousand|k|m)\b)?/gi],
  // Accounts, claims, policies: no year, no volume of a reporter, no docket (which has a colon or letters in it).
  ['number', /(?<![\w:.-])\d{6,}(?![\w:-])/g],
];

/**
 * `576 U.S. 644`, `12 So. 3d 4`, `576 U.S.644`: the figures of a published case are nobody's number. A reporter has few
 * words, each behind a blank of its own, so that there is one way to read a text and no going back over it.
 */
const CITATION = /\b\d{1,4}(?: (?:[A-Z][\w.']*|\d[a-z]{1,2})){1,8}(?: |(?<=\.))\d{1,5}\b/g;

/**
 * Takes out of a question what must not leave the firm: names of clients, matters, vendors and people as they are on
 * file, whole or by the words that are theirs alone, and figures that belong to somebody. Pure. What comes out goes in
 * unchanged: stripped again, it stays as it is. Narratives that go to a model are redacted by another program
 * (`shared/opinions/redaction`), which takes out whatever could be a name: of a question nothing would be left to search for.
 */
export function nameStripper(known: KnownNames): (text: string) => Stripped {
  const byFirst = Map.groupBy(patternsOf(known), ({ words }) => words[0] ?? '');
  const numbers = new Set(known.numbers.map((number) => number.trim().toLowerCase()).filter(isTelling));
  return (text) => {
    const removed = spansIn(text, byFirst, numbers);
    let outgoingText = withoutSpans(text, removed);
    // What stood on either side of something that went may be a name together.
    for (let round = 0; round < 5; round += 1) {
      const again = spansIn(outgoingText, byFirst, numbers);
      const next = withoutSpans(outgoingText, again);
      if (next === outgoingText) break;
      outgoingText = next;
    }
    return { outgoingText: /[\p{L}\p{N}]/u.test(outgoingText) ? outgoingText : null, removed };
  };
}

function spansIn(
  text: string,
  byFirst: ReadonlyMap<string, readonly NamePattern[]>,
  numbers: ReadonlySet<string>,
): readonly RemovedSpan[] {
  const found: RemovedSpan[] = [];
  const cited = [...text.matchAll(CITATION)].map(({ index, 0: all }) => ({ start: index, end: index + all.length }));
  const isCited = (word: { start: number; end: number }) =>
    cited.some(({ start, end }) => start <= word.start && word.end <= end);
  const words = wordsOf(text);
  for (const [index, word] of words.entries()) {
    for (const pattern of byFirst.get(word.text) ?? []) {
      const last = endOf(words, index, pattern.words);
      if (last === null || (pattern.staysInCaption && isInCaption(words, index))) continue;
      found.push({ start: word.start, end: endWithRest(words, last, pattern.kind).end, kind: pattern.kind });
    }
    if (numbers.has(word.text) && !isCited(word)) found.push({ start: word.start, end: word.end, kind: 'number' });
  }
  for (const { index, 0: written } of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}./-]*[\p{L}\p{N}]/gu)) {
    const span = { start: index, end: index + written.length, kind: 'number' as const };
    if (numbers.has(written.toLowerCase()) && !isCited(span)) found.push(span);
  }
  for (const [kind, pattern] of PATTERNS) {
    for (const { index, 0: all } of text.matchAll(pattern)) {
      const span = { start: index, end: index + all.length, kind };
      if (!isCited(span)) found.push(span);
    }
  }
  return merged(found);
}

/** Where a name that begins at this word ends; an initial may stand between its words. */
function endOf(words: readonly Word[], index: number, name: readonly string[]): Word | null {
  let place = index;
  let last = words[index] ?? null;
  for (const part of name.slice(1)) {
    place += 1;
    if (words[place]?.text !== part && (words[place]?.text.length === 1 || COMPANY.has(words[place]?.text ?? '')))
      place += 1;
    if (words[place]?.text !== part) return null;
    last = words[place] ?? null;
  }
  return last;
}

/** `, Inc.` after a company, an initial after a person: no words of the question. */
function endWithRest(words: readonly Word[], last: Word, kind: RemovedSpan['kind']): Word {
  const next = words[words.indexOf(last) + 1];
  if (next === undefined || next.start - last.end > 2) return last;
  const belongs = kind === 'person' ? /^[b-z]$/.test(next.text) && next.text !== 'v' : SUFFIXES.has(next.text);
  return belongs ? next : last;
}

function isInCaption(words: readonly Word[], index: number): boolean {
  const isVersus = (word: Word | undefined) => word !== undefined && (word.text === 'v' || word.text === 'vs');
  return isVersus(words[index - 1]) || isVersus(words[index + 1]);
}

function patternsOf({ clients, matters, vendors, people }: KnownNames): readonly NamePattern[] {
  const patterns: NamePattern[] = [];
  const add = (words: readonly string[], kind: RemovedSpan['kind'], staysInCaption = false) => {
    if (words.length > 0) patterns.push({ words, kind, staysInCaption });
  };
  const addCompany = (name: string, kind: RemovedSpan['kind']) => {
    const words = foldedWords(name).filter((word) => !COMPANY.has(word));
    // One word that anybody may write is no name by itself.
    if (words.length > 1 || !words.every(isCommon)) add(words, kind);
    for (const word of words) if (word.length >= 4 && !isCommon(word)) add([word], kind);
  };
  for (const client of clients) addCompany(client, 'client');
  for (const vendor of vendors) addCompany(vendor, 'vendor');
  for (const matter of matters) {
    const words = foldedWords(matter).filter((word) => !COMPANY.has(word));
    if (words.length > 1) add(words, 'matter');
    const sides = matter.split(/\s(?:v|vs|versus)\.?\s/i);
    if (sides.length > 1) for (const side of sides) addCompany(side, 'matter');
  }
  for (const person of people) {
    const [last, given] = nameParts(person);
    add([...given, ...last], 'person');
    if (given.length > 0) {
      add([...last, ...given], 'person');
      add([...given.slice(0, 1), ...last], 'person');
      add([...last, ...given.slice(0, 1)], 'person');
    }
    const surname = last.at(-1) ?? '';
    if (surname.length >= 4 && !isCommon(surname)) add([surname], 'person', true);
  }
  return patterns;
}

function nameParts(person: string): readonly [readonly string[], readonly string[]] {
  const [before = '', after] = person.split(',');
  if (after !== undefined) return [foldedWords(before), foldedWords(after).filter((word) => word.length > 1)];
  const words = foldedWords(before).filter((word) => word.length > 1);
  return [words.slice(-1), words.slice(0, -1)];
}

function isCommon(word: string): boolean {
  return COMMON.has(word) || COMPANY.has(word) || /^\d+$/.test(word) || knowledgeOf(word).marks !== 0;
}

/** Long enough to be somebody's, and with a figure in it. */
function isTelling(number: string): boolean {
  return number.length >= 4 && /\d/.test(number);
}

function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/[\p{L}\p{N}]+(?:['’&][\p{L}\p{N}]+)*/gu)].map(({ index, 0: written }) => ({
    text: folded(written),
    start: index,
    end: index + written.length,
  }));
}

function foldedWords(name: string): readonly string[] {
  return wordsOf(name).map(({ text }) => text);
}

/** `Peña’s` is `pena`. */
function folded(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]s$/i, '')
    .toLowerCase();
}

function merged(spans: readonly RemovedSpan[]): readonly RemovedSpan[] {
  const sorted = spans.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const whole: RemovedSpan[] = [];
  for (const span of sorted) {
    const before = whole.at(-1);
    if (before === undefined || span.start >= before.end) whole.push(span);
    else if (span.end > before.end) whole[whole.length - 1] = { ...before, end: span.end };
  }
  return whole;
}

function withoutSpans(text: string, spans: readonly RemovedSpan[]): string {
  let rest = '';
  let from = 0;
  for (const { start, end } of spans) {
    rest += `${text.slice(from, start)} `;
    from = end;
  }
  return tidied(rest + text.slice(from));
}

/** What a removal leaves behind: empty quotes and brackets, words that join nothing. */
function tidied(text: string): string {
  let rest = text;
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest
      .replace(/"\s*"|\(\s*\)/g, ' ')
      .replace(/\s+/g, ' ')
      // A mark alone, where the word before it went.
      .replace(/ [.,;:'’-]+(?= |$)/g, '')
      .replace(/(["(]) | ([")])(?= |$)/g, (all, open) =>
        open === undefined ? all.trimStart() : open === '(' ? '(' : all,
      )
      .replace(/^(?:\s|[,;.'’-]|(?:AND|OR|NOT|v\.?|vs\.?)(?=\s))+/u, '')
      .replace(/(?:\s|[,;'’-]|(?<=\s|^)(?:AND|OR|NOT|v\.?|vs\.?))+$/u, '')
      .replace(/\b(AND|OR|NOT) (?=(?:AND|OR)\b)/g, '')
      .trim();
  }
  return rest;
}
