import { CONCEPTS_OF_STEM } from './concepts.ts';
import { hashText } from './hash-text.ts';
import { type NarrativeWord, narrativeWords } from './narrative-words.ts';

/**
 * What a model sees of one narrative: features under a 32-bit hash of their text, so that a stored model holds no word of
 * anybody's. Values are scaled so that their squares add up to 1 over all features, known to the model or not.
 */
export interface NarrativeFeatures {
  readonly words: readonly NarrativeWord[];
  /** Each feature once, in order of its first word. */
  readonly keys: Uint32Array;
  readonly values: Float32Array;
  /** Places of the first and last word that the feature was made of. */
  readonly firstWord: Int16Array;
  readonly lastWord: Int16Array;
  readonly sorts: Uint8Array;
}

/** `wording`: words and pieces of them; `turn`: a pair of words; `concept`: hand-written, and so the same in any wording. */
export const FeatureSort = { wording: 0, turn: 1, concept: 2 } as const;

/** What each feature weighs before scaling. */
const WEIGHTS = { word: 1, opening: 0.7, pair: 0.6, piece: 0.3, concept: 1.2, conceptPair: 0.8 } as const;
const PIECE_LENGTH = 4;
/** More words of a narrative than these add nothing. */
const MOST_WORDS = 120;
/** Pairs of concepts are taken from so many of the first. */
const MOST_PAIRED = 6;

/** They tell how somebody writes, not what was done. Names (`@`) and figures (`#`) likewise. */
const EMPTY_WORDS = new Set(
  (
    'a an and as at be by for from had has have he her his in into is it its no not of on or our out over she so such ' +
    'than that the their them then these they this those through to under up upon was we were what when which who whom ' +
    'whose will with would you re regard concern respect about w # @'
  ).split(' '),
);

/** @returns the features of a narrative; none for one without words */
export function narrativeFeatures(narrative: string): NarrativeFeatures {
  const words = narrativeWords(narrative).slice(0, MOST_WORDS);
  const found = new Map<number, Found>();
  const add = (text: string, weight: number, sort: number, first: number, last = first) => {
    const key = hashText(text);
    if (!found.has(key)) found.set(key, { weight, sort, first, last });
  };
  const concepts: { readonly name: string; readonly at: number }[] = [];
  let before = -1;
  words.forEach(({ stem }, at) => {
    if (!EMPTY_WORDS.has(stem)) {
      add(`w ${stem}`, WEIGHTS.word, FeatureSort.wording, at);
      // The first word and what stands before it, nothing, are a turn like any other.
      if (before < 0) add(`o ${stem}`, WEIGHTS.opening, FeatureSort.turn, at);
      else add(`p ${words[before]?.stem} ${stem}`, WEIGHTS.pair, FeatureSort.turn, before, at);
      before = at;
      const whole = `_${stem}_`;
      for (let start = 0; stem.length > PIECE_LENGTH && start + PIECE_LENGTH <= whole.length; start += 1)
        add(`c ${whole.slice(start, start + PIECE_LENGTH)}`, WEIGHTS.piece, FeatureSort.wording, at);
    }
    for (const { name } of CONCEPTS_OF_STEM.get(stem) ?? []) {
      if (concepts.some((each) => each.name === name)) continue;
      if (concepts.length === 0) add(`first ${name}`, WEIGHTS.conceptPair, FeatureSort.concept, at);
      add(`concept ${name}`, WEIGHTS.concept, FeatureSort.concept, at);
      concepts.push({ name, at });
    }
  });
  const paired = concepts.slice(0, MOST_PAIRED);
  for (const [position, one] of paired.entries()) {
    for (const other of paired.slice(position + 1)) {
      const pair = one.name < other.name ? `${one.name}+${other.name}` : `${other.name}+${one.name}`;
      add(`both ${pair}`, WEIGHTS.conceptPair, FeatureSort.concept, one.at, other.at);
    }
  }
  return packed(words, found);
}

interface Found {
  readonly weight: number;
  readonly sort: number;
  readonly first: number;
  readonly last: number;
}

function packed(words: readonly NarrativeWord[], found: ReadonlyMap<number, Found>): NarrativeFeatures {
  let squares = 0;
  for (const { weight } of found.values()) squares += weight * weight;
  const scale = squares === 0 ? 0 : 1 / Math.sqrt(squares);
  const each = [...found.values()];
  return {
    words,
    keys: Uint32Array.from(found.keys()),
    values: Float32Array.from(each, ({ weight }) => weight * scale),
    firstWord: Int16Array.from(each, ({ first }) => first),
    lastWord: Int16Array.from(each, ({ last }) => last),
    sorts: Uint8Array.from(each, ({ sort }) => sort),
  };
}
