import { sql } from 'kysely';
import type { SyncedTable } from '#shared/sync/synced-row.ts';
import { asSystem } from '../access/as-system.ts';
import { reckonRuleSums } from '../invoices/reckon-rule-sums.ts';
import type { ChangeBatch } from './change-batch.ts';
import { held, type PlannedWrites } from './planned-writes.ts';
import type { RecordState } from './record-state.ts';

/** Writes what was planned, table by table, and says so to the feed. */
export async function writeOut(
  batch: ChangeBatch,
  record: RecordState,
  writes: PlannedWrites,
  newId: () => string,
): Promise<void> {
  const scopeOf = (invoiceId: string) => held(record.invoices, invoiceId).scopeId;
  const put = (scopeId: string, table: SyncedTable, rowId: string, rowVersion = 1, previousVersion = rowVersion - 1) =>
    batch.change({ scopeId, table, rowId, op: 'put', rowVersion, previousVersion });
  await writeDecisions(batch, record, writes);
  for (const { line, version } of writes.decisions) {
    put(scopeOf(line.invoiceId), 'decision', `${line.lineId}:${version}`);
  }
  await writeNarratives(batch, record, writes);
  for (const lineId of writes.narratives.keys()) {
    const { invoiceId, narrativeVersion, loadedNarrativeVersion } = held(record.lines, lineId);
    put(scopeOf(invoiceId), 'narrative', lineId, narrativeVersion, loadedNarrativeVersion);
  }
  await writeDismissals(batch, record, writes);
  for (const findingId of writes.dismissedIds.keys()) {
    const { invoiceId, version, loadedVersion } = held(record.dismissals, findingId);
    put(scopeOf(invoiceId), 'dismissal', findingId, version, loadedVersion);
  }
  for (const id of await writeComments(batch, record, writes)) put(id.scopeId, 'comment', id.commentId);
  for (const { invoiceId, text, by } of writes.history) {
    const id = newId();
    await batch.db
      .insertInto('invoice_history')
      .values({
        id,
        invoice_id: invoiceId,
        text,
        by_user: by,
        at: batch.now,
        scope_id: scopeOf(invoiceId),
        updated_seq: null,
        deleted_at: null,
      })
      .execute();
    put(scopeOf(invoiceId), 'history', id);
  }
  await writeGuidelines(batch, writes);
  for (const { guideline } of writes.guidelines) put('firm', 'guideline', `${guideline.name}:${guideline.version}`);
  await writeInvoices(batch, record, writes);
  for (const invoiceId of writes.invoiceIds) {
    const { scopeId, version, loadedVersion } = held(record.invoices, invoiceId);
    // Counters are no part of what travels.
    if (version !== loadedVersion) put(scopeId, 'invoice', invoiceId, version, loadedVersion);
  }
  if (writes.dismissedIds.size > 0) await recountMarks(batch, record, [...writes.dismissedIds.keys()]);
}

async function writeDecisions(batch: ChangeBatch, record: RecordState, writes: PlannedWrites): Promise<void> {
  if (writes.decisions.length === 0) return;
  const rows = writes.decisions.map(({ line, version, decision, by, from }) => ({
    line_id: line.lineId,
    version,
    invoice_id: line.invoiceId,
    kind: decision?.kind ?? null,
    hours_e4: decision?.hoursE4 ?? null,
    rate_e4: decision?.rateE4 ?? null,
    percent_e4: decision?.percentE4 ?? null,
    pool_id: decision?.poolId ?? null,
    cut_e4: decision?.cutE4 ?? null,
    reason_code: decision?.reasonCode ?? null,
    note: decision?.note ?? null,
    finding_ids: decision?.findingIds ?? [],
    guideline_version: decision?.guidelineVersion ?? null,
    by_user: by,
    at: batch.now,
    client_at: from.clientAt,
    device_id: from.deviceId,
    client_seq: from.clientSeq,
    scope_id: held(record.invoices, line.invoiceId).scopeId,
  }));
  await sql`INSERT INTO decisions (line_id, version, invoice_id, kind, hours_e4, rate_e4, percent_e4, pool_id, cut_e4,
      reason_code, note, finding_ids, guideline_version, by_user, at, client_at, device_id, client_seq, scope_id)
    SELECT line_id, version, invoice_id, kind, hours_e4, rate_e4, percent_e4, pool_id, cut_e4,
      reason_code, note, finding_ids, guideline_version, by_user, at, client_at, device_id, client_seq, scope_id
    FROM jsonb_populate_recordset(NULL::decisions, ${JSON.stringify(rows)}::jsonb)`.execute(batch.db);
  const lines = [...writes.lineIds].map((lineId) => held(record.lines, lineId));
  await sql`UPDATE line_items l SET decision_version = d.version, decision_kind = d.kind, cut_e4 = d.cut_e4
    FROM unnest(${lines.map(({ lineId }) => lineId)}::uuid[], ${lines.map((line) => line.decisionVersion)}::integer[],
      ${lines.map(({ decision }) => decision?.kind ?? null)}::text[],
      ${lines.map(({ decision }) => decision?.cutE4 ?? null)}::bigint[]) AS d (line_id, version, kind, cut_e4)
    WHERE l.id = d.line_id`.execute(batch.db);
}

async function writeNarratives(batch: ChangeBatch, record: RecordState, writes: PlannedWrites): Promise<void> {
  if (writes.narratives.size === 0) return;
  const rows = [...writes.narratives].map(([lineId, { narrative, by }]) => {
    const { invoiceId, narrativeVersion } = held(record.lines, lineId);
    return {
      line_id: lineId,
      invoice_id: invoiceId,
      narrative,
      by_user: by,
      at: batch.now,
      scope_id: held(record.invoices, invoiceId).scopeId,
      row_version: narrativeVersion,
      updated_seq: null,
      deleted_at: null,
    };
  });
  await batch.db
    .insertInto('narratives')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('line_id').doUpdateSet(({ ref }) => ({
        narrative: ref('excluded.narrative'),
        by_user: ref('excluded.by_user'),
        at: ref('excluded.at'),
        row_version: ref('excluded.row_version'),
      })),
    )
    .execute();
}

async function writeDismissals(batch: ChangeBatch, record: RecordState, writes: PlannedWrites): Promise<void> {
  if (writes.dismissedIds.size === 0) return;
  const rows = [...writes.dismissedIds].map(([findingId, { by }]) => {
    const { invoiceId, isEnabled, reason, version } = held(record.dismissals, findingId);
    return {
      finding_id: findingId,
      invoice_id: invoiceId,
      is_enabled: isEnabled,
      reason,
      by_user: by,
      at: batch.now,
      scope_id: held(record.invoices, invoiceId).scopeId,
      row_version: version,
      updated_seq: null,
      deleted_at: null,
    };
  });
  await batch.db
    .insertInto('dismissals')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('finding_id').doUpdateSet(({ ref }) => ({
        is_enabled: ref('excluded.is_enabled'),
        reason: ref('excluded.reason'),
        by_user: ref('excluded.by_user'),
        at: ref('excluded.at'),
        row_version: ref('excluded.row_version'),
      })),
    )
    .execute();
}

/** @returns those that were not there before: a comment is added once, however often it is sent */
async function writeComments(
  batch: ChangeBatch,
  record: RecordState,
  { comments }: PlannedWrites,
): Promise<readonly { readonly commentId: string; readonly scopeId: string }[]> {
  if (comments.length === 0) return [];
  const rows = await batch.db
    .insertInto('comments')
    .values(
      comments.map(({ commentId, invoiceId, lineId, text, by }) => ({
        id: commentId,
        invoice_id: invoiceId,
        line_id: lineId,
        text,
        by_user: by,
        at: batch.now,
        scope_id: held(record.invoices, invoiceId).scopeId,
        updated_seq: null,
        deleted_at: null,
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning(['id', 'scope_id'])
    .execute();
  return rows.map(({ id, scope_id }) => ({ commentId: id, scopeId: scope_id }));
}

async function writeGuidelines(batch: ChangeBatch, { guidelines }: PlannedWrites): Promise<void> {
  if (guidelines.length === 0) return;
  // The judge has asked the author's role; row security knows administrators only.
  await asSystem(batch.db, () =>
    batch.db
      .insertInto('guidelines')
      .values(
        guidelines.map(({ guideline, by }) => ({
          name: guideline.name,
          version: guideline.version,
          body: JSON.stringify(guideline),
          saved_by: by,
          saved_at: batch.now,
          scope_id: 'firm',
          updated_seq: null,
          deleted_at: null,
        })),
      )
      .execute(),
  );
}

async function writeInvoices(batch: ChangeBatch, record: RecordState, { invoiceIds }: PlannedWrites): Promise<void> {
  if (invoiceIds.size === 0) return;
  const rows = [...invoiceIds].map((invoiceId) => held(record.invoices, invoiceId));
  const moved = rows.filter(({ version, loadedVersion }) => version !== loadedVersion);
  await sql`UPDATE invoices i SET saved_e4 = c.saved_e4, decided_count = c.decided_count, open_count = c.open_count
    FROM unnest(${rows.map(({ invoiceId }) => invoiceId)}::uuid[], ${rows.map(({ savedE4 }) => savedE4)}::bigint[],
      ${rows.map(({ decidedCount }) => decidedCount)}::integer[], ${rows.map(({ openCount }) => openCount)}::integer[])
      AS c (id, saved_e4, decided_count, open_count)
    WHERE i.id = c.id`.execute(batch.db);
  for (const { invoiceId, state, hasSteps, submittedBy, version } of moved) {
    await batch.db
      .updateTable('invoices')
      .set({ state, has_steps: hasSteps, submitted_by: submittedBy, row_version: version })
      .where('id', '=', invoiceId)
      .execute();
  }
}

/** A finding switched off or on moves what is proposed and open on its lines and in its invoice's sums. */
async function recountMarks(batch: ChangeBatch, record: RecordState, findingIds: readonly string[]): Promise<void> {
  const invoiceIds = [...new Set(findingIds.map((id) => held(record.dismissals, id).invoiceId))];
  await sql`UPDATE findings f SET is_enabled = d.is_enabled
    FROM dismissals d WHERE d.finding_id = f.id AND f.id = ANY(${findingIds}::uuid[])`.execute(batch.db);
  await sql`UPDATE line_items l SET worst_severity = m.worst, proposed_e4 = m.proposed
    FROM (
      SELECT touched.line_id, coalesce(max(f.severity), 0) AS worst, coalesce(max(fl.cut_e4), 0) AS proposed
      FROM (SELECT DISTINCT line_id FROM finding_lines WHERE finding_id = ANY(${findingIds}::uuid[])) touched
      LEFT JOIN (finding_lines fl JOIN findings f ON f.id = fl.finding_id AND f.is_enabled AND f.deleted_at IS NULL)
        ON fl.line_id = touched.line_id
      GROUP BY touched.line_id) m
    WHERE l.id = m.line_id`.execute(batch.db);
  await sql`UPDATE invoices i SET proposed_e4 = m.proposed, flagged_count = m.flagged, open_count = m.open,
      (finding_count, worst_severity) = (
        SELECT count(*), coalesce(max(f.severity), 0) FROM findings f
        WHERE f.invoice_id = i.id AND f.is_enabled AND f.deleted_at IS NULL)
    FROM (
      SELECT l.invoice_id, sum(l.proposed_e4)::bigint AS proposed,
        count(*) FILTER (WHERE l.worst_severity > 0) AS flagged,
        count(*) FILTER (WHERE l.worst_severity > 0 AND l.decision_kind IS NULL) AS open
      FROM line_items l WHERE l.invoice_id = ANY(${invoiceIds}::uuid[]) AND l.deleted_at IS NULL
      GROUP BY l.invoice_id) m
    WHERE i.id = m.invoice_id`.execute(batch.db);
  await reckonRuleSums(batch.db, invoiceIds);
}
