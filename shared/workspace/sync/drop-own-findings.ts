import { keyRange } from '../store/keys.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';

/**
 * Takes away the findings that this device made of a bill it read itself, which give way to the server's; those that
 * came from the server stay. Within a transaction. @returns keys of the lines whose marks are to be made anew
 */
export function dropOwnFindings(cache: PreparedSql, invoiceKey: number): readonly number[] {
  const { first, last } = keyRange(invoiceKey);
  const marked = cache.all<{ line_key: number }>(
    'SELECT DISTINCT line_key FROM finding_lines WHERE line_key BETWEEN ? AND ?',
    first,
    last,
  );
  cache.run(
    `DELETE FROM finding_lines WHERE line_key BETWEEN ? AND ? AND finding_key IN (SELECT finding_key FROM findings
      WHERE finding_key BETWEEN ? AND ? AND row_version = 0)`,
    first,
    last,
    first,
    last,
  );
  cache.run('DELETE FROM findings WHERE finding_key BETWEEN ? AND ? AND row_version = 0', first, last);
  return marked.map(({ line_key: key }) => key);
}
