import type { Change } from '#shared/review/mutation.ts';
import type { GuidelineShelf } from '../store/guideline-shelf.ts';
import { findInvoiceRow, loadInvoice } from '../store/invoice-record.ts';
import { keyAt, keyRange, splitLineId } from '../store/keys.ts';
import { NO_MARKS } from '../store/line-marks.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';
import { recountInvoice } from '../store/recount-invoice.ts';
import { analyseWithin } from './analyse-stored.ts';
import { marksByLine, removeFindings, storeFindings } from './store-analysis.ts';

/**
 * Checks a stored invoice by another guideline and replaces its findings; within a transaction. Decisions
 * stay. Dismissals are kept by finding id: they hold again when the same finding comes back.
 */
export function reanalyseInvoice(
  cache: PreparedSql,
  guidelines: GuidelineShelf,
  change: Extract<Change, { kind: 'analysis' }>,
): void {
  const row = findInvoiceRow(cache, change.invoiceId);
  const guideline =
    guidelines.version(change.guidelineName, change.guidelineVersion) ?? guidelines.latest(change.guidelineName);
  if (row === null || guideline === null) return;
  const invoice = loadInvoice(cache, row);
  const dates = { today: change.analysedOn, receivedOn: row.received_at.slice(0, 10) };
  const analysis = analyseWithin(cache, guideline, invoice, dates, []);
  const dismissed = new Set(
    cache
      .all<{ finding_id: string }>('SELECT finding_id FROM dismissals WHERE invoice_key = ?', row.invoice_key)
      .map((each) => each.finding_id),
  );
  const isEnabled = ({ id }: { readonly id: string }) => !dismissed.has(id);
  keepImageFindings(cache, row.invoice_key);
  removeFindings(cache, row.invoice_key);
  storeFindings(cache, row.invoice_key, analysis.findings, isEnabled, 0);
  clearMarks(cache, row.invoice_key);
  for (const [lineId, marks] of marksByLine(analysis, isEnabled)) {
    cache.run(
      `UPDATE line_items SET severity_mask = ?, worst_severity = ?, rule_ids = ?, proposed_e4 = ?
        WHERE line_key = ?`,
      marks.severityMask,
      marks.worstSeverity,
      marks.ruleIds,
      marks.proposedE4,
      keyAt(row.invoice_key, splitLineId(lineId).record),
    );
  }
  cache.run(
    'UPDATE invoices SET guideline_name = ?, guideline_version = ?, analysed_on = ?, skipped = ? WHERE invoice_key = ?',
    analysis.guidelineName,
    analysis.guidelineVersion,
    analysis.analysedOn,
    JSON.stringify(analysis.skipped),
    row.invoice_key,
  );
  recountInvoice(cache, row.invoice_key);
}

// What the image says stays at hand, for when this action is taken out of the overlay.
function keepImageFindings(cache: PreparedSql, invoiceKey: number): void {
  if (cache.run('INSERT OR IGNORE INTO own_analyses (invoice_key) VALUES (?)', invoiceKey) === 0) return;
  const { first, last } = keyRange(invoiceKey);
  cache.run(
    `INSERT INTO image_findings (finding_key, id, invoice_key, rule_id, severity, line_count, body, row_version)
      SELECT finding_key, id, invoice_key, rule_id, severity, line_count, body, row_version FROM findings
      WHERE finding_key BETWEEN ? AND ?`,
    first,
    last,
  );
}

function clearMarks(cache: PreparedSql, invoiceKey: number): void {
  const { first, last } = keyRange(invoiceKey);
  cache.run(
    `UPDATE line_items SET severity_mask = ?, worst_severity = ?, rule_ids = ?, proposed_e4 = ?
      WHERE line_key BETWEEN ? AND ? AND worst_severity > 0`,
    NO_MARKS.severityMask,
    NO_MARKS.worstSeverity,
    NO_MARKS.ruleIds,
    NO_MARKS.proposedE4,
    first,
    last,
  );
}
