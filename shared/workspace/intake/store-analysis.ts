import type { Analysis, Finding } from '#shared/domain/finding.ts';
import { insertRows } from '../store/insert-rows.ts';
import { keyAt, keyRange, splitLineId } from '../store/keys.ts';
import type { LineMarks, MarkingFinding } from '../store/line-marks.ts';
import { marksOf } from '../store/line-marks.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';
import { severityNumber } from '../store/severity.ts';

/** What an analysis, less what was dismissed, makes of each line; lines without a finding are absent. */
export function marksByLine(
  analysis: Analysis,
  isEnabled: (finding: Finding) => boolean,
): ReadonlyMap<string, LineMarks> {
  const marking = new Map<string, MarkingFinding[]>();
  for (const finding of analysis.findings) {
    if (!isEnabled(finding)) continue;
    for (const lineId of finding.lineIds) {
      const mark = { ruleId: finding.ruleId, severity: finding.severity, cutE4: cutOn(finding, lineId) };
      const marks = marking.get(lineId);
      if (marks === undefined) marking.set(lineId, [mark]);
      else marks.push(mark);
    }
  }
  return new Map([...marking].map(([lineId, marks]) => [lineId, marksOf(marks)]));
}

/** Stores findings number `from` to `to` (exclusive) of an analysis; within a transaction. */
export function storeFindings(
  cache: PreparedSql,
  invoiceKey: number,
  findings: readonly Finding[],
  isEnabled: (finding: Finding) => boolean,
  from: number,
): void {
  const keyOf = (index: number) => keyAt(invoiceKey, from + index);
  insertRows(
    cache,
    'INSERT INTO findings (finding_key, id, invoice_key, rule_id, severity, is_enabled, line_count, body)',
    findings.map((finding, index) => [
      keyOf(index),
      finding.id,
      invoiceKey,
      finding.ruleId,
      severityNumber(finding.severity),
      isEnabled(finding) ? 1 : 0,
      finding.lineIds.length,
      JSON.stringify(finding),
    ]),
  );
  insertRows(
    cache,
    'INSERT OR IGNORE INTO finding_lines (line_key, finding_key, cut_e4)',
    findings.flatMap((finding, index) =>
      finding.lineIds.map((lineId) => [
        keyAt(invoiceKey, splitLineId(lineId).record),
        keyOf(index),
        cutOn(finding, lineId),
      ]),
    ),
  );
}

/** Removes an invoice's findings; dismissals stay, so that they hold again under the same guideline. */
export function removeFindings(cache: PreparedSql, invoiceKey: number): void {
  const { first, last } = keyRange(invoiceKey);
  cache.run('DELETE FROM finding_lines WHERE line_key BETWEEN ? AND ?', first, last);
  cache.run('DELETE FROM findings WHERE finding_key BETWEEN ? AND ?', first, last);
}

function cutOn(finding: Finding, lineId: string): number {
  return finding.proposed.kind === 'none' ? 0 : (finding.proposed.cutE4ByLine[lineId] ?? 0);
}
