import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../process/project-root.ts';
import { bootstrapMean, chooseSetting, crossValidate } from './cross-validate.ts';
import { evaluateRetrieval } from './evaluate-retrieval.ts';
import { ndcg } from './ndcg.ts';
import { type Measured, PLAIN } from './rankings.ts';

const FIXTURE = join(projectRoot, 'scripts', 'evaluate', 'retrieval', 'fixture');

describe('nDCG@10', () => {
  it('is one for the best order and counts grades', () => {
    const grades = new Map([
      ['a', 3],
      ['b', 1],
    ]);
    expect(ndcg(['a', 'b', 'c'], grades)).toBe(1);
    // (1 + 3 / log2 3) / (3 + 1 / log2 3)
    expect(ndcg(['b', 'a'], grades)).toBeCloseTo(0.7967, 4);
    expect(ndcg(['c'], grades)).toBe(0);
  });

  it('counts ten places and no more, and what is missing from the corpus as missed', () => {
    const others = Array.from({ length: 10 }, (_, at) => `x${at}`);
    expect(ndcg([...others, 'a'], new Map([['a', 1]]))).toBe(0);
    expect(ndcg(['a'], new Map([['a', 1], ['gone', 1]]))).toBeCloseTo(1 / (1 + 1 / Math.log2(3)), 12); // biome-ignore format: short
  });
});

describe('what is chosen', () => {
  const measured = (plain: readonly number[], other: readonly number[]): readonly Measured[] => [
    { setting: PLAIN, gains: plain },
    { setting: { ...PLAIN, semanticWeight: 1 }, gains: other },
  ];

  it('is plain BM25 unless another gains surely on the queries it is chosen by', () => {
    const queries = Array.from({ length: 40 }, (_, at) => at);
    const plain = queries.map(() => 0.5);
    expect(chooseSetting(measured(plain, queries.map(() => 0.6)), queries).setting.semanticWeight).toBe(1); // biome-ignore format: short
    const lucky = queries.map((at) => (at === 0 ? 1 : 0.49));
    expect(chooseSetting(measured(plain, lucky), queries).setting).toBe(PLAIN);
  });

  it('never sees the queries it is measured on', () => {
    // One query for which the other setting would be worth anything, were that query among those it is chosen by.
    const queries = Array.from({ length: 50 }, (_, at) => at);
    const plain = queries.map(() => 0.5);
    const { gains } = crossValidate(measured(plain, queries.map((at) => (at === 7 ? 100 : 0.4)))); // biome-ignore format: short
    expect(gains[7]).toBe(0.5);
  });

  it('is nothing with a handful of queries', () => {
    expect(crossValidate(measured([0, 0, 0], [1, 1, 1])).gains).toEqual([0, 0, 0]);
  });

  it('has the same interval every time, around the mean', () => {
    const values = Array.from({ length: 60 }, (_, at) => (at % 5) / 5);
    const [low, high] = bootstrapMean(values);
    expect(bootstrapMean(values)).toEqual([low, high]);
    expect(low).toBeLessThan(0.4);
    expect(high).toBeGreaterThan(0.4);
  });
});

describe("the project's own set", () => {
  it('is ranked not below plain BM25, the same every time', async () => {
    const byPostgres = async () => [0.1, 0.3];
    const evaluation = await evaluateRetrieval(FIXTURE, byPostgres);
    expect(evaluation).toMatchObject({ corpus: 'fixture', documents: 32, queries: 26, tsRankCd: 0.2, remarks: [] });
    expect(evaluation.ndcg10).toBeGreaterThanOrEqual(evaluation.bm25);
    expect(evaluation.bm25).toBeGreaterThan(0.5);
    expect(evaluation.interval[0]).toBeLessThan(evaluation.ndcg10);
    expect(await evaluateRetrieval(FIXTURE, byPostgres)).toEqual(evaluation);
  });
});
