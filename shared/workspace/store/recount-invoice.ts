import { keyRange } from './keys.ts';
import type { PreparedSql } from './prepared-sql.ts';

/**
 * Sets an invoice's counters from its rows. After decisions they are moved by differences instead
 * (`apply-changes.ts`); a test holds the two to the same figures.
 */
export function recountInvoice(cache: PreparedSql, invoiceKey: number): void {
  const { first, last } = keyRange(invoiceKey);
  cache.run(
    `UPDATE invoices SET (proposed_e4, saved_e4, decided_count, flagged_count, open_count) = (
        SELECT coalesce(sum(proposed_e4), 0), coalesce(sum(cut_e4), 0), count(decision_kind),
          count(*) FILTER (WHERE worst_severity > 0),
          count(*) FILTER (WHERE worst_severity > 0 AND decision_kind IS NULL)
        FROM line_items WHERE line_key BETWEEN ? AND ?)
      WHERE invoice_key = ?`,
    first,
    last,
    invoiceKey,
  );
  recountFindings(cache, invoiceKey);
}

/** Enabled findings only: a dismissed one no longer weighs on the queue. */
export function recountFindings(cache: PreparedSql, invoiceKey: number): void {
  const { first, last } = keyRange(invoiceKey);
  cache.run(
    `UPDATE invoices SET (finding_count, worst_severity) = (
        SELECT count(*), coalesce(max(severity), 0) FROM findings
        WHERE finding_key BETWEEN ? AND ? AND is_enabled = 1)
      WHERE invoice_key = ?`,
    first,
    last,
    invoiceKey,
  );
}
