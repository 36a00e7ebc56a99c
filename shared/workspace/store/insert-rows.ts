import type { PreparedSql } from './prepared-sql.ts';

/** Rows sent in one statement: one value crosses into SQLite instead of some thousand. */
const ROWS_PER_STATEMENT = 500;

/**
 * Inserts many rows; within a transaction. The rows travel as one JSON text and are taken apart by SQLite,
 * because binding each value costs more than storing it, above all across the WebAssembly border; jsonb_each
 * (SQLite 3.51) hands on each row as parsed.
 * @param into `INSERT INTO table (a, b)`, also with OR IGNORE or OR REPLACE
 * @param onConflict `WHERE TRUE ON CONFLICT ...`
 * @param rows as many values each as columns named: text, safe integers or null
 */
export function insertRows(
  cache: PreparedSql,
  into: string,
  rows: readonly (readonly (string | number | null)[])[],
  onConflict = '',
): void {
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, index) => `value ->> ${index}`);
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    const batch = rows.slice(from, from + ROWS_PER_STATEMENT);
    cache.run(`${into} SELECT ${columns.join(', ')} FROM jsonb_each(?) ${onConflict}`, JSON.stringify(batch));
  }
}
