import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '#server/db/embedded-postgres.ts';
import { ndcg } from './ndcg.ts';
import type { RetrievalSet } from './read-corpus.ts';

/**
 * nDCG@10 of each query by PostgreSQL's own ranking: `english` configuration, any of the words, `ts_rank_cd` without
 * normalisation. On a PostgreSQL started for it. What a search without a postings table would have.
 */
export async function rankByPostgres(set: RetrievalSet): Promise<readonly number[]> {
  const directory = mkdtempSync(join(tmpdir(), 'lait-eval-'));
  const server = await startEmbeddedPostgres({ directory, password: 'eval-only', isDurable: false });
  const client = new pg.Client({ connectionString: server.url, application_name: 'lait-eval' });
  try {
    await client.connect();
    await client.query('CREATE TEMP TABLE document (id text, words tsvector)');
    await client.query(
      `INSERT INTO document SELECT id, to_tsvector('english', left(body, 250000)) FROM unnest($1::text[], $2::text[]) AS d (id, body)`,
      [set.documents.map(({ id }) => id), set.documents.map(({ text }) => text.replaceAll('\u0000', ' '))],
    );
    await client.query('CREATE INDEX ON document USING gin (words)');
    const gains: number[] = [];
    for (const { id, text } of set.queries) {
      const { rows } = await client.query<{ id: string }>(
        `WITH question AS (
           SELECT string_agg(quote_literal(lexeme), ' | ')::tsquery AS words
           FROM unnest(to_tsvector('english', $1)))
         SELECT d.id FROM document d, question q WHERE d.words @@ q.words
         ORDER BY ts_rank_cd(d.words, q.words) DESC, d.id LIMIT 10`,
        [text.replaceAll('\u0000', ' ')],
      );
      gains.push(
        ndcg(
          rows.map((row) => row.id),
          set.grades.get(id) ?? new Map(),
        ),
      );
    }
    return gains;
  } finally {
    await client.end();
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
