/** How much the second leg counts beside BM25; 0 leaves it out. */
export interface FusionParameters {
  readonly semanticWeight: number;
}

/**
 * One score out of two: BM25 as a share of the best passage's, plus the weighed cosine. A passage that shares no word
 * with the question and no meaning stays at or below 0.
 * @param words BM25 of each passage; @param meanings the cosine of each, in the same order
 */
export function fuseScores(
  words: Float64Array,
  meanings: Float64Array,
  { semanticWeight }: FusionParameters,
): Float64Array {
  if (semanticWeight === 0) return words;
  let best = 0;
  for (const score of words) if (score > best) best = score;
  return words.map((score, at) => (best === 0 ? 0 : score / best) + semanticWeight * (meanings[at] ?? 0));
}

/** The places of the best scores above 0, best first; of two alike the earlier. */
export function bestPlaces(scores: Float64Array, most: number): readonly number[] {
  const places: number[] = [];
  for (let at = 0; at < scores.length; at += 1) if ((scores[at] ?? 0) > 0) places.push(at);
  places.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  return places.slice(0, most);
}
