import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Judged {
  readonly id: string;
  readonly text: string;
}

/** A corpus with questions and what was judged relevant to them. */
export interface RetrievalSet {
  readonly documents: readonly Judged[];
  /** Those with at least one relevant document. */
  readonly queries: readonly Judged[];
  /** By query, then document: the grade, above 0. Documents that are not in the corpus are kept: they can be missed. */
  readonly grades: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Rows that could not be used, in words. */
  readonly remarks: readonly string[];
}

/**
 * Reads a folder in BEIR's layout: corpus.jsonl (`_id`, `text`, perhaps `title`), queries.jsonl (`_id`, `text`) and
 * qrels.tsv, or qrels/test.tsv (query, document, grade; TREC's four columns too; with or without a header).
 * @throws where a file is missing or nothing in it can be used
 */
export function readRetrievalSet(directory: string): RetrievalSet {
  const remarks: string[] = [];
  const documents = readTexts(directory, 'corpus.jsonl', remarks);
  const asked = readTexts(directory, 'queries.jsonl', remarks);
  const grades = readGrades(directory, remarks);
  const queries = asked.filter(({ id }) => grades.has(id));
  if (queries.length < asked.length) remarks.push(`${asked.length - queries.length} queries have no relevant document`);
  if (documents.length === 0 || queries.length === 0)
    throw new Error(`${directory}: no documents, or no judged queries`);
  return { documents, queries, grades, remarks };
}

function readTexts(directory: string, name: string, remarks: string[]): readonly Judged[] {
  const texts = new Map<string, Judged>();
  let unusable = 0;
  for (const line of linesOf(join(directory, name))) {
    const row = asRecord(line);
    const id = row?._id ?? row?.id;
    const text = [row?.title, row?.text]
      .filter((part): part is string => typeof part === 'string')
      .join(' ')
      .trim();
    if ((typeof id === 'string' || typeof id === 'number') && text !== '')
      texts.set(String(id), { id: String(id), text });
    else unusable += 1;
  }
  if (unusable > 0) remarks.push(`${name}: ${unusable} rows without an id or a text`);
  return [...texts.values()];
}

function asRecord(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function readGrades(directory: string, remarks: string[]): Map<string, Map<string, number>> {
  const candidates = ['qrels.tsv', join('qrels', 'test.tsv'), join('qrels', 'test.qrels')].map((name) =>
    join(directory, name),
  );
  const path = candidates.find((each) => existsSync(each)) ?? join(directory, 'qrels.tsv');
  const grades = new Map<string, Map<string, number>>();
  let unusable = 0;
  for (const [at, line] of linesOf(path).entries()) {
    const cells = line.includes('\t') ? line.split('\t') : line.split(/\s+/);
    const [query, document, grade] = cells.length >= 4 ? [cells[0], cells[2], cells[3]] : cells;
    const value = Number(grade ?? '1');
    if (query === undefined || document === undefined || document === '' || !Number.isFinite(value)) {
      if (at > 0) unusable += 1;
    } else if (value > 0) {
      const ofQuery = grades.get(query.trim()) ?? new Map<string, number>();
      ofQuery.set(document.trim(), value);
      grades.set(query.trim(), ofQuery);
    }
  }
  if (unusable > 0) remarks.push(`qrels: ${unusable} rows that are not a query, a document and a grade`);
  return grades;
}

function linesOf(path: string): readonly string[] {
  return readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
}
