import { keyAt } from './keys.ts';
import { marksOf } from './line-marks.ts';
import type { PreparedSql } from './prepared-sql.ts';
import { recountFindings } from './recount-invoice.ts';
import { severityOf } from './severity.ts';

interface MarkedLine {
  readonly line_key: number;
  readonly proposed_e4: number;
  readonly worst_severity: number;
  readonly decision_kind: string | null;
}

/**
 * Switches one finding and marks its lines anew, moving the invoice's counters by the difference: toggling
 * costs the finding's lines, not the invoice's.
 */
export function refreshMarks(cache: PreparedSql, invoiceKey: number, findingId: string, isEnabled: boolean): void {
  const finding = cache.get<{ finding_key: number; body: string }>(
    'SELECT finding_key, body FROM findings WHERE id = ? AND invoice_key = ?',
    findingId,
    invoiceKey,
  );
  if (finding === undefined) return;
  cache.run('UPDATE findings SET is_enabled = ? WHERE finding_key = ?', isEnabled ? 1 : 0, finding.finding_key);
  const { records } = JSON.parse(finding.body) as { records: readonly number[] };
  let proposedE4 = 0;
  let flaggedCount = 0;
  let openCount = 0;
  for (const record of records) {
    const lineKey = keyAt(invoiceKey, record);
    const before = cache.get<MarkedLine>(
      'SELECT line_key, proposed_e4, worst_severity, decision_kind FROM line_items WHERE line_key = ?',
      lineKey,
    );
    if (before === undefined) continue;
    const marks = marksOf(enabledOn(cache, lineKey));
    cache.run(
      'UPDATE line_items SET severity_mask = ?, worst_severity = ?, rule_ids = ?, proposed_e4 = ? WHERE line_key = ?',
      marks.severityMask,
      marks.worstSeverity,
      marks.ruleIds,
      marks.proposedE4,
      lineKey,
    );
    const flagged = (marks.worstSeverity > 0 ? 1 : 0) - (before.worst_severity > 0 ? 1 : 0);
    proposedE4 += marks.proposedE4 - before.proposed_e4;
    flaggedCount += flagged;
    if (before.decision_kind === null) openCount += flagged;
  }
  cache.run(
    `UPDATE invoices SET proposed_e4 = proposed_e4 + ?, flagged_count = flagged_count + ?, open_count = open_count + ?
      WHERE invoice_key = ?`,
    proposedE4,
    flaggedCount,
    openCount,
    invoiceKey,
  );
  recountFindings(cache, invoiceKey);
}

function enabledOn(cache: PreparedSql, lineKey: number) {
  const rows = cache.all<{ rule_id: string; severity: number; cut_e4: number }>(
    `SELECT rule_id, severity, cut_e4 FROM finding_lines JOIN findings USING (finding_key)
      WHERE line_key = ? AND is_enabled = 1`,
    lineKey,
  );
  return rows.flatMap(({ rule_id: ruleId, severity: number, cut_e4: cutE4 }) => {
    const severity = severityOf(number);
    return severity === null ? [] : [{ ruleId, severity, cutE4 }];
  });
}
