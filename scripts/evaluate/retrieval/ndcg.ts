/**
 * Normalised discounted cumulative gain of the first `depth` documents (Järvelin and Kekäläinen 2002), with the grade
 * itself as gain and log2(rank + 1) as discount, as trec_eval's `ndcg_cut` has it.
 * @param ranked ids, best first
 * @param grades what was judged relevant, above 0; documents that are not in the corpus count as missed
 */
export function ndcg(ranked: readonly string[], grades: ReadonlyMap<string, number>, depth = 10): number {
  const gained = gainOf(ranked.slice(0, depth).map((id) => grades.get(id) ?? 0));
  const best = gainOf([...grades.values()].sort((a, b) => b - a).slice(0, depth));
  return best === 0 ? 0 : gained / best;
}

function gainOf(grades: readonly number[]): number {
  return grades.reduce((sum, grade, at) => sum + grade / Math.log2(at + 2), 0);
}

export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
