import type { InvoiceState, MoneySummary } from '#shared/api/workspace.ts';
import type { SkippedRule } from '#shared/domain/finding.ts';
import type { FormatName, Invoice, Problem } from '#shared/domain/invoice.ts';
import { keyRange } from './keys.ts';
import { LINE_IMAGE_COLUMNS, type LineImageRow, lineOfRow } from './line-record.ts';
import type { PreparedSql } from './prepared-sql.ts';

/** A row of `invoices`. JSON columns are text. */
export interface InvoiceRow {
  readonly invoice_key: number;
  readonly id: string;
  readonly line_prefix: string | null;
  readonly file_sha256: string;
  readonly file_name: string;
  readonly ordinal: number;
  readonly format: FormatName;
  readonly invoice_number: string | null;
  readonly invoice_date: string | null;
  readonly vendor_id: string | null;
  readonly vendor_name: string | null;
  readonly client_id: string | null;
  readonly client_name: string | null;
  readonly matter_id: string | null;
  readonly client_matter_id: string | null;
  readonly matter_name: string | null;
  readonly billing_start: string | null;
  readonly billing_end: string | null;
  readonly description: string | null;
  readonly currency: string | null;
  readonly declared_total_e4: number | null;
  readonly declared_tax_e4: number | null;
  readonly declared_net_e4: number | null;
  readonly computed_total_e4: number | null;
  readonly computed_tax_e4: number | null;
  readonly columns: string;
  readonly header: string;
  readonly first_date: string | null;
  readonly last_date: string | null;
  readonly state: InvoiceState;
  readonly has_steps: number;
  readonly submitted_by: string | null;
  /** Its scope's lease has ended: not to be read until the next contact. */
  readonly is_locked: number;
  readonly received_at: string;
  readonly guideline_name: string;
  readonly guideline_version: number;
  readonly analysed_on: string;
  readonly skipped: string;
  readonly line_count: number;
  readonly problem_count: number;
  readonly finding_count: number;
  readonly worst_severity: number;
  readonly proposed_e4: number;
  readonly saved_e4: number;
  readonly decided_count: number;
  readonly flagged_count: number;
  readonly open_count: number;
}

/** Where an invoice stands, without its descriptive columns. */
export function findInvoiceRow(cache: PreparedSql, invoiceId: string): InvoiceRow | null {
  return cache.get<InvoiceRow>('SELECT * FROM invoices WHERE id = ?', invoiceId) ?? null;
}

export function findInvoiceRowByKey(cache: PreparedSql, invoiceKey: number): InvoiceRow | null {
  return cache.get<InvoiceRow>('SELECT * FROM invoices WHERE invoice_key = ?', invoiceKey) ?? null;
}

export function moneyOf(row: InvoiceRow): MoneySummary {
  return {
    billedE4: row.computed_total_e4,
    proposedE4: row.proposed_e4,
    savedE4: row.saved_e4,
    lineCount: row.line_count,
    decidedCount: row.decided_count,
    flaggedCount: row.flagged_count,
    openCount: row.open_count,
  };
}

export function skippedOf(row: InvoiceRow): readonly SkippedRule[] {
  return JSON.parse(row.skipped);
}

/** The invoice as it was read, whole: for another guideline, or for export. */
export function loadInvoice(cache: PreparedSql, row: InvoiceRow): Invoice {
  const { first, last } = keyRange(row.invoice_key);
  const lines = cache.all<LineImageRow>(
    `SELECT ${LINE_IMAGE_COLUMNS} FROM line_items WHERE line_key BETWEEN ? AND ? ORDER BY line_key`,
    first,
    last,
  );
  const problems = cache.all<{ body: string }>(
    'SELECT body FROM problems WHERE invoice_key = ? ORDER BY position',
    row.invoice_key,
  );
  return {
    id: row.id,
    ordinal: row.ordinal,
    format: row.format,
    invoiceNumber: row.invoice_number,
    invoiceDate: row.invoice_date,
    vendorId: row.vendor_id,
    vendorName: row.vendor_name,
    clientId: row.client_id,
    clientName: row.client_name,
    matterId: row.matter_id,
    clientMatterId: row.client_matter_id,
    matterName: row.matter_name,
    billingStart: row.billing_start,
    billingEnd: row.billing_end,
    description: row.description,
    currency: row.currency,
    declaredTotalE4: row.declared_total_e4,
    declaredTaxE4: row.declared_tax_e4,
    declaredNetE4: row.declared_net_e4,
    computedTotalE4: row.computed_total_e4,
    computedTaxE4: row.computed_tax_e4,
    columns: JSON.parse(row.columns),
    header: JSON.parse(row.header),
    lines: lines.map(lineOfRow),
    problems: problems.map(({ body }) => JSON.parse(body) as Problem),
  };
}
