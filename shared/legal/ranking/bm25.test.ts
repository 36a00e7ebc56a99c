import { describe, expect, it } from 'vitest';
import { inverseFrequency, PLAIN_BM25, scoreBm25, tellingTerms } from './bm25.ts';
import { countTerms, indexTerms } from './term-index.ts';

const index = indexTerms([['travel', 'half', 'rate'], ['rate', 'rate', 'agreed'], ['copies']]);
const score = (words: readonly string[], parameters = PLAIN_BM25) => [
  ...scoreBm25(index, countTerms(words), parameters),
];

describe('BM25', () => {
  it('is as Robertson has it', () => {
    const average = 7 / 3;
    const weight = (count: number) => (count * 2.2) / (count + 1.2 * (0.25 + (0.75 * 3) / average));
    const rare = Math.log(1 + (3 - 2 + 0.5) / 2.5);
    const scores = score(['rate']);
    expect(scores[0]).toBeCloseTo(rare * weight(1), 12);
    expect(scores[1]).toBeCloseTo(rare * weight(2), 12);
    expect(scores[2]).toBe(0);
  });

  it('gives more for a rare word and never less than nothing', () => {
    expect(inverseFrequency(1000, 1)).toBeGreaterThan(inverseFrequency(1000, 500));
    expect(inverseFrequency(1000, 1000)).toBeGreaterThan(0);
  });

  it('gives holding a word its own worth under BM25+', () => {
    expect(score(['copies'], { ...PLAIN_BM25, delta: 0.5 })[2]).toBeCloseTo(
      (score(['copies'])[2] ?? 0) + 0.5 * inverseFrequency(3, 1),
      12,
    );
  });

  it('damps a word that a pasted page repeats', () => {
    const once = score(['rate'])[0] ?? 0;
    expect(score(Array.from({ length: 50 }, () => 'rate'))[0]).toBeLessThan(2 * once);
  });

  it('keeps the words that tell most of a long question', () => {
    expect([...tellingTerms(index, ['rate', 'copies', 'nowhere'], 1).keys()]).toEqual(['copies']);
    expect(tellingTerms(index, ['rate', 'copies'], 2).size).toBe(2);
  });
});
