import { sql, type Transaction } from 'kysely';
import { formatDeepLink } from '#shared/api/deep-link.ts';
import type { Guideline } from '#shared/rules/guideline.ts';
import type { SavedResultBody } from '#shared/sync/synced-row.ts';
import type { Database } from '../../db/database.ts';
import { NOTHING_KNOWN, type PassageSource } from './passage.ts';

/** Rows of the record as sources, and the keys of those that are none (any more). */
export interface RecordSources {
  readonly sources: readonly PassageSource[];
  readonly gone: readonly string[];
}

/** What is found of the record: tables of the feed, by their names there. */
export const INDEXED_TABLES = ['guideline', 'line', 'comment', 'saved_result'] as const;
/** Of the keys under which they are stored. */
export const KEY_PREFIXES = ['guideline', 'line', 'comment', 'saved'] as const;
export type IndexedTable = (typeof INDEXED_TABLES)[number];

/** The clauses of each guideline's newest version. @param names of guidelines */
export async function guidelineSources(db: Transaction<Database>, names: readonly string[]): Promise<RecordSources> {
  const { rows } = await sql<{ name: string; body: Guideline; saved_on: string; scope_id: string; versions: number }>`
    SELECT DISTINCT ON (g.name) g.name, g.body, g.saved_at::date::text AS saved_on, g.scope_id
    FROM guidelines g WHERE g.name = ANY(${[...names]}::text[]) AND g.deleted_at IS NULL
    ORDER BY g.name, g.version DESC`.execute(db);
  const { rows: stored } = await sql<{ source_key: string }>`
    SELECT DISTINCT source_key FROM passages
    WHERE split_part(source_key, ':', 1) = 'guideline' AND split_part(source_key, ':', 2) = ANY(${[...names]}::text[])`.execute(
    db,
  );
  const sources = rows.flatMap(({ name, body, saved_on, scope_id }) =>
    body.rules.flatMap((rule): PassageSource[] =>
      rule.clause === null
        ? []
        : [
            {
              sourceKey: `guideline:${name}:${rule.ruleId}`,
              kind: 'clause',
              scopeId: scope_id,
              title: `${body.title}, ${rule.clause.section}`,
              text: rule.clause.text,
              date: saved_on,
              about: NOTHING_KNOWN,
            },
          ],
    ),
  );
  return { sources, gone: stored.map(({ source_key }) => source_key) };
}

/** Lines that were decided, with what became of them and why. */
export async function lineSources(db: Transaction<Database>, lineIds: readonly string[]): Promise<RecordSources> {
  const { rows } = await sql<{
    id: string;
    invoice_id: string;
    scope_id: string;
    narrative: string;
    line_number: string;
    invoice_number: string | null;
    date: string | null;
    decision_kind: string;
    cut_e4: number | null;
    note: string | null;
  }>`
    SELECT l.id, l.invoice_id, l.scope_id, coalesce(n.narrative, l.narrative) AS narrative, l.line_number,
      i.invoice_number, l.date::text AS date, l.decision_kind, l.cut_e4, d.note
    FROM line_items l JOIN invoices i ON i.id = l.invoice_id
    LEFT JOIN narratives n ON n.line_id = l.id AND n.deleted_at IS NULL
    LEFT JOIN decisions d ON d.line_id = l.id AND d.version = l.decision_version
    WHERE l.id = ANY(${[...lineIds]}::uuid[]) AND l.decision_kind IS NOT NULL AND l.deleted_at IS NULL
      AND i.deleted_at IS NULL`.execute(db);
  return {
    gone: lineIds.map((id) => `line:${id}`),
    sources: rows.map((row) => ({
      sourceKey: `line:${row.id}`,
      kind: 'line',
      scopeId: row.scope_id,
      title: `Invoice ${row.invoice_number ?? 'without a number'}, line ${row.line_number}`,
      text: row.note === null || row.note === '' ? row.narrative : `${row.narrative}\n${row.note}`,
      date: row.date,
      about: {
        ...NOTHING_KNOWN,
        link: formatDeepLink({ kind: 'invoice', invoiceId: row.invoice_id, lineId: row.id }),
        outcome: row.decision_kind,
        cutE4: row.cut_e4,
      },
    })),
  };
}

export async function commentSources(db: Transaction<Database>, commentIds: readonly string[]): Promise<RecordSources> {
  const { rows } = await sql<{
    id: string;
    invoice_id: string;
    line_id: string | null;
    scope_id: string;
    text: string;
    invoice_number: string | null;
    date: string;
  }>`
    SELECT c.id, c.invoice_id, c.line_id, c.scope_id, c.text, i.invoice_number, c.at::date::text AS date
    FROM comments c JOIN invoices i ON i.id = c.invoice_id
    WHERE c.id = ANY(${[...commentIds]}::uuid[]) AND c.deleted_at IS NULL AND i.deleted_at IS NULL`.execute(db);
  return {
    gone: commentIds.map((id) => `comment:${id}`),
    sources: rows.map((row) => ({
      sourceKey: `comment:${row.id}`,
      kind: 'note',
      scopeId: row.scope_id,
      title: `Note on invoice ${row.invoice_number ?? 'without a number'}`,
      text: row.text,
      date: row.date,
      about: {
        ...NOTHING_KNOWN,
        link: formatDeepLink({ kind: 'invoice', invoiceId: row.invoice_id, lineId: row.line_id }),
      },
    })),
  };
}

/** Opinions that somebody saved to a matter, with their note; what was found in the record itself is there already. */
export async function savedSources(db: Transaction<Database>, savedIds: readonly string[]): Promise<RecordSources> {
  const { rows } = await sql<{ id: string; scope_id: string; body: SavedResultBody; note: string }>`
    SELECT id, scope_id, body, note FROM legal_saved
    WHERE id = ANY(${[...savedIds]}::uuid[]) AND deleted_at IS NULL AND body ->> 'source' <> 'local'`.execute(db);
  return {
    gone: savedIds.map((id) => `saved:${id}`),
    sources: rows.map(({ id, scope_id, body, note }) => ({
      sourceKey: `saved:${id}`,
      kind: 'opinion',
      scopeId: scope_id,
      title: body.title,
      text: [body.title, ...body.citations, ...body.passages.map(({ text }) => text), note].join('\n'),
      date: body.date,
      about: {
        ...NOTHING_KNOWN,
        link: body.link,
        court: body.court,
        citations: body.citations,
        docketNumber: body.docketNumber,
      },
    })),
  };
}
