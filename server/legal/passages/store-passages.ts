import { sql, type Transaction } from 'kysely';
import { countTerms } from '#shared/legal/ranking/term-index.ts';
import { termsOf } from '#shared/legal/ranking/tokenise.ts';
import type { Database } from '../../db/database.ts';
import type { PassageSource } from './passage.ts';
import { splitText } from './split-text.ts';

// "pass" for advisory locks: one writer at a time, so that no two give a word two numbers or lose a count.
const INDEX_LOCK = 1885434739;
const MOST_SAID = 32_767;

interface Part {
  readonly id: string;
  readonly source: PassageSource;
  readonly position: number;
  readonly body: string;
  readonly terms: ReadonlyMap<string, number>;
  readonly wordCount: number;
}

/**
 * Puts sources into the search, each in place of what was stored under its key; `gone` are taken out. In a transaction of
 * the system's (`actAs(db, SYSTEM)`). All or nothing; writers take turns.
 */
export async function storePassages(
  db: Transaction<Database>,
  sources: readonly PassageSource[],
  options: { readonly gone?: readonly string[]; newId(): string },
): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${INDEX_LOCK})`.execute(db);
  const keys = [...new Set([...sources.map(({ sourceKey }) => sourceKey), ...(options.gone ?? [])])];
  if (keys.length > 0) await removeSources(db, keys);
  const parts = sources.flatMap((source) => partsOf(source, options.newId));
  if (parts.length === 0) return;
  const scopeNumbers = await numbersOfScopes(db, [...new Set(parts.map(({ source }) => source.scopeId))]);
  const termNumbers = await numbersOfTerms(db, [...new Set(parts.flatMap(({ terms }) => [...terms.keys()]))]);
  const passageNumbers = await insertPassages(db, parts, scopeNumbers);
  const words = {
    term: [] as number[],
    scope: [] as number[],
    passage: [] as number[],
    said: [] as number[],
    length: [] as number[],
  };
  for (const { id, source, terms, wordCount } of parts)
    for (const [term, said] of terms) {
      words.term.push(numberIn(termNumbers, term));
      words.scope.push(numberIn(scopeNumbers, source.scopeId));
      words.passage.push(numberIn(passageNumbers, id));
      words.said.push(Math.min(said, MOST_SAID));
      words.length.push(Math.min(wordCount, MOST_SAID));
    }
  await sql`
    INSERT INTO passage_words (term_number, scope_number, passage_number, said, word_count)
    SELECT * FROM unnest(${words.term}::int[], ${words.scope}::int[], ${words.passage}::int[], ${words.said}::smallint[],
      ${words.length}::smallint[])`.execute(db);
  await sql`
    INSERT INTO passage_term_totals AS t (term_number, scope_number, passage_count)
    SELECT term_number, scope_number, count(*)
    FROM unnest(${words.term}::int[], ${words.scope}::int[]) AS w (term_number, scope_number)
    GROUP BY 1, 2
    ON CONFLICT (term_number, scope_number) DO UPDATE SET passage_count = t.passage_count + excluded.passage_count`.execute(
    db,
  );
  await sql`
    UPDATE passage_scopes s SET passage_count = s.passage_count + n.passages, word_count = s.word_count + n.words
    FROM (SELECT number, count(*) AS passages, sum(words) AS words
      FROM unnest(${parts.map(({ source }) => numberIn(scopeNumbers, source.scopeId))}::int[],
        ${parts.map(({ wordCount }) => wordCount)}::int[]) AS p (number, words) GROUP BY 1) n
    WHERE s.number = n.number`.execute(db);
}

/**
 * Takes out whatever came from these tables of the record, for it to be filled anew; imported opinions stay.
 * @param prefixes of source keys, before the first colon
 */
export async function removePassagesOf(db: Transaction<Database>, prefixes: readonly string[]): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${INDEX_LOCK})`.execute(db);
  const { rows } = await sql<{ source_key: string }>`
    SELECT DISTINCT source_key FROM passages WHERE split_part(source_key, ':', 1) = ANY(${[...prefixes]}::text[])`.execute(
    db,
  );
  if (rows.length > 0)
    await removeSources(
      db,
      rows.map(({ source_key }) => source_key),
    );
}

function partsOf(source: PassageSource, newId: () => string): readonly Part[] {
  return splitText(source.text).map((body, position) => {
    const terms = termsOf(body);
    return { id: newId(), source, position, body, terms: countTerms(terms), wordCount: terms.length };
  });
}

/** @throws where the database gave something back as another than it was sent: counted under a wrong number it would lie */
function numberIn(numbers: ReadonlyMap<string, number>, key: string): number {
  const number = numbers.get(key);
  if (number === undefined) throw new Error('Something stored for the search did not come back as it went.');
  return number;
}

async function removeSources(db: Transaction<Database>, keys: readonly string[]): Promise<void> {
  await sql`
    UPDATE passage_term_totals t SET passage_count = t.passage_count - n.passages
    FROM (SELECT w.term_number, w.scope_number, count(*) AS passages
      FROM passages p JOIN passage_words w ON w.passage_number = p.number
      WHERE p.source_key = ANY(${keys}) GROUP BY 1, 2) n
    WHERE t.term_number = n.term_number AND t.scope_number = n.scope_number`.execute(db);
  await sql`
    DELETE FROM passage_words w USING passages p
    WHERE w.passage_number = p.number AND p.source_key = ANY(${keys})`.execute(db);
  await sql`
    WITH gone AS (DELETE FROM passages WHERE source_key = ANY(${keys}) RETURNING scope_number, word_count)
    UPDATE passage_scopes s SET passage_count = s.passage_count - n.passages, word_count = s.word_count - n.words
    FROM (SELECT scope_number, count(*) AS passages, sum(word_count) AS words FROM gone GROUP BY 1) n
    WHERE s.number = n.scope_number`.execute(db);
}

async function numbersOfScopes(
  db: Transaction<Database>,
  scopeIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  await sql`
    INSERT INTO passage_scopes (scope_id) SELECT s FROM unnest(${scopeIds}::text[]) AS s
    WHERE NOT EXISTS (SELECT 1 FROM passage_scopes k WHERE k.scope_id = s)`.execute(db);
  const rows = await db
    .selectFrom('passage_scopes')
    .select(['number', 'scope_id'])
    .where('scope_id', 'in', scopeIds)
    .execute();
  return new Map(rows.map(({ number, scope_id }) => [scope_id, number]));
}

async function numbersOfTerms(
  db: Transaction<Database>,
  terms: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (terms.length === 0) return new Map();
  await sql`
    INSERT INTO passage_terms (term) SELECT t FROM unnest(${terms}::text[]) AS t
    WHERE NOT EXISTS (SELECT 1 FROM passage_terms k WHERE k.term = t)`.execute(db);
  const { rows } = await sql<{ number: number; term: string }>`
    SELECT number, term FROM passage_terms WHERE term = ANY(${terms}::text[])`.execute(db);
  return new Map(rows.map(({ number, term }) => [term, number]));
}

async function insertPassages(
  db: Transaction<Database>,
  parts: readonly Part[],
  scopeNumbers: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> {
  const rows = parts.map(({ id, source, position, body, wordCount }) => ({
    id,
    kind: source.kind,
    source_key: source.sourceKey,
    position,
    scope_number: numberIn(scopeNumbers, source.scopeId),
    scope_id: source.scopeId,
    title: source.title,
    body,
    word_count: wordCount,
    dated_on: source.date,
    about: source.about,
  }));
  const { rows: inserted } = await sql<{ number: number; id: string }>`
    INSERT INTO passages (id, kind, source_key, position, scope_number, scope_id, title, body, word_count, dated_on, about)
    SELECT id, kind, source_key, position, scope_number, scope_id, title, body, word_count, dated_on, about
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, kind text, source_key text, position integer,
      scope_number integer, scope_id text, title text, body text, word_count integer, dated_on date, about jsonb)
    RETURNING number, id`.execute(db);
  return new Map(inserted.map(({ number, id }) => [id, number]));
}
