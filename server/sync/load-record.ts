import { sql, type Transaction } from 'kysely';
import type { InvoiceState } from '#shared/api/workspace.ts';
import type { DecisionContent } from '#shared/review/mutation.ts';
import { builtInGuidelines } from '#shared/rules/built-in-guidelines.ts';
import type { Database } from '../db/database.ts';
import type { Asked } from './asked-of.ts';
import type { InvoiceStanding, LineStanding, RecordState } from './record-state.ts';
import { type DecisionColumns, decisionOf } from './row-bodies.ts';

/**
 * Reads what the judging of a push will ask about, in a few queries however many mutations there are. The
 * invoices are locked first, so that everything read after it stands still until the commit. Row security
 * applies: what a wall hides is not there.
 */
export async function loadRecord(db: Transaction<Database>, asked: Asked): Promise<RecordState> {
  const record: RecordState = {
    invoices: new Map(),
    lines: new Map(),
    findings: new Map(),
    dismissals: new Map(),
    guidelines: new Map(),
  };
  await loadInvoices(db, asked, record);
  const whole = [...record.invoices.values()].filter(({ isWhole }) => isWhole).map(({ invoiceId }) => invoiceId);
  await loadLines(db, asked, whole, record);
  if (asked.findingIds.size > 0 || whole.length > 0) await loadFindings(db, asked, whole, record);
  if (asked.guidelineNames.size > 0) await loadGuidelines(db, asked, record);
  return record;
}

interface InvoiceRow {
  readonly id: string;
  readonly scope_id: string;
  readonly row_version: number;
  readonly state: string;
  readonly line_count: number;
  readonly has_steps: boolean;
  readonly submitted_by: string | null;
  readonly saved_e4: number;
  readonly decided_count: number;
  readonly open_count: number;
  readonly guideline_name: string;
  readonly guideline_version: number;
  readonly analysed_on: string;
}

async function loadInvoices(db: Transaction<Database>, asked: Asked, record: RecordState): Promise<void> {
  const { rows } = await sql<InvoiceRow>`
    SELECT id, scope_id, row_version, state, line_count, has_steps, submitted_by, saved_e4, decided_count, open_count,
      guideline_name, guideline_version, analysed_on
    FROM invoices
    WHERE deleted_at IS NULL AND id = ANY(ARRAY(
      SELECT invoice_id FROM line_items WHERE id = ANY(${[...asked.lineIds]}::uuid[])
      UNION SELECT invoice_id FROM findings WHERE id = ANY(${[...asked.findingIds]}::uuid[])
      UNION SELECT unnest(${[...asked.invoiceIds, ...asked.wholeInvoiceIds]}::uuid[])))
    ORDER BY id FOR UPDATE`.execute(db);
  for (const row of rows) {
    const standing: InvoiceStanding = {
      invoiceId: row.id,
      scopeId: row.scope_id,
      loadedVersion: row.row_version,
      version: row.row_version,
      // Sound: the column allows nothing else.
      state: row.state as InvoiceState,
      lineCount: row.line_count,
      hasSteps: row.has_steps,
      submittedBy: row.submitted_by,
      savedE4: row.saved_e4,
      decidedCount: row.decided_count,
      openCount: row.open_count,
      guidelineName: row.guideline_name,
      guidelineVersion: row.guideline_version,
      analysedOn: row.analysed_on,
      isWhole: asked.wholeInvoiceIds.has(row.id),
    };
    record.invoices.set(row.id, standing);
  }
}

interface LineRow extends DecisionColumns {
  readonly id: string;
  readonly invoice_id: string;
  readonly line_number: string;
  readonly total_e4: number | null;
  readonly units_e4: number | null;
  readonly unit_cost_e4: number | null;
  readonly original: string;
  readonly worst_severity: number;
  readonly decision_version: number;
  readonly narrative: string | null;
  readonly narrative_version: number | null;
  readonly by_user: string | null;
  readonly at: Date | null;
  readonly device_id: string | null;
}

async function loadLines(
  db: Transaction<Database>,
  asked: Asked,
  whole: readonly string[],
  record: RecordState,
): Promise<void> {
  const conditions = [
    ...(asked.lineIds.size > 0 ? [sql`l.id = ANY(${[...asked.lineIds]}::uuid[])`] : []),
    ...(whole.length > 0 ? [sql`l.invoice_id = ANY(${whole}::uuid[])`] : []),
  ];
  for (const condition of conditions) {
    const { rows } = await sql<LineRow>`
      SELECT l.id, l.invoice_id, l.line_number, l.total_e4, l.units_e4, l.unit_cost_e4, l.narrative AS original,
        l.worst_severity, l.decision_version, n.narrative, n.row_version AS narrative_version,
        d.kind, d.hours_e4, d.rate_e4, d.percent_e4, d.pool_id, d.cut_e4, d.reason_code, d.note, d.finding_ids,
        d.guideline_version, d.by_user, d.at, d.device_id
      FROM line_items l
      LEFT JOIN narratives n ON n.line_id = l.id
      LEFT JOIN decisions d ON d.line_id = l.id AND d.version = l.decision_version
      WHERE l.deleted_at IS NULL AND ${condition}`.execute(db);
    for (const row of rows) record.lines.set(row.id, lineOf(row));
  }
}

function lineOf(row: LineRow): LineStanding {
  return {
    lineId: row.id,
    invoiceId: row.invoice_id,
    lineNumber: row.line_number,
    totalE4: row.total_e4,
    unitsE4: row.units_e4,
    unitCostE4: row.unit_cost_e4,
    original: row.original,
    isFlagged: row.worst_severity > 0,
    decisionVersion: row.decision_version,
    decision: contentOf(row),
    narrative: row.narrative,
    loadedNarrativeVersion: row.narrative_version ?? 0,
    narrativeVersion: row.narrative_version ?? 0,
  };
}

function contentOf(row: LineRow): DecisionContent | null {
  const decision = decisionOf(row);
  if (decision === null || row.by_user === null || row.at === null || row.device_id === null) return null;
  return { ...decision, by: row.by_user, at: row.at.toISOString(), deviceId: row.device_id };
}

async function loadFindings(
  db: Transaction<Database>,
  asked: Asked,
  whole: readonly string[],
  record: RecordState,
): Promise<void> {
  const findings = await sql<{
    readonly id: string;
    readonly invoice_id: string;
    readonly rule_id: string;
    readonly severity: number;
    readonly line_ids: string[];
  }>`
    SELECT f.id, f.invoice_id, f.rule_id, f.severity, ARRAY(
      SELECT fl.line_id::text FROM finding_lines fl WHERE fl.finding_id = f.id) AS line_ids
    FROM findings f
    WHERE f.deleted_at IS NULL AND (f.id = ANY(${[...asked.findingIds]}::uuid[]) OR f.invoice_id = ANY(${whole}::uuid[]))`.execute(
    db,
  );
  for (const row of findings.rows) {
    record.findings.set(row.id, {
      findingId: row.id,
      invoiceId: row.invoice_id,
      ruleId: row.rule_id,
      severity: row.severity,
      lineIds: row.line_ids,
    });
  }
  const dismissals = await sql<{
    readonly finding_id: string;
    readonly invoice_id: string;
    readonly is_enabled: boolean;
    readonly reason: string | null;
    readonly row_version: number;
  }>`
    SELECT finding_id, invoice_id, is_enabled, reason, row_version FROM dismissals
    WHERE finding_id = ANY(${[...asked.findingIds]}::uuid[]) OR invoice_id = ANY(${whole}::uuid[])`.execute(db);
  for (const row of dismissals.rows) {
    record.dismissals.set(row.finding_id, {
      findingId: row.finding_id,
      invoiceId: row.invoice_id,
      isEnabled: row.is_enabled,
      reason: row.reason,
      loadedVersion: row.row_version,
      version: row.row_version,
    });
  }
}

async function loadGuidelines(db: Transaction<Database>, asked: Asked, record: RecordState): Promise<void> {
  for (const { name, version } of builtInGuidelines) keepHighest(record, name, version);
  const rows = await db
    .selectFrom('guidelines')
    .select(['name', ({ fn }) => fn.max('version').as('version')])
    .where('name', 'in', [...asked.guidelineNames])
    .groupBy('name')
    .execute();
  for (const { name, version } of rows) keepHighest(record, name, version);
}

function keepHighest(record: RecordState, name: string, version: number): void {
  record.guidelines.set(name, Math.max(version, record.guidelines.get(name) ?? 0));
}
