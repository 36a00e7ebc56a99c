import { countTerms, type TermIndex } from './term-index.ts';

export interface Bm25Parameters {
  /** How soon repeating a word adds nothing. */
  readonly k1: number;
  /** How much a long passage is marked down: 0 not at all, 1 in full. */
  readonly b: number;
  /** What holding a word is worth by itself, however long the passage (Lv and Zhai 2011, BM25+); 0 is plain BM25. */
  readonly delta: number;
}

/** Robertson's own values; what every other ranking is measured against. */
export const PLAIN_BM25: Bm25Parameters = { k1: 1.2, b: 0.75, delta: 0 };

/** Rare words weigh more; never below zero. */
export function inverseFrequency(documentCount: number, documentFrequency: number): number {
  return Math.log(1 + (documentCount - documentFrequency + 0.5) / (documentFrequency + 0.5));
}

/** What one word adds to a passage's score, before it is weighed by how rare it is. */
export function termWeight(
  count: number,
  length: number,
  averageLength: number,
  { k1, b, delta }: Bm25Parameters,
): number {
  return (count * (k1 + 1)) / (count + k1 * (1 - b + (b * length) / averageLength)) + delta;
}

/** A word said twice in a question counts somewhat more, not twice: pasted facts repeat themselves. */
export function queryWeight(count: number): number {
  return (2 * count) / (count + 1);
}

/**
 * The words of a question that tell most, where it is a pasted page and not a question: by how rare and how often said.
 * @param most all words, where there are no more
 */
export function tellingTerms(index: TermIndex, terms: readonly string[], most: number): ReadonlyMap<string, number> {
  const counts = countTerms(terms);
  if (counts.size <= most) return counts;
  const weighed = [...counts].map(([term, count]) => {
    const frequency = index.postings.get(term)?.documents.length ?? 0;
    const worth = frequency === 0 ? 0 : queryWeight(count) * inverseFrequency(index.documentCount, frequency);
    return { term, count, worth };
  });
  weighed.sort((a, b) => b.worth - a.worth || (a.term < b.term ? -1 : 1));
  return new Map(weighed.slice(0, most).map(({ term, count }) => [term, count]));
}

/** The score of every document for a question; 0 for one that holds none of its words. */
export function scoreBm25(
  index: TermIndex,
  query: ReadonlyMap<string, number>,
  parameters: Bm25Parameters,
): Float64Array {
  const scores = new Float64Array(index.documentCount);
  for (const [term, count] of query) {
    const postings = index.postings.get(term);
    if (postings === undefined) continue;
    const weight = queryWeight(count) * inverseFrequency(index.documentCount, postings.documents.length);
    for (let at = 0; at < postings.documents.length; at += 1) {
      const document = postings.documents[at] ?? 0;
      const said = postings.counts[at] ?? 0;
      scores[document] =
        (scores[document] ?? 0) +
        weight * termWeight(said, index.lengths[document] ?? 0, index.averageLength, parameters);
    }
  }
  return scores;
}
