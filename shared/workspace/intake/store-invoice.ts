import type { Analysis } from '#shared/domain/finding.ts';
import type { Invoice, InvoiceLine } from '#shared/domain/invoice.ts';
import type { ReviewStanding } from '../store/image-records.ts';
import { insertRows } from '../store/insert-rows.ts';
import { keyAt, keyRange, MAXIMUM_RECORD, splitLineId } from '../store/keys.ts';
import { NO_MARKS } from '../store/line-marks.ts';
import { INSERT_LINE, lineValues } from '../store/line-record.ts';
import { lineTextValues, PUT_LINE_TEXT } from '../store/line-text.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';
import { recountInvoice } from '../store/recount-invoice.ts';
import { refuse } from '../workspace-error.ts';
import { marksByLine, storeFindings } from './store-analysis.ts';

/** Rows per transaction: large enough for speed, small enough to stay answerable between them. */
const BATCH = 2000;

export interface InvoiceToStore {
  readonly invoice: Invoice;
  readonly analysis: Analysis;
  readonly fileSha256: string;
  readonly fileName: string;
  readonly receivedAt: string;
}

/**
 * Writes an invoice's rows in transactions of 2,000, yielding the rows written after each. Until
 * `publishInvoice` adds the row in `invoices` nothing shows them, and `removeStaged` takes them away.
 * @returns the invoice's key
 */
export function* stageInvoice(cache: PreparedSql, { invoice, analysis }: InvoiceToStore): Generator<number, number> {
  const last = invoice.lines.at(-1);
  if (last !== undefined && last.record > MAXIMUM_RECORD) {
    refuse(`This file has more than ${MAXIMUM_RECORD} records; split it and import the parts.`);
  }
  const invoiceKey = cache.transaction(() => {
    const row = cache.get<{ next: number }>(
      `SELECT 1 + max(coalesce((SELECT max(invoice_key) FROM invoice_keys), 0),
        coalesce((SELECT max(invoice_key) FROM staging), 0)) AS next`,
    );
    const key = row?.next ?? 1;
    cache.run('INSERT INTO staging (invoice_key) VALUES (?)', key);
    return key;
  });
  const marks = marksByLine(analysis, () => true);
  for (let from = 0; from < invoice.lines.length; from += BATCH) {
    const batch = invoice.lines.slice(from, from + BATCH);
    cache.transaction(() => {
      const keyOf = (line: InvoiceLine) => keyAt(invoiceKey, line.record);
      insertRows(
        cache,
        INSERT_LINE,
        batch.map((line) => lineValues(keyOf(line), line, marks.get(line.id) ?? NO_MARKS)),
      );
      insertRows(
        cache,
        PUT_LINE_TEXT,
        batch.map((line) => lineTextValues(keyOf(line), line.narrative, line)),
      );
    });
    yield batch.length;
  }
  for (let from = 0; from < analysis.findings.length; from += BATCH) {
    const batch = analysis.findings.slice(from, from + BATCH);
    cache.transaction(() => storeFindings(cache, invoiceKey, batch, () => true, from));
    yield 0;
  }
  for (let from = 0; from < invoice.problems.length; from += BATCH) {
    const batch = invoice.problems.slice(from, from + BATCH);
    cache.transaction(() => {
      insertRows(
        cache,
        'INSERT INTO problems (invoice_key, position, record, body)',
        batch.map((problem, index) => [invoiceKey, from + index, problem.record, JSON.stringify(problem)]),
      );
    });
    yield 0;
  }
  return invoiceKey;
}

/**
 * Makes a staged invoice visible; within a transaction. One that the server has brought meanwhile stands as it is.
 * @returns whether it was made visible
 */
export function publishInvoice(cache: PreparedSql, invoiceKey: number, stored: InvoiceToStore): boolean {
  const { invoice, analysis } = stored;
  if (cache.get('SELECT 1 AS held FROM invoice_keys WHERE id = ?', invoice.id) !== undefined) {
    removeStagedRows(cache, invoiceKey);
    return false;
  }
  const dates = invoice.lines.flatMap(({ date }) => (date === null ? [] : [date]));
  const first = invoice.lines[0];
  const values: Readonly<Record<string, string | number | null>> = {
    invoice_key: invoiceKey,
    id: invoice.id,
    line_prefix: first === undefined ? null : splitLineId(first.id).prefix,
    file_sha256: stored.fileSha256,
    file_name: stored.fileName,
    ordinal: invoice.ordinal,
    format: invoice.format,
    invoice_number: invoice.invoiceNumber,
    invoice_date: invoice.invoiceDate,
    vendor_id: invoice.vendorId,
    vendor_name: invoice.vendorName,
    client_id: invoice.clientId,
    client_name: invoice.clientName,
    matter_id: invoice.matterId,
    client_matter_id: invoice.clientMatterId,
    matter_name: invoice.matterName,
    billing_start: invoice.billingStart,
    billing_end: invoice.billingEnd,
    description: invoice.description,
    currency: invoice.currency,
    declared_total_e4: invoice.declaredTotalE4,
    declared_tax_e4: invoice.declaredTaxE4,
    declared_net_e4: invoice.declaredNetE4,
    computed_total_e4: invoice.computedTotalE4,
    computed_tax_e4: invoice.computedTaxE4,
    columns: JSON.stringify(invoice.columns),
    header: JSON.stringify(invoice.header),
    first_date: dates.reduce<string | null>((least, date) => (least === null || date < least ? date : least), null),
    last_date: dates.reduce<string | null>((most, date) => (most === null || date > most ? date : most), null),
    state: invoice.lines.length === 0 ? 'needs_attention' : 'analysed',
    received_at: stored.receivedAt,
    guideline_name: analysis.guidelineName,
    guideline_version: analysis.guidelineVersion,
    analysed_on: analysis.analysedOn,
    skipped: JSON.stringify(analysis.skipped),
    line_count: invoice.lines.length,
    problem_count: invoice.problems.length,
    finding_count: 0,
    worst_severity: 0,
    proposed_e4: 0,
    saved_e4: 0,
    decided_count: 0,
    flagged_count: 0,
    open_count: 0,
  };
  const names = Object.keys(values);
  cache.run(
    'INSERT INTO invoice_keys (invoice_key, id, line_prefix) VALUES (?, ?, ?)',
    invoiceKey,
    invoice.id,
    values.line_prefix ?? null,
  );
  // How it stands without anything done to it: what the overlay is laid on until the server's image comes.
  const image: ReviewStanding = {
    state: invoice.lines.length === 0 ? 'needs_attention' : 'analysed',
    hasSteps: false,
    submittedBy: null,
    guidelineName: analysis.guidelineName,
    guidelineVersion: analysis.guidelineVersion,
    analysedOn: analysis.analysedOn,
    skipped: analysis.skipped,
  };
  cache.run(
    'INSERT INTO invoice_images (invoice_key, version, body) VALUES (?, 0, ?)',
    invoiceKey,
    JSON.stringify(image),
  );
  cache.run(
    `INSERT INTO invoices (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ...Object.values(values),
  );
  cache.run('DELETE FROM staging WHERE invoice_key = ?', invoiceKey);
  recountInvoice(cache, invoiceKey);
  return true;
}

/** Takes away what an import that did not end has left. */
export function removeStaged(cache: PreparedSql): void {
  for (const { invoice_key: invoiceKey } of cache.all<{ invoice_key: number }>('SELECT invoice_key FROM staging')) {
    cache.transaction(() => removeStagedRows(cache, invoiceKey));
  }
}

function removeStagedRows(cache: PreparedSql, invoiceKey: number): void {
  const { first, last } = keyRange(invoiceKey);
  cache.run('DELETE FROM line_text WHERE rowid BETWEEN ? AND ?', first, last);
  cache.run('DELETE FROM line_items WHERE line_key BETWEEN ? AND ?', first, last);
  cache.run('DELETE FROM finding_lines WHERE line_key BETWEEN ? AND ?', first, last);
  cache.run('DELETE FROM findings WHERE finding_key BETWEEN ? AND ?', first, last);
  cache.run('DELETE FROM problems WHERE invoice_key = ?', invoiceKey);
  cache.run('DELETE FROM staging WHERE invoice_key = ?', invoiceKey);
}
