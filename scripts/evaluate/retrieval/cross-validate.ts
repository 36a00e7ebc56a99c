import { seededRandom } from '#shared/legal/ranking/seeded-random.ts';
import { meanOf } from './ndcg.ts';
import type { Measured, Setting } from './rankings.ts';

export interface CrossValidated {
  /** Of each query, by the setting that was chosen without it. */
  readonly gains: readonly number[];
  /** Of each fold. */
  readonly chosen: readonly Setting[];
}

const FOLDS = 5;
const SEED = 20_260_402;
/** How sure a gain over plain BM25 must be on the other folds before anything else is used, in standard errors. */
const STANDARD_ERRORS = 0.5;

/**
 * Gives each query to the setting that did best on the other folds; the first of the list (plain BM25) where none gains
 * over it by more than half a standard error. With fewer than ten queries nothing is chosen.
 */
export function crossValidate(measured: readonly Measured[]): CrossValidated {
  const [plain] = measured;
  if (plain === undefined) return { gains: [], chosen: [] };
  const count = plain.gains.length;
  if (count < 2 * FOLDS) return { gains: plain.gains, chosen: [plain.setting] };
  const foldOf = foldsOf(count);
  const gains = new Array<number>(count).fill(0);
  const chosen: Setting[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const training = foldOf.flatMap((each, query) => (each === fold ? [] : [query]));
    const best = chooseSetting(measured, training);
    chosen.push(best.setting);
    for (const [query, each] of foldOf.entries()) if (each === fold) gains[query] = best.gains[query] ?? 0;
  }
  return { gains, chosen };
}

/** The setting with the best mean on these queries, or the first where the gain over it is too small to be one. */
export function chooseSetting(measured: readonly Measured[], queries: readonly number[]): Measured {
  const [plain] = measured;
  if (plain === undefined) throw new RangeError('There is nothing to choose from.');
  let best = plain;
  let bestMean = Number.NEGATIVE_INFINITY;
  for (const each of measured) {
    const mean = meanOf(queries.map((query) => each.gains[query] ?? 0));
    if (mean > bestMean + 1e-12) {
      best = each;
      bestMean = mean;
    }
  }
  const differences = queries.map((query) => (best.gains[query] ?? 0) - (plain.gains[query] ?? 0));
  const gain = meanOf(differences);
  const variance = meanOf(differences.map((difference) => (difference - gain) ** 2));
  return gain > STANDARD_ERRORS * Math.sqrt(variance / Math.max(1, queries.length - 1)) ? best : plain;
}

function foldsOf(count: number): readonly number[] {
  const random = seededRandom(SEED);
  const order = Array.from({ length: count }, (_, at) => at);
  for (let at = count - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  const folds = new Array<number>(count).fill(0);
  for (const [place, query] of order.entries()) folds[query] = place % FOLDS;
  return folds;
}

const RESAMPLES = 2_000;

/** 95 % bootstrap interval of the mean over queries. */
export function bootstrapMean(values: readonly number[]): readonly [low: number, high: number] {
  const random = seededRandom(SEED);
  const means: number[] = [];
  for (let round = 0; round < RESAMPLES; round += 1) {
    let sum = 0;
    for (let draw = 0; draw < values.length; draw += 1) sum += values[Math.floor(random() * values.length)] ?? 0;
    means.push(values.length === 0 ? 0 : sum / values.length);
  }
  means.sort((a, b) => a - b);
  return [means[Math.floor(RESAMPLES * 0.025)] ?? 0, means[Math.floor(RESAMPLES * 0.975)] ?? 0];
}
