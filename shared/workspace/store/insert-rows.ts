import type { PreparedSql } from './prepared-sql.ts';

/** Rows sent in one statement: one value crosses into SQLite instead of some thousand. */
const ROWS_PER_STATEMENT = 500;

/** From so many rows on, what all of them have in common travels once. */
const MANY_ROWS = 50;

/** Statements kept for one `into`: each set of columns in common is one of its own, and most tables know a handful. */
const MOST_SHAPES = 16;

const shapesMet = new WeakMap<PreparedSql, Map<string, Set<string>>>();

/**
 * Inserts many rows; within a transaction. The rows travel as one JSON text and are taken apart by SQLite,
 * because binding each value costs more than storing it, above all across the WebAssembly border; jsonb_each
 * (SQLite 3.51) hands on each row as parsed. Columns in which all rows of a batch agree (those that a bill does not
 * use, marks not made yet) are bound once instead.
 * @param into `INSERT INTO table (a, b)`, also with OR IGNORE or OR REPLACE
 * @param onConflict `WHERE TRUE ON CONFLICT ...`
 * @param rows as many values each as columns named: text, safe integers or null
 */
export function insertRows(cache: PreparedSql, into: string, rows: readonly Values[], onConflict = ''): void {
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    const batch = rows.slice(from, from + ROWS_PER_STATEMENT);
    const first = batch[0] ?? [];
    const isShared = sharedColumns(cache, into, batch);
    const own = first.flatMap((_, column) => (isShared[column] === true ? [] : [column]));
    const shared = first.filter((_, column) => isShared[column] === true);
    const columns = first.map((_, column) => (isShared[column] === true ? '?' : `value ->> ${own.indexOf(column)}`));
    const sent = shared.length === 0 ? batch : batch.map((row) => own.map((column) => row[column] ?? null));
    const sql = `${into} SELECT ${columns.join(', ')} FROM jsonb_each(?) ${onConflict}`;
    cache.run(sql, ...shared, JSON.stringify(sent));
  }
}

type Values = readonly (string | number | null)[];

/** By column: whether all rows have the same value there. */
function sharedColumns(cache: PreparedSql, into: string, rows: readonly Values[]): readonly boolean[] {
  const [first] = rows;
  if (first === undefined || rows.length < MANY_ROWS) return [];
  const isShared = first.map((value, column) => rows.every((row) => row[column] === value));
  const shapes = shapesMet.get(cache) ?? new Map<string, Set<string>>();
  shapesMet.set(cache, shapes);
  const met = shapes.get(into) ?? new Set<string>();
  shapes.set(into, met);
  const shape = isShared.join();
  if (!met.has(shape) && met.size === MOST_SHAPES) return [];
  met.add(shape);
  return isShared;
}
