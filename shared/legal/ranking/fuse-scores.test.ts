import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestPlaces, fuseScores } from './fuse-scores.ts';
import { splitWords } from './split-passages.ts';

describe('two legs', () => {
  it('leave BM25 as it is where the second has no weight', () => {
    const words = Float64Array.of(3, 1);
    expect(fuseScores(words, Float64Array.of(0, 1), { semanticWeight: 0 })).toBe(words);
  });

  it('add the weighed cosine to the share of the best', () => {
    expect([...fuseScores(Float64Array.of(4, 2, 0), Float64Array.of(0, 0.5, 1), { semanticWeight: 0.6 })]).toEqual([
      1, 0.8, 0.6,
    ]);
    expect([...fuseScores(Float64Array.of(0, 0), Float64Array.of(0.5, 0), { semanticWeight: 1 })]).toEqual([0.5, 0]);
  });

  it('rank by score, then by place, and never what has none', () => {
    expect(bestPlaces(Float64Array.of(1, 3, 0, 3, -1), 10)).toEqual([1, 3, 0]);
    expect(bestPlaces(Float64Array.of(1, 3, 0, 3), 1)).toEqual([1]);
  });
});

describe('a long text', () => {
  it('is in its passages as a whole, each word at least once and none cut at every border', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000 }), (count) => {
        const words = Array.from({ length: count }, (_, at) => at);
        const passages = splitWords(words);
        expect(new Set(passages.flat())).toEqual(new Set(words));
        for (const passage of passages) expect(passage.length).toBeLessThanOrEqual(600);
        if (count > 600) for (const passage of passages.slice(0, -1)) expect(passage).toHaveLength(400);
      }),
      { numRuns: 50 },
    );
  });
});
