import { inverseFrequency } from './bm25.ts';
import type { EmbeddingProvider } from './embedding-provider.ts';
import { seededRandom } from './seeded-random.ts';
import { countTerms, indexTerms } from './term-index.ts';
import { termsOf } from './tokenise.ts';

export interface LsaOptions {
  readonly dimensions: number;
  readonly seed: number;
}

/** A subspace of the terms in which passages that speak of the same things lie close. */
export interface LsaModel {
  readonly dimensions: number;
  /** Terms' rows in `basis`, and their weights. */
  readonly terms: ReadonlyMap<string, { readonly row: number; readonly weight: number }>;
  /** Orthonormal columns, row by row. */
  readonly basis: Float32Array;
}

/** Subspace iterations: with ten the first hundred directions of text hold still; with four the last of them do not. */
const ROUNDS = 10;

/**
 * Latent semantic analysis (Deerwester 1990): the dominant right singular subspace of the passages' TF-IDF rows, by
 * seeded subspace iteration (Halko 2011). A cosine inside the subspace does not depend on which axes it is given, so
 * the singular vectors themselves are never worked out.
 * @param documents the terms of each passage
 * @returns `null` where there are not enough passages or words for a model
 */
export function fitLsa(documents: readonly (readonly string[])[], { dimensions, seed }: LsaOptions): LsaModel | null {
  const index = indexTerms(documents);
  const terms = new Map<string, { row: number; weight: number }>();
  for (const [term, { documents: holders }] of index.postings) {
    if (holders.length < 2) continue;
    terms.set(term, { row: terms.size, weight: inverseFrequency(index.documentCount, holders.length) });
  }
  const size = Math.min(dimensions, terms.size - 1, documents.length - 1);
  if (size < 2) return null;
  const rows = documents.map((document) => unitRow(terms, document));
  const random = seededRandom(seed);
  let basis = Float64Array.from({ length: terms.size * size }, () => random() - 0.5);
  orthonormalise(basis, terms.size, size);
  for (let round = 0; round < ROUNDS; round += 1) {
    basis = multiplied(rows, basis, terms.size, size);
    orthonormalise(basis, terms.size, size);
  }
  return { dimensions: size, terms, basis: Float32Array.from(basis) };
}

/** Where a text lies, of length 1; all zeros where none of its words is known. */
export function embedLsa(model: LsaModel, terms: readonly string[]): Float32Array {
  const { dimensions, basis } = model;
  const vector = new Float32Array(dimensions);
  for (const { row, value } of unitRow(model.terms, terms))
    for (let at = 0; at < dimensions; at += 1)
      vector[at] = (vector[at] ?? 0) + value * (basis[row * dimensions + at] ?? 0);
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

/** The model behind the interface of every other one. */
export function lsaProvider(model: LsaModel, id: string): EmbeddingProvider {
  return {
    id,
    dimensions: model.dimensions,
    embed: async (texts) => texts.map((text) => embedLsa(model, termsOf(text))),
  };
}

interface Cell {
  readonly row: number;
  readonly value: number;
}

function unitRow(terms: LsaModel['terms'], document: readonly string[]): readonly Cell[] {
  const cells: { row: number; value: number }[] = [];
  let squares = 0;
  for (const [term, count] of countTerms(document)) {
    const known = terms.get(term);
    if (known === undefined) continue;
    const value = Math.log1p(count) * known.weight;
    squares += value * value;
    cells.push({ row: known.row, value });
  }
  const length = Math.sqrt(squares);
  for (const cell of cells) cell.value /= length;
  return cells;
}

/** Rows transposed, times rows, times basis. */
function multiplied(rows: readonly (readonly Cell[])[], basis: Float64Array, height: number, width: number) {
  const result = new Float64Array(height * width);
  const projected = new Float64Array(width);
  for (const cells of rows) {
    projected.fill(0);
    for (const { row, value } of cells) {
      const from = row * width;
      for (let at = 0; at < width; at += 1) projected[at] = (projected[at] ?? 0) + value * (basis[from + at] ?? 0);
    }
    for (const { row, value } of cells) {
      const from = row * width;
      for (let at = 0; at < width; at += 1) result[from + at] = (result[from + at] ?? 0) + value * (projected[at] ?? 0);
    }
  }
  return result;
}

/** Gram and Schmidt, twice over each column, in place. */
function orthonormalise(basis: Float64Array, height: number, width: number): void {
  const columns = Array.from({ length: width }, (_, column) => {
    const values = new Float64Array(height);
    for (let row = 0; row < height; row += 1) values[row] = basis[row * width + column] ?? 0;
    return values;
  });
  for (const [at, column] of columns.entries()) {
    for (let pass = 0; pass < 2; pass += 1)
      for (let before = 0; before < at; before += 1) {
        const other = columns[before];
        if (other !== undefined) addScaled(column, other, -product(column, other));
      }
    const length = Math.sqrt(product(column, column));
    for (let row = 0; row < height; row += 1) column[row] = length < 1e-9 ? 0 : (column[row] ?? 0) / length;
  }
  for (const [at, column] of columns.entries())
    for (let row = 0; row < height; row += 1) basis[row * width + at] = column[row] ?? 0;
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

function addScaled(target: Float64Array, other: Float64Array, factor: number): void {
  for (let at = 0; at < target.length; at += 1) target[at] = (target[at] ?? 0) + factor * (other[at] ?? 0);
}
