import { type SeededDraws, seededDraws } from './seeded-draws.ts';

/**
 * An isolation forest (Liu, Ting and Zhou 2008): what few random cuts set apart from the rest is unusual. Nodes of all
 * trees in one list of five numbers each: feature (-1: a leaf), cut, left, right, lines in a leaf.
 */
export interface IsolationForest {
  readonly featureCount: number;
  readonly sampleSize: number;
  /** First node of each tree. */
  readonly roots: readonly number[];
  readonly nodes: Float32Array;
}

const TREES = 64;
const SAMPLE = 256;
export const NODE_NUMBERS = 5;
const [FEATURE, CUT, LEFT, RIGHT, SIZE] = [0, 1, 2, 3, 4];

/** @param rows of equal length; the same rows and seed grow the same forest */
export function growForest(rows: readonly (readonly number[])[], seed: number): IsolationForest {
  const draws = seededDraws(seed);
  const featureCount = rows[0]?.length ?? 0;
  const sampleSize = Math.min(SAMPLE, rows.length);
  const deepest = Math.ceil(Math.log2(Math.max(2, sampleSize)));
  const nodes: number[] = [];
  const roots: number[] = [];
  for (let tree = 0; tree < (rows.length === 0 ? 0 : TREES); tree += 1) {
    const sample = Array.from({ length: sampleSize }, () => draws.below(rows.length));
    roots.push(growNode({ rows, nodes, draws, featureCount, deepest }, sample, 0));
  }
  return { featureCount, sampleSize, roots, nodes: Float32Array.from(nodes) };
}

interface Growing {
  readonly rows: readonly (readonly number[])[];
  readonly nodes: number[];
  readonly draws: SeededDraws;
  readonly featureCount: number;
  readonly deepest: number;
}

function growNode(growing: Growing, sample: readonly number[], depth: number): number {
  const { rows, nodes, draws, featureCount, deepest } = growing;
  const at = nodes.length / NODE_NUMBERS;
  nodes.push(-1, 0, 0, 0, sample.length);
  if (depth >= deepest || sample.length <= 1) return at;
  const feature = draws.below(featureCount);
  const values = sample.map((row) => rows[row]?.[feature] ?? 0);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const cut = Math.fround(low + draws.share() * (high - low));
  const left = sample.filter((_, index) => (values[index] ?? 0) < cut);
  if (low === high || left.length === 0) return at;
  const right = sample.filter((_, index) => (values[index] ?? 0) >= cut);
  const base = at * NODE_NUMBERS;
  nodes[base + FEATURE] = feature;
  nodes[base + CUT] = cut;
  nodes[base + LEFT] = growNode(growing, left, depth + 1);
  nodes[base + RIGHT] = growNode(growing, right, depth + 1);
  return at;
}

/** From 0 to 1; about 0.5 for what is neither here nor there, near 1 for what stands alone. */
export function isolationScore({ roots, nodes, sampleSize }: IsolationForest, row: readonly number[]): number {
  if (roots.length === 0) return 0.5;
  let length = 0;
  for (const root of roots) {
    let base = root * NODE_NUMBERS;
    let depth = 0;
    while ((nodes[base + FEATURE] ?? -1) >= 0) {
      const isLeft = (row[nodes[base + FEATURE] ?? 0] ?? 0) < (nodes[base + CUT] ?? 0);
      base = (nodes[base + (isLeft ? LEFT : RIGHT)] ?? 0) * NODE_NUMBERS;
      depth += 1;
    }
    length += depth + usualLength(nodes[base + SIZE] ?? 1);
  }
  return 2 ** (-length / roots.length / Math.max(1, usualLength(sampleSize)));
}

/** Mean length of an unsuccessful search in a binary tree of so many. */
function usualLength(count: number): number {
  if (count <= 1) return 0;
  return 2 * (Math.log(count - 1) + 0.5772156649) - (2 * (count - 1)) / count;
}
