import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { projectRoot } from '../../process/project-root.ts';
import { evaluateRetrieval } from './evaluate-retrieval.ts';
import { rankByPostgres } from './rank-by-postgres.ts';

/** `eval -- retrieval`: how well search finds what people judged relevant. */
export function retrievalCommand(): Command {
  return new Command('retrieval')
    .description(
      'Measures search on judged questions: nDCG@10 with parameters chosen by 5-fold cross-validation, beside plain\n' +
        "BM25 and PostgreSQL's ts_rank_cd. Without --corpus on the set beside the project (../shared/data/retrieval) where it\n" +
        "is there, else on a small one of the project's own.",
    )
    .option('--corpus <directory>', 'a folder with corpus.jsonl, queries.jsonl and qrels.tsv')
    .option('--json', 'print one JSON object on the last line')
    .action(async ({ corpus, json }: { corpus?: string; json?: true }) => {
      const directory =
        corpus === undefined ? standardCorpus() : resolve(process.env.INIT_CWD ?? process.cwd(), corpus);
      const evaluation = await evaluateRetrieval(directory, rankByPostgres);
      const figure = (value: number) => value.toFixed(4);
      const { bm25, k1, b, delta } = { ...evaluation.setting.bm25, bm25: evaluation.bm25 };
      process.stdout.write(
        [
          `Corpus ${evaluation.corpus}: ${evaluation.documents} documents, ${evaluation.queries} queries.`,
          ...evaluation.remarks.map((remark) => `Remark: ${remark}.`),
          `nDCG@10 ${figure(evaluation.ndcg10)} (95 %: ${evaluation.interval.map(figure).join(' to ')}), ${evaluation.ranking} ranking`,
          `plain BM25 ${figure(bm25)}, ts_rank_cd ${figure(evaluation.tsRankCd)}`,
          `chosen: k1 ${k1}, b ${b}, delta ${delta}, latent semantic weight ${evaluation.setting.semanticWeight}`,
          '',
        ].join('\n'),
      );
      if (json) process.stdout.write(`${JSON.stringify(evaluation)}\n`);
    });
}

function standardCorpus(): string {
  const beside = join(projectRoot, '..', 'shared', 'data', 'retrieval');
  return existsSync(beside) ? beside : join(projectRoot, 'scripts', 'evaluate', 'retrieval', 'fixture');
}
