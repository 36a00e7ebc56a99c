import { findRedactions } from '#shared/opinions/redaction/find-redactions.ts';
import { nameDictionary } from '#shared/opinions/redaction/name-dictionary.ts';
import { wordTokens } from '#shared/opinions/redaction/word-tokens.ts';
import { seededRandom } from '../score.ts';
import type { AuthorStyle, RedactionSet } from './redaction-set.ts';

/** As bills are typed: as one would, all in capitals, all in small letters. */
const CASES = ['as_written', 'capitals', 'small'] as const;
type LetterCase = (typeof CASES)[number];

export interface Share {
  readonly found: number;
  readonly of: number;
  readonly recall: number;
  /** 95 %, by drawing names again and again: all places of one name go together. */
  readonly interval: readonly [number, number];
}

export interface RedactionEvaluation {
  readonly sentences: number;
  readonly people: number;
  readonly companies: number;
  /** Of all names; the firm was told none of them. */
  readonly names: Share;
  /** Those that everybody types as one would. */
  readonly asWritten: Share;
  readonly byCase: Readonly<Record<LetterCase, Share>>;
  readonly byStyle: Readonly<Record<AuthorStyle, Share>>;
  readonly byOrigin: Readonly<Record<string, Share>>;
  readonly companyNames: Share;
  /** Dockets, accounts, telephones, e-mail. */
  readonly numbers: Share;
  /** Of words that name nobody, how many were left standing: what is taken out for nothing costs the reader sense. */
  readonly kept: { readonly words: number; readonly keptWords: number; readonly share: number };
}

interface Mention {
  readonly start: number;
  readonly end: number;
  readonly what: 'person' | 'company' | 'number';
  readonly origin: string;
}

/** Sentences of two authors with held-out names in them, redacted without any dictionary. The same figures at every run. */
export function evaluateRedaction({
  people: peopleByOrigin,
  companies,
  numbers,
  sentences: written,
}: RedactionSet): RedactionEvaluation {
  const nobody = nameDictionary([]);
  const tally: Tally = new Map();
  let sentences = 0;
  const kept = { words: 0, keptWords: 0 };
  const people = Object.entries(peopleByOrigin).flatMap(([origin, names]) => names.map((name) => ({ origin, name })));
  for (const style of ['terse', 'formal'] as const) {
    for (const [place, sentence] of written[style].entries()) {
      for (const [turn, person] of people.entries()) {
        const filled = fill(sentence, { people, companies, numbers }, turn + place * 7, person);
        for (const letterCase of CASES) {
          sentences += 1;
          const text = inCase(filled.text, letterCase);
          // A few letters grow or shrink when their case changes; then the places would not hold.
          if (text.length !== filled.text.length) continue;
          const spans = findRedactions(text, nobody);
          for (const { start, end, what, origin } of filled.mentions) {
            const isFound = isCovered(text, start, end, spans);
            const counts = what === 'number' ? ['numbers'] : ['names', `case:${letterCase}`, `style:${style}`];
            if (what === 'company') counts.push('companies');
            if (what === 'person') counts.push(`origin:${origin}`);
            for (const count of counts) add(tally, count, filled.text.slice(start, end), isFound);
          }
          for (const { start, end } of wordTokens(text)) {
            if (filled.mentions.some((mention) => start < mention.end && mention.start < end)) continue;
            kept.words += 1;
            if (!spans.some((span) => start < span.end && span.start < end)) kept.keptWords += 1;
          }
        }
      }
    }
  }
  const share = (name: string): Share => shareOf([...(tally.get(name)?.values() ?? [])]);
  return {
    sentences,
    people: people.length,
    companies: companies.length,
    names: share('names'),
    asWritten: share('case:as_written'),
    byCase: { as_written: share('case:as_written'), capitals: share('case:capitals'), small: share('case:small') },
    byStyle: { terse: share('style:terse'), formal: share('style:formal') },
    byOrigin: Object.fromEntries(Object.keys(peopleByOrigin).map((origin) => [origin, share(`origin:${origin}`)])),
    companyNames: share('companies'),
    numbers: share('numbers'),
    kept: { ...kept, share: kept.words === 0 ? 0 : kept.keptWords / kept.words },
  };
}

/** A name is found when every word of it is covered; one word that stays would tell who it is. */
function isCovered(
  text: string,
  start: number,
  end: number,
  spans: readonly { start: number; end: number }[],
): boolean {
  const words = [...text.slice(start, end).matchAll(/[\p{L}\p{N}]+/gu)].filter(
    ([word]) => !SMALL.has(word.toLowerCase()),
  );
  return words.every(({ index, 0: word }) => {
    const [from, to] = [start + index, start + index + word.length];
    return spans.some((span) => span.start <= from && to <= span.end);
  });
}
/** What says nothing about who it is: the form of a company, "no.", articles. */
const SMALL = new Set(
  'the of and inc llc co corp ltd lp gmbh no acct account claim policy file case loan ext company association services group partners'.split(
    ' ',
  ),
);

interface Person {
  readonly origin: string;
  readonly name: string;
}

function fill(
  sentence: string,
  { people, companies, numbers }: Pick<RedactionSet, 'companies' | 'numbers'> & { readonly people: readonly Person[] },
  turn: number,
  first: Person,
): { readonly text: string; readonly mentions: readonly Mention[] } {
  const mentions: Mention[] = [];
  let text = '';
  let used = 0;
  for (const piece of sentence.split(/(\{[PLCN]\})/)) {
    const slot = /^\{([PLCN])\}$/.exec(piece)?.[1];
    if (slot === undefined) {
      text += piece;
      continue;
    }
    const person = used === 0 ? first : people[(turn * 13 + used * 29) % people.length];
    const company = companies[(turn * 5 + used * 11) % companies.length] ?? '';
    const number = numbers[(turn * 3 + used) % numbers.length] ?? '';
    if (person === undefined) throw new Error('There are no people.');
    const value = slot === 'C' ? company : slot === 'N' ? number : slot === 'P' ? person.name : lastName(person.name);
    const what = slot === 'C' ? 'company' : slot === 'N' ? 'number' : 'person';
    if (slot === 'P' || slot === 'L') used += 1;
    mentions.push({ start: text.length, end: text.length + value.length, what, origin: person.origin });
    text += value;
  }
  return { text, mentions };
}

function lastName(name: string): string {
  const [, ...rest] = name.split(' ');
  return rest.join(' ');
}

function inCase(text: string, letterCase: LetterCase): string {
  if (letterCase === 'capitals') return text.toUpperCase();
  return letterCase === 'small' ? text.toLowerCase() : text;
}

interface Count {
  readonly found: number;
  readonly of: number;
}
/** What is counted, by the name that was to be found. */
type Tally = Map<string, Map<string, Count>>;

function add(tally: Tally, count: string, name: string, isFound: boolean): void {
  const byName = tally.get(count) ?? new Map<string, Count>();
  const { found, of } = byName.get(name) ?? { found: 0, of: 0 };
  byName.set(name, { found: found + (isFound ? 1 : 0), of: of + 1 });
  tally.set(count, byName);
}

const RESAMPLES = 1_000;
const SEED = 20_260_401;

function shareOf(byName: readonly Count[]): Share {
  const { found, of } = sum(byName);
  const random = seededRandom(SEED);
  const drawn = Array.from({ length: byName.length === 0 ? 0 : RESAMPLES }, () => {
    const again = sum(byName.map(() => byName[Math.floor(random() * byName.length)] ?? { found: 0, of: 0 }));
    return again.found / again.of;
  }).sort((a, b) => a - b);
  const at = (share: number) => drawn[Math.floor(share * (drawn.length - 1))] ?? 0;
  return { found, of, recall: of === 0 ? 0 : found / of, interval: [at(0.025), at(0.975)] };
}

function sum(counts: readonly Count[]): Count {
  return counts.reduce((all, { found, of }) => ({ found: all.found + found, of: all.of + of }), { found: 0, of: 0 });
}
