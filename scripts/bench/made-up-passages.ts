import { NOTHING_KNOWN, type PassageSource } from '#server/legal/passages/passage.ts';
import { madeUpNarratives, seededDraw } from './made-up-narratives.ts';

const VOCABULARY = 30_000;
const WORDS_BESIDE = 30;

/**
 * Passages of a firm's record: a narrative, and words beside it as often as words are in any text (Zipf), of a vocabulary
 * of thirty thousand. In the scopes given, in turn; every twentieth is the firm's.
 */
export function madeUpPassages(count: number, scopeIds: readonly string[], seed: number): readonly PassageSource[] {
  const narratives = madeUpNarratives(count, seed);
  const draw = seededDraw(seed + 1);
  return narratives.map((narrative, at) => ({
    sourceKey: `bench:${at}`,
    kind: at % 20 === 0 ? 'clause' : 'line',
    scopeId: at % 20 === 0 ? 'firm' : (scopeIds[draw(scopeIds.length)] ?? 'firm'),
    title: `Passage ${at}`,
    text: `${narrative} ${Array.from({ length: WORDS_BESIDE }, () => zipfWord(draw)).join(' ')}`,
    date: '2026-03-01',
    about: NOTHING_KNOWN,
  }));
}

/** Two to six words, half of them questions in the words of narratives, half with rarer ones out of a passage. */
export function madeUpQuestions(passages: readonly PassageSource[], count: number, seed: number): readonly string[] {
  const draw = seededDraw(seed);
  return Array.from({ length: count }, (_, at) => {
    const words = passages[draw(passages.length)]?.text.split(' ') ?? [];
    const length = 2 + draw(5);
    const begin = at % 2 === 0 ? 0 : Math.max(0, words.length - WORDS_BESIDE + draw(WORDS_BESIDE - length));
    return words.slice(begin, begin + length).join(' ');
  });
}

function zipfWord(draw: (limit: number) => number): string {
  const share = (1 + draw(1_000_000)) / 1_000_000;
  // Ranks whose logarithm is spread evenly: the density falls as one over the rank.
  const rank = Math.floor(VOCABULARY ** share);
  return `${'bcdfghklmnprstvz'[rank % 16]}${'aeiou'[rank % 5]}${rank.toString(36)}`;
}
