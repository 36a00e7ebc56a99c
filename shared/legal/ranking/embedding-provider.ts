/**
 * Turns texts into vectors whose cosine says how close they are in meaning: the second leg of a search. The built-in
 * one is latent semantic analysis of the firm's own passages (`lsa.ts`); a model of OpenAI's or of the firm's own may
 * stand in its place. Whoever uses one gives it weight only where its gain was measured (`fuse-scores.ts`).
 */
export interface EmbeddingProvider {
  /** Of model and version: vectors of two ids are never compared. */
  readonly id: string;
  readonly dimensions: number;
  /** Of length 1, or all zeros for a text of which the model knows nothing. In the order of `texts`. */
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>;
}

/** Of two vectors as a provider gives them. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
