import { basename, resolve } from 'node:path';
import { bootstrapMean, chooseSetting, crossValidate } from './cross-validate.ts';
import { meanOf } from './ndcg.ts';
import { measureGrid, type Setting } from './rankings.ts';
import { readRetrievalSet } from './read-corpus.ts';

export interface RetrievalEvaluation {
  /** The folder's name. */
  readonly corpus: string;
  readonly documents: number;
  readonly queries: number;
  /** Out of fold: every query ranked by a setting chosen without it. */
  readonly ndcg10: number;
  /** 95 %, by bootstrap over queries. */
  readonly interval: readonly [low: number, high: number];
  /** Plain BM25 (k1 1.2, b 0.75) over the same words. */
  readonly bm25: number;
  readonly tsRankCd: number;
  /** `plain`: what was chosen lost out of fold, or gained nothing, and plain BM25 is used. */
  readonly ranking: 'chosen' | 'plain';
  /** Out of fold, whether or not it is used. */
  readonly chosenNdcg10: number;
  /** Chosen on all queries: what a search over this corpus should be set to. */
  readonly setting: Setting;
  readonly remarks: readonly string[];
}

/**
 * Measures search on judged questions.
 * @param byPostgres nDCG@10 of each query by `ts_rank_cd`
 * @throws as `readRetrievalSet`
 */
export async function evaluateRetrieval(
  directory: string,
  byPostgres: (set: ReturnType<typeof readRetrievalSet>) => Promise<readonly number[]>,
): Promise<RetrievalEvaluation> {
  const set = readRetrievalSet(directory);
  const measured = measureGrid(set);
  const plain = measured[0];
  if (plain === undefined) throw new Error(`${directory}: nothing could be measured`);
  const { gains } = crossValidate(measured);
  const bm25 = meanOf(plain.gains);
  const chosenNdcg10 = meanOf(gains);
  const overall = chooseSetting(
    measured,
    plain.gains.map((_, query) => query),
  );
  const isUsed = chosenNdcg10 > bm25;
  const used = isUsed ? gains : plain.gains;
  return {
    corpus: basename(resolve(directory)),
    documents: set.documents.length,
    queries: set.queries.length,
    ndcg10: meanOf(used),
    interval: bootstrapMean(used),
    bm25,
    tsRankCd: meanOf(await byPostgres(set)),
    ranking: isUsed ? 'chosen' : 'plain',
    chosenNdcg10,
    setting: isUsed ? overall.setting : plain.setting,
    remarks: set.remarks,
  };
}
