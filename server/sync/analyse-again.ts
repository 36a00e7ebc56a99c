import { sql } from 'kysely';
import { SEVERITIES } from '#shared/domain/finding.ts';
import type { Invoice, IsoDate } from '#shared/domain/invoice.ts';
import { analyseInvoice } from '#shared/rules/analyse.ts';
import type { RuleContext } from '#shared/rules/prepare/prepared-invoice.ts';
import { guidelineHeld, nameAssigned } from '../guidelines/held-guidelines.ts';
import { reckonRuleSums } from '../invoices/reckon-rule-sums.ts';
import type { ChangeBatch } from './change-batch.ts';
import { type AnalysisChange, held } from './planned-writes.ts';
import type { RecordState } from './record-state.ts';
import { invoiceBody, lineBody } from './row-bodies.ts';

interface Dates {
  readonly today: IsoDate;
  readonly receivedOn: IsoDate;
}

/**
 * Checks an invoice by another guideline and puts the new findings in the place of the old. Decisions and
 * dismissals stay: a person made them, and a finding that comes back has the same id.
 * @param factsOf what else is known for the rules; without it the invoice alone, as a laptop checks it
 */
export async function analyseAgain(
  batch: ChangeBatch,
  record: RecordState,
  change: AnalysisChange,
  factsOf: (invoice: Invoice, matterId: string, dates: Dates) => Promise<RuleContext> = async (
    _invoice,
    _matter,
    dates,
  ) => dates,
): Promise<void> {
  const { invoiceId, guidelineName, guidelineVersion, analysedOn } = change;
  const { scopeId } = held(record.invoices, invoiceId);
  const guideline = await guidelineHeld(batch.db, guidelineName, guidelineVersion);
  if (guideline === null) throw new Error('A judged change names a guideline that is not held.');
  const row = await batch.db.selectFrom('invoices').selectAll().where('id', '=', invoiceId).executeTakeFirstOrThrow();
  const lines = await batch.db
    .selectFrom('line_items')
    .selectAll()
    .where('invoice_id', '=', invoiceId)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute();
  const body = invoiceBody(row);
  const invoice: Invoice = { ...body, id: invoiceId, lines: lines.map((line) => ({ id: line.id, ...lineBody(line) })) };
  const dates = { today: analysedOn, receivedOn: body.receivedAt.slice(0, 10) };
  const { findings, skipped } = analyseInvoice(invoice, guideline, await factsOf(invoice, row.matter_id, dates));
  const dismissed = new Set(
    (
      await batch.db
        .selectFrom('dismissals')
        .select('finding_id')
        .where('invoice_id', '=', invoiceId)
        .where('is_enabled', '=', false)
        .execute()
    ).map(({ finding_id }) => finding_id),
  );
  const before = new Map(
    (
      await batch.db
        .selectFrom('findings')
        .select(['id', 'row_version', 'deleted_at'])
        .where('invoice_id', '=', invoiceId)
        .execute()
    ).map((each) => [each.id, each]),
  );
  const wanted = new Set(findings.map(({ id }) => id));
  const gone = [...before.values()].filter(({ id, deleted_at }) => deleted_at === null && !wanted.has(id));
  if (gone.length > 0) {
    const ids = gone.map(({ id }) => id);
    await sql`DELETE FROM finding_lines WHERE finding_id = ANY(${ids}::uuid[])`.execute(batch.db);
    await sql`UPDATE findings SET deleted_at = ${batch.now}, row_version = row_version + 1
      WHERE id = ANY(${ids}::uuid[])`.execute(batch.db);
    for (const { id, row_version } of gone) {
      const versions = { rowVersion: row_version + 1, previousVersion: row_version };
      batch.change({ scopeId, table: 'finding', rowId: id, op: 'delete', ...versions });
    }
  }
  const rows = findings.map(({ id, ...finding }, position) => ({
    id,
    invoice_id: invoiceId,
    position,
    rule_id: finding.ruleId,
    severity: SEVERITIES.indexOf(finding.severity) + 1,
    is_enabled: !dismissed.has(id),
    potential_saving_e4: finding.potentialSavingE4,
    body: finding,
    scope_id: scopeId,
    row_version: (before.get(id)?.row_version ?? 0) + 1,
  }));
  await sql`INSERT INTO findings (id, invoice_id, position, rule_id, severity, is_enabled, potential_saving_e4, body,
      scope_id, row_version)
    SELECT id, invoice_id, position, rule_id, severity, is_enabled, potential_saving_e4, body, scope_id, row_version
    FROM jsonb_populate_recordset(NULL::findings, ${JSON.stringify(rows)}::jsonb)
    ON CONFLICT (id) DO UPDATE SET position = excluded.position, severity = excluded.severity,
      is_enabled = excluded.is_enabled, potential_saving_e4 = excluded.potential_saving_e4, body = excluded.body,
      row_version = excluded.row_version, deleted_at = NULL`.execute(batch.db);
  for (const { id, row_version } of rows) {
    const was = before.get(id);
    const previousVersion = was === undefined || was.deleted_at !== null ? 0 : was.row_version;
    batch.change({ scopeId, table: 'finding', rowId: id, op: 'put', rowVersion: row_version, previousVersion });
  }
  const cuts = findings.flatMap(({ id, lineIds, proposed }) =>
    lineIds.map((lineId) => ({
      finding_id: id,
      line_id: lineId,
      cut_e4: proposed.kind === 'none' ? 0 : (proposed.cutE4ByLine[lineId] ?? 0),
    })),
  );
  await sql`INSERT INTO finding_lines (line_id, finding_id, cut_e4)
    SELECT line_id, finding_id, cut_e4 FROM jsonb_populate_recordset(NULL::finding_lines, ${JSON.stringify(cuts)}::jsonb)
    ON CONFLICT (line_id, finding_id) DO UPDATE SET cut_e4 = excluded.cut_e4`.execute(batch.db);
  await sql`UPDATE line_items l SET worst_severity = m.worst, proposed_e4 = m.proposed
    FROM (
      SELECT l.id, coalesce(max(f.severity), 0) AS worst, coalesce(max(fl.cut_e4), 0) AS proposed
      FROM line_items l
      LEFT JOIN (finding_lines fl JOIN findings f ON f.id = fl.finding_id AND f.is_enabled AND f.deleted_at IS NULL)
        ON fl.line_id = l.id
      WHERE l.invoice_id = ${invoiceId} GROUP BY l.id) m
    WHERE l.id = m.id AND (l.worst_severity, l.proposed_e4) IS DISTINCT FROM (m.worst, m.proposed)`.execute(batch.db);
  await sql`UPDATE invoices i SET guideline_name = ${guidelineName}, guideline_version = ${guideline.version},
      has_own_guideline = ${guidelineName} IS DISTINCT FROM ${nameAssigned(sql`i.matter_id`)},
      analysed_on = ${analysedOn}, body = i.body || ${JSON.stringify({ skipped })}::jsonb,
      row_version = i.row_version + 1, proposed_e4 = m.proposed, flagged_count = m.flagged, open_count = m.open,
      (finding_count, worst_severity) = (
        SELECT count(*), coalesce(max(f.severity), 0) FROM findings f
        WHERE f.invoice_id = i.id AND f.is_enabled AND f.deleted_at IS NULL)
    FROM (
      SELECT coalesce(sum(proposed_e4), 0)::bigint AS proposed, count(*) FILTER (WHERE worst_severity > 0) AS flagged,
        count(*) FILTER (WHERE worst_severity > 0 AND decision_kind IS NULL) AS open
      FROM line_items WHERE invoice_id = ${invoiceId} AND deleted_at IS NULL) m
    WHERE i.id = ${invoiceId}`.execute(batch.db);
  await reckonRuleSums(batch.db, [invoiceId]);
  batch.change({
    scopeId,
    table: 'invoice',
    rowId: invoiceId,
    op: 'put',
    rowVersion: row.row_version + 1,
    previousVersion: row.row_version,
  });
}
