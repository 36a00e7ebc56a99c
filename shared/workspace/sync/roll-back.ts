import type { InvoiceState } from '#shared/api/workspace.ts';
import type { Finding } from '#shared/domain/finding.ts';
import { removeFindings } from '../intake/store-analysis.ts';
import { putLineText } from '../store/apply-changes.ts';
import type { ReviewStanding } from '../store/image-records.ts';
import { insertRows } from '../store/insert-rows.ts';
import { keyAt, keyRange, splitLineId } from '../store/keys.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';
import { markLines } from './settle-invoice.ts';

/** Invoices that carry own work above their image. */
export function ownedInvoiceKeys(cache: PreparedSql): readonly number[] {
  return cache
    .all<{ invoice_key: number }>(
      `SELECT line_key >> 26 AS invoice_key FROM decisions WHERE row_version = 0
        UNION SELECT line_key >> 26 FROM own_narratives UNION SELECT invoice_key FROM own_dismissals
        UNION SELECT invoice_key FROM own_analyses UNION SELECT invoice_key FROM comments WHERE client_seq IS NOT NULL
        UNION SELECT invoice_key FROM history WHERE client_seq IS NOT NULL`,
    )
    .map(({ invoice_key: key }) => key);
}

/** Invoices that this device checked by another guideline, ahead of the server. */
export function ownAnalyses(cache: PreparedSql): readonly number[] {
  return cache.all<{ invoice_key: number }>('SELECT invoice_key FROM own_analyses').map((row) => row.invoice_key);
}

/**
 * Takes the person's own work off one invoice, so that its rows are the image again; within a transaction.
 * Counters are left to be counted anew.
 */
export function rollBack(cache: PreparedSql, invoiceKey: number): void {
  const { first, last } = keyRange(invoiceKey);
  rollBackDismissals(cache, invoiceKey);
  rollBackAnalysis(cache, invoiceKey);
  const lines = cache
    .all<{ line_key: number }>(
      'SELECT DISTINCT line_key FROM decisions WHERE row_version = 0 AND line_key BETWEEN ? AND ?',
      first,
      last,
    )
    .map(({ line_key: key }) => key);
  cache.run('DELETE FROM decisions WHERE row_version = 0 AND line_key BETWEEN ? AND ?', first, last);
  standByDecisions(cache, lines);
  const rewritten = cache
    .all<{ line_key: number }>('SELECT line_key FROM own_narratives WHERE line_key BETWEEN ? AND ?', first, last)
    .map(({ line_key: key }) => key);
  cache.run('DELETE FROM own_narratives WHERE line_key BETWEEN ? AND ?', first, last);
  standByNarratives(cache, rewritten);
  cache.run('DELETE FROM comments WHERE invoice_key = ? AND client_seq IS NOT NULL', invoiceKey);
  cache.run('DELETE FROM history WHERE invoice_key = ? AND client_seq IS NOT NULL', invoiceKey);
  standByImage(cache, invoiceKey);
}

/** The columns of an invoice that people change, as its image has them. */
export function standByImage(cache: PreparedSql, invoiceKey: number): void {
  const row = cache.get<{ body: string }>('SELECT body FROM invoice_images WHERE invoice_key = ?', invoiceKey);
  if (row === undefined) return;
  const image = JSON.parse(row.body) as ReviewStanding;
  const state: InvoiceState = image.state;
  cache.run(
    `UPDATE invoices SET state = ?, has_steps = ?, submitted_by = ?, guideline_name = ?, guideline_version = ?,
      analysed_on = ?, skipped = ? WHERE invoice_key = ?`,
    state,
    image.hasSteps ? 1 : 0,
    image.submittedBy,
    image.guidelineName,
    image.guidelineVersion,
    image.analysedOn,
    JSON.stringify(image.skipped),
    invoiceKey,
  );
}

/** The decision that stands on each of these lines is the highest there is. */
export function standByDecisions(cache: PreparedSql, lineKeys: readonly number[]): void {
  if (lineKeys.length === 0) return;
  cache.run(
    `UPDATE line_items SET
      image_version = coalesce((SELECT max(version) FROM decisions d WHERE d.line_key = line_items.line_key AND d.row_version > 0), 0),
      (decision_version, decision_kind, cut_e4) = (SELECT coalesce(max(version), 0), kind, cut_e4 FROM decisions d
        WHERE d.line_key = line_items.line_key)
      WHERE line_key IN (SELECT value FROM json_each(?))`,
    JSON.stringify(lineKeys),
  );
}

/** The words of these lines as the image has them. */
export function standByNarratives(cache: PreparedSql, lineKeys: readonly number[]): void {
  for (const lineKey of lineKeys) {
    const image = cache.get<{ narrative: string | null }>(
      `SELECT body ->> 'narrative' AS narrative FROM narrative_images WHERE line_key = ?`,
      lineKey,
    );
    const narrative = image?.narrative ?? null;
    cache.run(
      `UPDATE line_items SET narrative = coalesce(?, original_narrative, narrative),
        original_narrative = CASE WHEN ? IS NULL OR ? = coalesce(original_narrative, narrative) THEN NULL
          ELSE coalesce(original_narrative, narrative) END WHERE line_key = ?`,
      narrative,
      narrative,
      narrative,
      lineKey,
    );
    putLineText(cache, lineKey);
  }
}

function rollBackDismissals(cache: PreparedSql, invoiceKey: number): void {
  const own = cache.all<{ finding_id: string }>(
    'SELECT finding_id FROM own_dismissals WHERE invoice_key = ?',
    invoiceKey,
  );
  cache.run('DELETE FROM own_dismissals WHERE invoice_key = ?', invoiceKey);
  standByDismissals(
    cache,
    invoiceKey,
    own.map(({ finding_id: id }) => id),
  );
}

/** Findings switched on and off as the image has them, and their lines marked by it. */
export function standByDismissals(cache: PreparedSql, invoiceKey: number, findingIds: readonly string[]): void {
  if (findingIds.length === 0) return;
  const ids = JSON.stringify(findingIds);
  cache.run('DELETE FROM dismissals WHERE finding_id IN (SELECT value FROM json_each(?))', ids);
  cache.run(
    `INSERT INTO dismissals (finding_id, invoice_key, reason) SELECT finding_id, invoice_key, reason
      FROM dismissal_images WHERE is_enabled = 0 AND finding_id IN (SELECT value FROM json_each(?))`,
    ids,
  );
  cache.run(
    `UPDATE findings SET is_enabled = NOT EXISTS (SELECT 1 FROM dismissals WHERE finding_id = findings.id)
      WHERE id IN (SELECT value FROM json_each(?))`,
    ids,
  );
  const lines = cache
    .all<{ line_key: number }>(
      `SELECT DISTINCT line_key FROM findings JOIN finding_lines USING (finding_key)
        WHERE findings.id IN (SELECT value FROM json_each(?)) AND line_key >> 26 = ?`,
      ids,
      invoiceKey,
    )
    .map(({ line_key: key }) => key);
  markLines(cache, lines);
}

function rollBackAnalysis(cache: PreparedSql, invoiceKey: number): void {
  if (cache.run('DELETE FROM own_analyses WHERE invoice_key = ?', invoiceKey) === 0) return;
  const { first, last } = keyRange(invoiceKey);
  const marked = cache.all<{ line_key: number }>(
    'SELECT DISTINCT line_key FROM finding_lines WHERE line_key BETWEEN ? AND ?',
    first,
    last,
  );
  removeFindings(cache, invoiceKey);
  cache.run(
    `INSERT INTO findings (finding_key, id, invoice_key, rule_id, severity, is_enabled, line_count, body, row_version)
      SELECT finding_key, id, invoice_key, rule_id, severity,
        NOT EXISTS (SELECT 1 FROM dismissals WHERE finding_id = image_findings.id), line_count, body, row_version
      FROM image_findings WHERE finding_key BETWEEN ? AND ?`,
    first,
    last,
  );
  cache.run('DELETE FROM image_findings WHERE finding_key BETWEEN ? AND ?', first, last);
  const bodies = cache.all<{ finding_key: number; body: string }>(
    'SELECT finding_key, body FROM findings WHERE finding_key BETWEEN ? AND ? AND line_count > 0',
    first,
    last,
  );
  const rows = bodies.flatMap(({ finding_key: key, body }) => findingLineRows(key, invoiceKey, JSON.parse(body)));
  insertRows(cache, 'INSERT OR IGNORE INTO finding_lines (line_key, finding_key, cut_e4)', rows);
  const lines = new Set([...marked.map(({ line_key: key }) => key), ...rows.map(([key]) => key)]);
  markLines(cache, [...lines]);
}

/** `[line_key, finding_key, cut_e4]` for each line a finding is about. */
export function findingLineRows(
  findingKey: number,
  invoiceKey: number,
  { lineIds, proposed }: Pick<Finding, 'lineIds' | 'proposed'>,
): readonly (readonly [number, number, number])[] {
  return lineIds.map((lineId) => {
    const cutE4 = proposed.kind === 'none' ? 0 : (proposed.cutE4ByLine[lineId] ?? 0);
    return [keyAt(invoiceKey, splitLineId(lineId).record), findingKey, cutE4];
  });
}
