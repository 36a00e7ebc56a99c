import type { Severity } from '#shared/domain/finding.ts';
import type { InvoiceBody } from '#shared/sync/synced-row.ts';
import { insertRows } from '../store/insert-rows.ts';
import { keyRange } from '../store/keys.ts';
import { type MarkingFinding, marksOf, NO_MARKS } from '../store/line-marks.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';
import { recountInvoice } from '../store/recount-invoice.ts';
import { severityOf } from '../store/severity.ts';

interface Marked {
  readonly line_key: number;
  readonly rule_id: string;
  readonly severity: number;
  readonly cut_e4: number;
}

const SELECT_MARKED = `SELECT line_key, rule_id, severity, cut_e4 FROM finding_lines JOIN findings USING (finding_key)
  WHERE is_enabled = 1`;

/** Marks these lines by their enabled findings; within a transaction. */
export function markLines(cache: PreparedSql, lineKeys: readonly number[]): void {
  if (lineKeys.length === 0) return;
  const list = JSON.stringify(lineKeys);
  const rows = cache.all<Marked>(`${SELECT_MARKED} AND line_key IN (SELECT value FROM json_each(?))`, list);
  writeMarks(cache, rows, lineKeys);
}

/** Marks every flagged line of an invoice whose lines have no marks yet. */
export function markWholeInvoice(cache: PreparedSql, invoiceKey: number): void {
  const { first, last } = keyRange(invoiceKey);
  writeMarks(cache, cache.all<Marked>(`${SELECT_MARKED} AND line_key BETWEEN ? AND ?`, first, last), []);
}

function writeMarks(cache: PreparedSql, rows: readonly Marked[], lineKeys: readonly number[]): void {
  const marking = new Map<number, MarkingFinding[]>(lineKeys.map((key) => [key, []]));
  for (const { line_key: key, rule_id: ruleId, severity: number, cut_e4: cutE4 } of rows) {
    const severity: Severity | null = severityOf(number);
    if (severity === null) continue;
    const mark = { ruleId, severity, cutE4 };
    const marks = marking.get(key);
    if (marks === undefined) marking.set(key, [mark]);
    else marks.push(mark);
  }
  const values = [...marking].map(([key, findings]) => {
    const marks = findings.length === 0 ? NO_MARKS : marksOf(findings);
    return [key, marks.severityMask, marks.worstSeverity, marks.ruleIds, marks.proposedE4];
  });
  for (let from = 0; from < values.length; from += 500) {
    cache.run(
      `UPDATE line_items SET severity_mask = m.value ->> 1, worst_severity = m.value ->> 2, rule_ids = m.value ->> 3,
        proposed_e4 = m.value ->> 4 FROM jsonb_each(?) AS m WHERE line_key = m.value ->> 0`,
      JSON.stringify(values.slice(from, from + 500)),
    );
  }
}

/**
 * Makes the row of `invoices` what its image says, or takes it away with it, and counts its lines anew; within a
 * transaction. Own work lies on top afterwards.
 * @param hasNewImage whether the image itself came or went, not only rows beneath it
 */
export function settleInvoice(cache: PreparedSql, invoiceKey: number, hasNewImage: boolean): void {
  const image = cache.get<{ version: number; body: string }>(
    'SELECT version, body FROM invoice_images WHERE invoice_key = ?',
    invoiceKey,
  );
  if (image === undefined) {
    cache.run('DELETE FROM invoices WHERE invoice_key = ?', invoiceKey);
    return;
  }
  if (image.version > 0 && hasNewImage) putInvoiceRow(cache, invoiceKey, JSON.parse(image.body) as InvoiceBody);
  recountInvoice(cache, invoiceKey);
}

function putInvoiceRow(cache: PreparedSql, invoiceKey: number, body: InvoiceBody): void {
  const { first, last } = keyRange(invoiceKey);
  const dates = cache.get<{ first: string | null; last: string | null }>(
    'SELECT min(date) AS first, max(date) AS last FROM line_items WHERE line_key BETWEEN ? AND ?',
    first,
    last,
  );
  const names = cache.get<{ id: string; line_prefix: string | null }>(
    'SELECT id, line_prefix FROM invoice_keys WHERE invoice_key = ?',
    invoiceKey,
  );
  if (names === undefined) return;
  const values: Readonly<Record<string, string | number | null>> = {
    invoice_key: invoiceKey,
    id: names.id,
    line_prefix: names.line_prefix,
    file_sha256: body.fileSha256,
    file_name: body.fileName,
    ordinal: body.ordinal,
    format: body.format,
    invoice_number: body.invoiceNumber,
    invoice_date: body.invoiceDate,
    vendor_id: body.vendorId,
    vendor_name: body.vendorName,
    client_id: body.clientId,
    client_name: body.clientName,
    matter_id: body.matterId,
    client_matter_id: body.clientMatterId,
    matter_name: body.matterName,
    billing_start: body.billingStart,
    billing_end: body.billingEnd,
    description: body.description,
    currency: body.currency,
    declared_total_e4: body.declaredTotalE4,
    declared_tax_e4: body.declaredTaxE4,
    declared_net_e4: body.declaredNetE4,
    computed_total_e4: body.computedTotalE4,
    computed_tax_e4: body.computedTaxE4,
    columns: JSON.stringify(body.columns),
    header: JSON.stringify(body.header),
    first_date: dates?.first ?? null,
    last_date: dates?.last ?? null,
    state: body.state,
    has_steps: body.hasSteps ? 1 : 0,
    submitted_by: body.submittedBy,
    due_on: body.dueOn,
    received_at: body.receivedAt,
    guideline_name: body.guidelineName,
    guideline_version: body.guidelineVersion,
    analysed_on: body.analysedOn,
    skipped: JSON.stringify(body.skipped),
    line_count: body.lineCount,
    problem_count: body.problems.length,
    finding_count: 0,
    worst_severity: 0,
    proposed_e4: 0,
    saved_e4: 0,
    decided_count: 0,
    flagged_count: 0,
    open_count: 0,
  };
  const columns = Object.keys(values);
  cache.run(
    `INSERT INTO invoices (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
      ON CONFLICT (invoice_key) DO UPDATE SET ${columns
        .slice(1)
        .map((name) => `${name} = excluded.${name}`)
        .join(', ')}`,
    ...Object.values(values),
  );
  const problems = body.problems.map((problem, index) => [invoiceKey, index, problem.record, JSON.stringify(problem)]);
  cache.run('DELETE FROM problems WHERE invoice_key = ?', invoiceKey);
  insertRows(cache, 'INSERT INTO problems (invoice_key, position, record, body)', problems);
}
