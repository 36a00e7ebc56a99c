/** Which documents hold a term, and how often. */
export interface Postings {
  readonly documents: Int32Array;
  readonly counts: Int32Array;
}

/** Documents by their terms. */
export interface TermIndex {
  readonly documentCount: number;
  /** Terms a document has. */
  readonly lengths: Int32Array;
  readonly averageLength: number;
  readonly postings: ReadonlyMap<string, Postings>;
}

/** @param documents the terms of each, as `termsOf` gives them */
export function indexTerms(documents: readonly (readonly string[])[]): TermIndex {
  const growing = new Map<string, { documents: number[]; counts: number[] }>();
  const lengths = new Int32Array(documents.length);
  for (const [document, terms] of documents.entries()) {
    lengths[document] = terms.length;
    for (const term of terms) {
      let list = growing.get(term);
      if (list === undefined) {
        list = { documents: [], counts: [] };
        growing.set(term, list);
      }
      const last = list.documents.length - 1;
      if (list.documents[last] === document) list.counts[last] = (list.counts[last] ?? 0) + 1;
      else {
        list.documents.push(document);
        list.counts.push(1);
      }
    }
  }
  const postings = new Map<string, Postings>();
  for (const [term, list] of growing)
    postings.set(term, { documents: Int32Array.from(list.documents), counts: Int32Array.from(list.counts) });
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return {
    documentCount: documents.length,
    lengths,
    averageLength: documents.length === 0 ? 0 : total / documents.length,
    postings,
  };
}

/** Each term once, with how often it was said. */
export function countTerms(terms: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
