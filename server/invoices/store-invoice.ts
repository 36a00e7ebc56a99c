import { sql } from 'kysely';
import { type Analysis, SEVERITIES } from '#shared/domain/finding.ts';
import type { Invoice } from '#shared/domain/invoice.ts';
import { timekeeperKeyOf } from '#shared/rules/prepare/timekeeper-key.ts';
import type { SyncedTable } from '#shared/sync/synced-row.ts';
import type { ServerContext } from '../context.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import type { InvoiceRest } from '../sync/row-bodies.ts';
import type { MatterOfInvoice } from './find-matter.ts';
import { reckonRuleSums } from './reckon-rule-sums.ts';

export interface InvoiceToStore {
  readonly invoice: Invoice;
  readonly analysis: Analysis;
  readonly matter: MatterOfInvoice;
  readonly upload: { readonly id: string; readonly sha256: string; readonly fileName: string; readonly userId: string };
  readonly receivedAt: Date;
  /** The sender chose the guideline; an assignment to matter or client leaves it alone. */
  readonly hasOwnGuideline?: boolean;
}

/** Rows a statement; a parameter is one JSON text, so that the count of columns does not matter. */
const BATCH = 2_000;

/** Writes an invoice with its lines, findings and history, and says so to the feed. As the system. */
export async function storeInvoice(context: ServerContext, batch: ChangeBatch, stored: InvoiceToStore): Promise<void> {
  const { invoice, analysis, matter } = stored;
  const { scopeId } = matter;
  const worst = new Map<string, number>();
  const proposed = new Map<string, number>();
  for (const { severity, lineIds, proposed: cut } of analysis.findings) {
    const weight = SEVERITIES.indexOf(severity) + 1;
    for (const lineId of lineIds) {
      worst.set(lineId, Math.max(weight, worst.get(lineId) ?? 0));
      const cutE4 = cut.kind === 'none' ? 0 : (cut.cutE4ByLine[lineId] ?? 0);
      // The largest single cut of a line, never the sum.
      proposed.set(lineId, Math.max(cutE4, proposed.get(lineId) ?? 0));
    }
  }
  const added = (table: SyncedTable, rowId: string) =>
    batch.change({ scopeId, table, rowId, op: 'put', rowVersion: 1, previousVersion: 0 });

  await insertInvoice(batch, stored, { worst, proposed });
  added('invoice', invoice.id);
  for (let from = 0; from < invoice.lines.length; from += BATCH) {
    const rows = invoice.lines.slice(from, from + BATCH).map((line) => ({
      id: line.id,
      invoice_id: invoice.id,
      record: line.record,
      line_number: line.lineNumber,
      kind: line.kind,
      date: line.date,
      timekeeper_id: line.timekeeperId,
      timekeeper_name: line.timekeeperName,
      timekeeper_key: timekeeperKeyOf(line.timekeeperId, line.timekeeperName),
      classification: line.classification,
      units_e4: line.unitsE4,
      unit_cost_e4: line.unitCostE4,
      adjustment_e4: line.adjustmentE4,
      total_e4: line.totalE4,
      tax_rate_e10: line.taxRateE10,
      tax_e4: line.taxE4,
      tax_type: line.taxType,
      task_code: line.taskCode,
      activity_code: line.activityCode,
      expense_code: line.expenseCode,
      narrative: line.narrative,
      header_differences: line.headerDifferences ?? null,
      extra: line.extra ?? null,
      worst_severity: worst.get(line.id) ?? 0,
      proposed_e4: proposed.get(line.id) ?? 0,
      decision_version: 0,
      scope_id: scopeId,
      row_version: 1,
    }));
    await insertRows(batch, 'line_items', rows);
    for (const { id } of rows) added('line', id);
  }
  for (let from = 0; from < analysis.findings.length; from += BATCH) {
    const findings = analysis.findings.slice(from, from + BATCH);
    await insertRows(
      batch,
      'findings',
      findings.map(({ id, ...body }, index) => ({
        id,
        invoice_id: invoice.id,
        position: from + index,
        rule_id: body.ruleId,
        severity: SEVERITIES.indexOf(body.severity) + 1,
        is_enabled: true,
        potential_saving_e4: body.potentialSavingE4,
        body,
        scope_id: scopeId,
        row_version: 1,
      })),
    );
    const lines = findings.flatMap(({ id, lineIds, proposed: cut }) =>
      lineIds.map((lineId) => ({
        line_id: lineId,
        finding_id: id,
        cut_e4: cut.kind === 'none' ? 0 : (cut.cutE4ByLine[lineId] ?? 0),
      })),
    );
    if (lines.length > 0) await insertRows(batch, 'finding_lines', lines);
    for (const { id } of findings) added('finding', id);
  }
  await reckonRuleSums(batch.db, [invoice.id]);
  const historyId = context.newId();
  await batch.db
    .insertInto('invoice_history')
    .values({
      id: historyId,
      invoice_id: invoice.id,
      text: `Imported from ${stored.upload.fileName}`,
      by_user: stored.upload.userId,
      at: stored.receivedAt,
      scope_id: scopeId,
      updated_seq: null,
      deleted_at: null,
    })
    .execute();
  added('history', historyId);
}

async function insertInvoice(
  batch: ChangeBatch,
  { invoice, analysis, matter, upload, receivedAt, hasOwnGuideline = false }: InvoiceToStore,
  marks: { readonly worst: ReadonlyMap<string, number>; readonly proposed: ReadonlyMap<string, number> },
): Promise<void> {
  const dates = invoice.lines.flatMap(({ date }) => (date === null ? [] : [date])).sort();
  const rest: InvoiceRest = {
    format: invoice.format,
    clientId: invoice.clientId,
    clientName: invoice.clientName,
    matterId: invoice.matterId,
    clientMatterId: invoice.clientMatterId,
    matterName: invoice.matterName,
    billingStart: invoice.billingStart,
    billingEnd: invoice.billingEnd,
    description: invoice.description,
    declaredTaxE4: invoice.declaredTaxE4,
    declaredNetE4: invoice.declaredNetE4,
    computedTaxE4: invoice.computedTaxE4,
    columns: invoice.columns,
    header: invoice.header,
    problems: invoice.problems,
    fileName: upload.fileName,
    skipped: analysis.skipped,
  };
  await batch.db
    .insertInto('invoices')
    .values({
      id: invoice.id,
      matter_id: matter.matterId,
      client_id: matter.clientId,
      upload_id: upload.id,
      file_sha256: upload.sha256,
      ordinal: invoice.ordinal,
      vendor_id: invoice.vendorId,
      vendor_name: invoice.vendorName,
      invoice_number: invoice.invoiceNumber,
      date: invoice.invoiceDate,
      currency: invoice.currency,
      declared_total_e4: invoice.declaredTotalE4,
      computed_total_e4: invoice.computedTotalE4,
      body: JSON.stringify(rest),
      state: invoice.lines.length === 0 ? 'needs_attention' : 'analysed',
      submitted_by: null,
      assigned_to: null,
      due_on: null,
      guideline_name: analysis.guidelineName,
      guideline_version: analysis.guidelineVersion,
      has_own_guideline: hasOwnGuideline,
      analysed_on: analysis.analysedOn,
      received_at: receivedAt,
      first_work_date: dates[0] ?? null,
      last_work_date: dates.at(-1) ?? null,
      line_count: invoice.lines.length,
      problem_count: invoice.problems.length,
      finding_count: analysis.findings.length,
      worst_severity: analysis.findings.reduce(
        (most, { severity }) => Math.max(most, SEVERITIES.indexOf(severity) + 1),
        0,
      ),
      proposed_e4: [...marks.proposed.values()].reduce((sum, cutE4) => sum + cutE4, 0),
      flagged_count: marks.worst.size,
      open_count: marks.worst.size,
      scope_id: matter.scopeId,
      updated_seq: null,
      deleted_at: null,
    })
    .execute();
}

/** Many rows in one statement: as JSON, spread by PostgreSQL over the columns named. */
async function insertRows(
  { db }: ChangeBatch,
  table: 'line_items' | 'findings' | 'finding_lines',
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)));
  await sql`INSERT INTO ${sql.table(table)} (${columns})
    SELECT ${columns} FROM jsonb_populate_recordset(NULL::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
    db,
  );
}
