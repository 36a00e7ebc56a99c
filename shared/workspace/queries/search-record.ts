import type { RecordHit, RecordKind } from '#shared/api/legal-desk.ts';
import { holdsPhrase, type Question, readQuestion } from '#shared/legal/ranking/read-question.ts';
import { tokenise } from '#shared/legal/ranking/tokenise.ts';
import type { SavedResultBody } from '#shared/sync/synced-row.ts';
import type { Engine } from '../engine.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';
import type { QueryHandler } from './query.ts';

/** Something held that can be found, before it is ranked. */
type Found = Omit<RecordHit, 'highlights' | 'tier'>;
type Ranked = Found & { readonly share: number };

/** So many of each index are looked at for phrases. */
const LOOKED_AT = 200;

/**
 * Notes, clauses and saved opinions have no index on the disk: they are hundreds, not hundreds of thousands, and an index in
 * memory holds nothing when their matter is withdrawn.
 */
const RECORD_TEXT = `CREATE VIRTUAL TABLE IF NOT EXISTS temp.record_text USING fts5 (
  title, body, tokenize = 'porter unicode61 remove_diacritics 2')`;
const filledWith = new WeakMap<PreparedSql, string>();

/** Phrases first, then by BM25 of either index, as a share of its best. */
export const searchRecord: QueryHandler<'searchRecord'> = (engine, { text, kinds, limit }) => {
  const question = readQuestion(text);
  const words = wordsOf(text, question);
  if (words.length === 0) return [];
  const isAsked = (kind: RecordKind) => kinds.length === 0 || kinds.includes(kind);
  const found = [...(isAsked('line') ? findLines(engine.cache, words) : []), ...findTexts(engine, words, isAsked)];
  return found
    .map((each) => ({ each, ...markWords(each.text, question, words) }))
    .sort((a, b) => Number(b.isPhrase) - Number(a.isPhrase) || b.each.share - a.each.share)
    .slice(0, limit)
    .map(({ each: { share: _, ...hit }, highlights, isPhrase }) => ({
      ...hit,
      highlights,
      tier: isPhrase ? 'phrase' : 'words',
    }));
};

/** As typed, in lower case, without the small words: SQLite stems them its own way. */
function wordsOf(text: string, { counts }: Question): readonly string[] {
  const words = new Set<string>();
  for (const { term, start, end } of tokenise(text))
    if (counts.has(term)) words.add(text.slice(start, end).toLowerCase());
  return [...words].flatMap((word) => word.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []);
}

/** Any of the words; operators mean nothing. */
function anyOf(words: readonly string[], isPrefix: boolean): string {
  return words.map((word) => `"${word}"${isPrefix ? '*' : ''}`).join(' OR ');
}

/** Decided lines, by the index that the search for lines uses; it knows no stems, so that words are beginnings. */
function findLines(cache: PreparedSql, words: readonly string[]): readonly Ranked[] {
  const rows = cache.all<{
    lineId: string;
    invoiceId: string;
    invoiceNumber: string | null;
    lineNumber: string;
    date: string | null;
    narrative: string;
    outcome: string;
    rank: number;
  }>(
    `SELECT line_items.id AS lineId, invoices.id AS invoiceId, invoices.invoice_number AS invoiceNumber,
        line_items.line_number AS lineNumber, line_items.date, line_items.narrative, line_items.decision_kind AS outcome,
        line_text.rank AS rank
      FROM line_text JOIN line_items ON line_items.line_key = line_text.rowid
      JOIN invoices ON invoices.invoice_key = line_items.line_key >> 26 AND invoices.is_locked = 0
      WHERE line_text MATCH ? AND line_items.decision_kind IS NOT NULL ORDER BY line_text.rank, line_text.rowid LIMIT ?`,
    `narrative : (${anyOf(words, true)})`,
    LOOKED_AT,
  );
  return withShares(
    rows.map(({ rank, narrative, invoiceNumber, lineNumber, lineId, ...row }) => ({
      rank,
      found: {
        ...row,
        kind: 'line',
        id: lineId,
        lineId,
        link: null,
        text: narrative,
        title: `Invoice ${invoiceNumber ?? 'without a number'}, line ${lineNumber}`,
      },
    })),
  );
}

function findTexts(
  engine: Engine,
  words: readonly string[],
  isAsked: (kind: RecordKind) => boolean,
): readonly Ranked[] {
  const texts = [...notesOf(engine.cache), ...clausesOf(engine), ...opinionsOf(engine.cache)];
  fill(engine.cache, texts);
  const rows = engine.cache.all<{ rowid: number; rank: number }>(
    'SELECT rowid, rank FROM temp.record_text WHERE record_text MATCH ? ORDER BY rank, rowid',
    anyOf(words, false),
  );
  const found = rows.flatMap(({ rowid, rank }) => {
    const text = texts[rowid - 1];
    return text === undefined || !isAsked(text.kind) ? [] : [{ rank, found: text }];
  });
  return withShares(found.slice(0, LOOKED_AT));
}

/** Anew only when what is held has changed. */
function fill(cache: PreparedSql, texts: readonly Found[]): void {
  const contents = texts.map(({ kind, id, text }) => `${kind} ${id} ${text.length}`).join('\n');
  if (filledWith.get(cache) === contents) return;
  cache.exec(RECORD_TEXT);
  cache.transaction(() => {
    cache.run('DELETE FROM temp.record_text');
    for (const [at, { title, text }] of texts.entries())
      cache.run('INSERT INTO temp.record_text (rowid, title, body) VALUES (?, ?, ?)', at + 1, title, text);
  });
  filledWith.set(cache, contents);
}

function notesOf(cache: PreparedSql): readonly Found[] {
  const rows = cache.all<{
    id: string;
    lineId: string | null;
    invoiceId: string;
    number: string | null;
    date: string;
    text: string;
  }>(
    `SELECT comments.id, comments.line_id AS lineId, invoices.id AS invoiceId, invoices.invoice_number AS number,
        substr(comments.at, 1, 10) AS date, comments.text
      FROM comments JOIN invoices USING (invoice_key) WHERE invoices.is_locked = 0 ORDER BY comments.id`,
  );
  return rows.map(({ number, ...row }) => ({
    ...row,
    kind: 'note',
    title: `Note on invoice ${number ?? 'without a number'}`,
    link: null,
    outcome: null,
  }));
}

function clausesOf({ guidelines }: Engine): readonly Found[] {
  return guidelines.list().flatMap(({ guideline: { name, version, title, rules } }) =>
    rules.flatMap(({ ruleId, clause }): Found[] =>
      clause === null
        ? []
        : [
            {
              ...NOWHERE,
              kind: 'clause',
              id: `${name}:${version}:${ruleId}`,
              title: `${title}, ${clause.section}`,
              text: clause.text,
              date: null,
              link: null,
            },
          ],
    ),
  );
}

function opinionsOf(cache: PreparedSql): readonly Found[] {
  const rows = cache.all<{ id: string; body: string }>(
    `SELECT plain_images.id, plain_images.body FROM plain_images JOIN scopes USING (scope_key)
      WHERE plain_images.tbl = 'saved_result' AND scopes.is_locked = 0 ORDER BY plain_images.id`,
  );
  return rows.flatMap(({ id, body }): Found[] => {
    const saved = JSON.parse(body) as SavedResultBody;
    // What was saved out of the record itself is here already.
    if (saved.source === 'local') return [];
    const text = [...saved.citations, ...saved.passages.map((passage) => passage.text), saved.note].join('\n');
    return [{ ...NOWHERE, kind: 'opinion', id, title: saved.title, text, date: saved.date, link: saved.link }];
  });
}

const NOWHERE = { invoiceId: null, lineId: null, outcome: null } as const;

/** Two indexes have two measures; what both know is how near one comes to their best. SQLite's ranks are below zero. */
function withShares(rows: readonly { readonly rank: number; readonly found: Found }[]): readonly Ranked[] {
  const best = rows[0]?.rank ?? -1;
  return rows.map(({ rank, found }) => ({ ...found, share: best === 0 ? 0 : rank / best }));
}

function markWords(text: string, { counts, phrases }: Question, words: readonly string[]) {
  const tokens = tokenise(text);
  const terms = tokens.map(({ term }) => term);
  const isPhrase = phrases.length > 0 && phrases.every((phrase) => holdsPhrase(terms, phrase));
  const highlights = tokens
    .filter(
      ({ term, start, end }) =>
        counts.has(term) || words.some((word) => text.slice(start, end).toLowerCase().startsWith(word)),
    )
    .map(({ start, end }) => ({ start, end }));
  return { isPhrase, highlights };
}
