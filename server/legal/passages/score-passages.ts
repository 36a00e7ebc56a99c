import { sql } from 'kysely';
import { type Bm25Parameters, inverseFrequency, queryWeight } from '#shared/legal/ranking/bm25.ts';
import type { ReadTransaction } from '../../access/read-as.ts';
import type { PassageKind } from './passage.ts';

export interface PassageFilters {
  /** None: all. */
  readonly kinds?: readonly PassageKind[];
  /** ISO dates; a passage without a date passes neither. */
  readonly from?: string | null;
  readonly to?: string | null;
}

/** A passage that holds words of the question. */
export interface ScoredPassage {
  readonly id: string;
  readonly kind: PassageKind;
  readonly source_key: string;
  readonly scope_id: string;
  readonly title: string;
  readonly body: string;
  readonly dated_on: string | null;
  readonly about: unknown;
  readonly score: number;
}

interface Word {
  readonly number: number;
  readonly passageCount: number;
  /** How often it was said, and how rare it is among what the viewer sees. */
  readonly weight: number;
}

/** What is scored of a question; a pasted page is known by so many of its words. */
const MOST_WORDS = 60;
/** A word that more passages hold than this, and more than a twentieth of all, finds none by itself. */
const COMMON_FROM = 2_000;
const COMMON_SHARE = 0.05;
/** So many of the best by their rarer words are scored with the common ones too. */
const MOST_CANDIDATES = 1_000;

/**
 * The best passages by BM25, every figure of which (how many passages there are, how long, how many hold a word) is a
 * sum over the viewer's own scopes. Passages with all of the words come first, so that a phrase is among them.
 */
export async function scorePassages(
  db: ReadTransaction,
  userId: string,
  counts: ReadonlyMap<string, number>,
  filters: PassageFilters,
  options: { readonly parameters: Bm25Parameters; readonly limit: number },
): Promise<{ readonly passages: readonly ScoredPassage[]; readonly totalCount: number }> {
  const nothing = { passages: [], totalCount: 0 };
  const scopes = await visibleScopes(db, userId);
  if (scopes.passageCount === 0 || counts.size === 0) return nothing;
  const words = await weighWords(db, scopes, counts);
  const [rarest] = words;
  if (rarest === undefined) return nothing;
  const isCommon = (word: Word) =>
    word !== rarest && word.passageCount > COMMON_FROM && word.passageCount > COMMON_SHARE * scopes.passageCount;
  const finding = words.filter((word) => !isCommon(word));
  const adding = words.filter(isCommon);
  const { k1, b, delta } = options.parameters;
  const averageLength = scopes.wordCount / scopes.passageCount;
  const worth = sql<number>`a.weight * (w.said * (${k1}::float8 + 1)
    / (w.said + ${k1}::float8 * (1 - ${b}::float8 + ${b}::float8 * w.word_count / ${averageLength}::float8)) + ${delta}::float8)`;
  const asked = (list: readonly Word[]) => sql`unnest(${list.map(({ number }) => number)}::int[],
    ${list.map(({ weight }) => weight)}::float8[]) AS a (term_number, weight)`;
  const numbers = scopes.numbers;
  const passesFilters = sql`
    (${filters.kinds === undefined || filters.kinds.length === 0} OR p.kind = ANY(${[...(filters.kinds ?? [])]}::text[]))
    AND (${filters.from ?? null}::date IS NULL OR p.dated_on >= ${filters.from ?? null}::date)
    AND (${filters.to ?? null}::date IS NULL OR p.dated_on <= ${filters.to ?? null}::date)`;
  const isFiltered = (filters.kinds?.length ?? 0) > 0 || filters.from != null || filters.to != null;
  const { rows } = await sql<{ passage_number: number; score: number; total_count: number }>`
    WITH found AS MATERIALIZED (
      SELECT w.passage_number, sum(${worth}) AS score, count(*) AS held
      FROM ${asked(finding)} JOIN passage_words w ON w.term_number = a.term_number
      WHERE w.scope_number = ANY(${numbers}::int[])
      GROUP BY w.passage_number
    ), kept AS MATERIALIZED (
      SELECT f.passage_number, f.score, f.held FROM found f
      ${isFiltered ? sql`JOIN passages p ON p.number = f.passage_number WHERE ${passesFilters}` : sql``}
    ), best AS (
      SELECT passage_number, score, held FROM kept ORDER BY held = ${finding.length} DESC, score DESC, passage_number LIMIT ${MOST_CANDIDATES}
    ), whole AS (
      SELECT b.passage_number, b.score + coalesce(c.more, 0) AS score, b.held + coalesce(c.more_held, 0) AS held
      FROM best b LEFT JOIN LATERAL (
        SELECT sum(${worth}) AS more, count(*) AS more_held
        FROM ${asked(adding)} JOIN passage_words w ON w.term_number = a.term_number
        WHERE w.passage_number = b.passage_number AND w.scope_number = ANY(${numbers}::int[])) c ON ${adding.length > 0}
    ), scored AS (
      SELECT passage_number, score FROM whole
      ORDER BY held = ${words.length} DESC, score DESC, passage_number LIMIT ${options.limit}
    )
    SELECT passage_number, score, (SELECT count(*) FROM kept) AS total_count FROM scored`.execute(db);
  return { passages: await passagesOf(db, rows, numbers), totalCount: Number(rows[0]?.total_count ?? 0) };
}

/** In a statement of its own: beside the ranking PostgreSQL would rather read every passage than two hundred by number. */
async function passagesOf(
  db: ReadTransaction,
  scored: readonly { readonly passage_number: number; readonly score: number }[],
  scopeNumbers: readonly number[],
): Promise<readonly ScoredPassage[]> {
  if (scored.length === 0) return [];
  const scores = new Map(scored.map(({ passage_number, score }) => [passage_number, score]));
  const { rows } = await sql<Omit<ScoredPassage, 'score'> & { number: number; position: number }>`
    SELECT p.number, p.id, p.kind, p.source_key, p.position, p.scope_id, p.title, p.body, p.dated_on::text AS dated_on, p.about
    FROM passages p
    WHERE p.number = ANY(${[...scores.keys()]}::int[]) AND p.scope_number = ANY(${[...scopeNumbers]}::int[])`.execute(
    db,
  );
  return rows
    .map(({ number, ...row }) => ({ ...row, score: scores.get(number) ?? 0 }))
    .toSorted((a, b) => b.score - a.score || compareText(a.source_key, b.source_key) || a.position - b.position);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface Scopes {
  readonly numbers: readonly number[];
  readonly passageCount: number;
  readonly wordCount: number;
}

async function visibleScopes(db: ReadTransaction, userId: string): Promise<Scopes> {
  const { rows } = await sql<{ number: number; passage_count: number; word_count: number }>`
    SELECT s.number, s.passage_count, s.word_count FROM scope_access a JOIN passage_scopes s ON s.scope_id = a.scope_id
    WHERE a.user_id = ${userId} AND a.revoked_at IS NULL AND s.passage_count > 0 ORDER BY s.number`.execute(db);
  return {
    numbers: rows.map(({ number }) => number),
    passageCount: rows.reduce((sum, row) => sum + row.passage_count, 0),
    wordCount: Math.max(
      1,
      rows.reduce((sum, row) => sum + Number(row.word_count), 0),
    ),
  };
}

/** The question's words that the viewer's passages hold, rarest first. */
async function weighWords(
  db: ReadTransaction,
  scopes: Scopes,
  counts: ReadonlyMap<string, number>,
): Promise<readonly Word[]> {
  const { rows } = await sql<{ number: number; term: string; passage_count: number }>`
    SELECT t.number, t.term, sum(n.passage_count)::int AS passage_count
    FROM passage_terms t JOIN passage_term_totals n ON n.term_number = t.number
    WHERE t.term = ANY(${[...counts.keys()]}::text[]) AND n.scope_number = ANY(${[...scopes.numbers]}::int[])
    GROUP BY t.number, t.term HAVING sum(n.passage_count) > 0`.execute(db);
  const words = rows.map(({ number, term, passage_count }) => ({
    number,
    term,
    passageCount: passage_count,
    weight: queryWeight(counts.get(term) ?? 1) * inverseFrequency(scopes.passageCount, passage_count),
  }));
  words.sort((x, y) => y.weight - x.weight || (x.term < y.term ? -1 : 1));
  return words.slice(0, MOST_WORDS).sort((x, y) => x.passageCount - y.passageCount || (x.term < y.term ? -1 : 1));
}
