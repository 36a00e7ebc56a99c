import { type Bm25Parameters, PLAIN_BM25, scoreBm25, tellingTerms } from '#shared/legal/ranking/bm25.ts';
import { cosine } from '#shared/legal/ranking/embedding-provider.ts';
import { bestPlaces, fuseScores } from '#shared/legal/ranking/fuse-scores.ts';
import { embedLsa, fitLsa } from '#shared/legal/ranking/lsa.ts';
import { splitWords } from '#shared/legal/ranking/split-passages.ts';
import { indexTerms } from '#shared/legal/ranking/term-index.ts';
import { termsOf } from '#shared/legal/ranking/tokenise.ts';
import { meanOf, ndcg } from './ndcg.ts';
import type { RetrievalSet } from './read-corpus.ts';

/** One way to rank, out of the grid that cross-validation chooses from. */
export interface Setting {
  readonly bm25: Bm25Parameters;
  readonly lsaDimensions: number;
  readonly semanticWeight: number;
  readonly isSplit: boolean;
  /** Of a question longer than this only the words that tell most; null: all. */
  readonly mostQueryTerms: number | null;
}

export const PLAIN: Setting = {
  bm25: PLAIN_BM25,
  lsaDimensions: 0,
  semanticWeight: 0,
  isSplit: false,
  mostQueryTerms: null,
};

/** What each setting gains for each query, in the order of the set's queries. The plain one comes first. */
export interface Measured {
  readonly setting: Setting;
  readonly gains: readonly number[];
}

const SEED = 20_260_401;
const LSA_DIMENSIONS = [100, 150];
const SEMANTIC_WEIGHTS = [0.3, 0.6, 1.5];
/** A model is fitted on no more passages than these, so that a large corpus takes a minute and not an hour. */
const MOST_FITTED = 20_000;
const BM25_GRID: readonly Bm25Parameters[] = [
  PLAIN_BM25,
  { k1: 1.2, b: 0.75, delta: 0.3 },
  { k1: 1.5, b: 0.9, delta: 0 },
  { k1: 1.5, b: 0.9, delta: 0.3 },
  { k1: 1.5, b: 0.9, delta: 0.6 },
  { k1: 0.9, b: 0.4, delta: 0 },
];
/** Pasted pages, not questions: only then are fewer of their words tried. */
const LONG_QUERY_TERMS = 60;
const LONG_DOCUMENT_WORDS = 600;

/** Ranks every query in every way of the grid and measures nDCG@10. */
export function measureGrid(set: RetrievalSet): readonly Measured[] {
  const documents = set.documents.map(({ text }) => termsOf(text));
  const queries = set.queries.map(({ text }) => termsOf(text));
  const hasLongDocuments = documents.some((terms) => terms.length > LONG_DOCUMENT_WORDS);
  const hasLongQueries = meanOf(queries.map((terms) => new Set(terms).size)) > LONG_QUERY_TERMS;
  const measured: Measured[] = [];
  for (const isSplit of hasLongDocuments ? [false, true] : [false])
    for (const mostQueryTerms of hasLongQueries ? [null, LONG_QUERY_TERMS] : [null])
      measured.push(...measureWith(set, documents, queries, { isSplit, mostQueryTerms }));
  return measured;
}

type Shape = Pick<Setting, 'isSplit' | 'mostQueryTerms'>;

function measureWith(
  set: RetrievalSet,
  documents: readonly (readonly string[])[],
  queries: readonly (readonly string[])[],
  shape: Shape,
): readonly Measured[] {
  const parts = documents.map((terms) => (shape.isSplit ? splitWords(terms) : [terms]));
  const passages = parts.flat();
  const ownerOf = Int32Array.from(parts.flatMap((each, owner) => each.map(() => owner)));
  const index = indexTerms(passages);
  const models = LSA_DIMENSIONS.flatMap((dimensions) => {
    const model = fitLsa(sampled(passages), { dimensions, seed: SEED });
    return model === null ? [] : [{ dimensions, model, vectors: passages.map((terms) => embedLsa(model, terms)) }];
  });
  const columns = new Map<string, { readonly setting: Setting; readonly gains: number[] }>();
  for (const [at, terms] of queries.entries()) {
    const grades = set.grades.get(set.queries[at]?.id ?? '') ?? new Map<string, number>();
    const asked = tellingTerms(index, terms, shape.mostQueryTerms ?? terms.length);
    const meanings = models.map(({ dimensions, model, vectors }) => {
      const question = embedLsa(model, terms);
      return { dimensions, cosines: Float64Array.from(vectors, (vector) => cosine(vector, question)) };
    });
    const note = (setting: Setting, scores: Float64Array) => {
      const key = JSON.stringify(setting);
      const column = columns.get(key) ?? { setting, gains: [] };
      column.gains.push(ndcg(bestDocuments(set, scores, ownerOf), grades));
      columns.set(key, column);
    };
    for (const bm25 of BM25_GRID) {
      const words = scoreBm25(index, asked, bm25);
      note({ ...shape, bm25, lsaDimensions: 0, semanticWeight: 0 }, words);
      for (const { dimensions, cosines } of meanings)
        for (const semanticWeight of SEMANTIC_WEIGHTS)
          note(
            { ...shape, bm25, lsaDimensions: dimensions, semanticWeight },
            fuseScores(words, cosines, { semanticWeight }),
          );
    }
  }
  return [...columns.values()];
}

/** The ten best documents by their best passage. */
function bestDocuments(set: RetrievalSet, scores: Float64Array, ownerOf: Int32Array): readonly string[] {
  const best = new Float64Array(set.documents.length);
  for (let at = 0; at < scores.length; at += 1) {
    const owner = ownerOf[at] ?? 0;
    best[owner] = Math.max(best[owner] ?? 0, scores[at] ?? 0);
  }
  return bestPlaces(best, 10).map((place) => set.documents[place]?.id ?? '');
}

/** Evenly spread, so that every part of the corpus is in it. */
function sampled<Item>(items: readonly Item[]): readonly Item[] {
  const step = Math.ceil(items.length / MOST_FITTED);
  return step <= 1 ? items : items.filter((_, at) => at % step === 0);
}
