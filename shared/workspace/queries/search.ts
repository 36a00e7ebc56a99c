import type { SearchHit } from '#shared/api/workspace.ts';
import { textQuery } from '../store/line-text.ts';
import type { QueryHandler } from './query.ts';

interface HitRow {
  readonly invoiceId: string;
  readonly lineId: string;
  readonly invoiceNumber: string | null;
  readonly date: string | null;
  readonly timekeeperName: string | null;
  readonly narrative: string;
  readonly totalE4: number | null;
}

const COLUMNS = `invoices.id AS invoiceId, line_items.id AS lineId, invoices.invoice_number AS invoiceNumber,
  line_items.date, coalesce(line_items.timekeeper_name, line_items.timekeeper_id) AS timekeeperName,
  line_items.narrative, line_items.total_e4 AS totalE4`;

// The key's upper bits are the invoice; rows of an import that has not ended have no invoice yet.
const JOINED = `JOIN invoices ON invoices.invoice_key = line_items.line_key >> 26 AND invoices.is_locked = 0`;

/** Lines whose words match, best first; before them lines of invoices with this number. */
export const search: QueryHandler<'search'> = ({ cache }, { text, limit }) => {
  const typed = text.trim();
  const byNumber = cache.all<HitRow>(
    `SELECT ${COLUMNS} FROM invoices JOIN line_items ON line_items.line_key = (
        SELECT min(line_key) FROM line_items WHERE line_key BETWEEN invoices.invoice_key << 26 AND
          (invoices.invoice_key << 26) + 67108863)
      WHERE invoices.invoice_number = ? COLLATE NOCASE AND invoices.is_locked = 0 ORDER BY invoices.invoice_key DESC LIMIT ?`,
    typed,
    limit,
  );
  const query = textQuery(typed);
  if (query === null) return byNumber;
  const byWords = cache.all<HitRow>(
    `SELECT ${COLUMNS} FROM line_text JOIN line_items ON line_items.line_key = line_text.rowid ${JOINED}
      WHERE line_text MATCH ? ORDER BY line_text.rank, line_text.rowid LIMIT ?`,
    query,
    limit,
  );
  const seen = new Set(byNumber.map(({ lineId }) => lineId));
  const hits: readonly SearchHit[] = [...byNumber, ...byWords.filter(({ lineId }) => !seen.has(lineId))];
  return hits.slice(0, limit);
};
