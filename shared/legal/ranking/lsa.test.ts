import { describe, expect, it } from 'vitest';
import { cosine } from './embedding-provider.ts';
import { embedLsa, fitLsa, lsaProvider } from './lsa.ts';

const ABOUT_TRAVEL = ['plane ticket hotel', 'hotel ticket journey', 'journey plane', 'plane journey hotel ticket'];
const ABOUT_COURT = ['judge motion brief', 'motion hearing judge', 'hearing brief', 'brief motion judge hearing'];
const passages = [...ABOUT_TRAVEL, ...ABOUT_COURT].map((text) => text.split(' '));
const OPTIONS = { dimensions: 2, seed: 7 };

function model() {
  const fitted = fitLsa(passages, OPTIONS);
  if (fitted === null) throw new Error('no model');
  return fitted;
}

describe('latent semantic analysis', () => {
  it('brings together what shares no word but speaks of the same things', () => {
    const fitted = model();
    const journey = embedLsa(fitted, ['journey']);
    expect(cosine(journey, embedLsa(fitted, ['ticket']))).toBeGreaterThan(0.9);
    expect(Math.abs(cosine(journey, embedLsa(fitted, ['motion'])))).toBeLessThan(0.1);
  });

  it('is the same for the same seed', () => {
    expect(model().basis).toEqual(model().basis);
  });

  it('finds the subspace whatever the seed', () => {
    const other = fitLsa(passages, { dimensions: 2, seed: 8 });
    const [a, b] = [model(), other].map((each) =>
      each === null ? 0 : cosine(embedLsa(each, ['plane']), embedLsa(each, ['hotel', 'judge'])),
    );
    expect(a).toBeCloseTo(b ?? Number.NaN, 3);
  });

  it('says nothing of words it never saw, and makes no model of nothing', () => {
    expect([...embedLsa(model(), ['unknown'])]).toEqual([0, 0]);
    expect(fitLsa([], OPTIONS)).toBeNull();
    expect(fitLsa([['one'], ['two']], OPTIONS)).toBeNull();
  });

  it('serves as one provider among others', async () => {
    const provider = lsaProvider(model(), 'lsa-1');
    const [a, b] = await provider.embed(['a plane', 'planes and tickets']);
    expect(a).toHaveLength(provider.dimensions);
    expect(Math.hypot(...(b ?? []))).toBeCloseTo(1, 5);
  });
});
