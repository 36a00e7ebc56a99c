import type { Decision } from '#shared/domain/decision.ts';
import type {
  Before,
  DecisionContent,
  FindingFacts,
  InvoiceFacts,
  LineFacts,
  ReviewFacts,
  UndoRecord,
} from '#shared/review/mutation.ts';
import { reviewDigest } from '#shared/sync/review-digest.ts';
import type { GuidelineShelf } from './guideline-shelf.ts';
import { findInvoiceRow, type InvoiceRow } from './invoice-record.ts';
import { keyAt, keyRange, splitLineId } from './keys.ts';
import type { PreparedSql } from './prepared-sql.ts';
import { severityNumber } from './severity.ts';

const MUST_FIX = severityNumber('must_fix');

interface LineFactsRow {
  readonly line_number: string;
  readonly total_e4: number | null;
  readonly units_e4: number | null;
  readonly unit_cost_e4: number | null;
  readonly narrative: string;
  readonly original_narrative: string | null;
  readonly worst_severity: number;
  readonly decision_version: number;
  readonly decision_kind: Decision['kind'] | null;
  readonly cut_e4: number | null;
}

export interface DecisionRow {
  readonly version: number;
  readonly kind: Decision['kind'] | null;
  readonly hours_e4: number | null;
  readonly rate_e4: number | null;
  readonly percent_e4: number | null;
  readonly pool_id: string | null;
  readonly cut_e4: number | null;
  readonly reason_code: Decision['reasonCode'];
  readonly note: string | null;
  readonly finding_ids: string | null;
  readonly guideline_version: number | null;
  readonly by: string;
  readonly at: string;
  readonly device_id: string;
}

export interface ActionFacts extends UndoRecord {
  readonly clientSeq: number;
  readonly state: 'done' | 'undone';
}

/** Facts of the cache as they stand now, each read at most once: made anew for every mutation. */
export interface CacheFacts extends ReviewFacts {
  /** An action of this device that can be undone or done again. */
  action(clientSeq: number): ActionFacts | null;
  /** @returns `null` when no invoice held has this line */
  lineKey(lineId: string): number | null;
  invoiceRow(invoiceId: string): InvoiceRow | null;
}

export function factsOf(cache: PreparedSql, guidelines: GuidelineShelf): CacheFacts {
  const invoiceRows = new Map<string, InvoiceRow | null>();
  const prefixes = new Map<string, { readonly invoice_key: number; readonly id: string } | null>();
  const lines = new Map<string, LineFacts | null>();

  const facts: CacheFacts = {
    lineKey(lineId) {
      const { prefix, record } = splitLineId(lineId);
      const invoice = invoiceAt(prefix);
      return invoice === null ? null : keyAt(invoice.invoice_key, record);
    },
    invoiceRow(invoiceId) {
      const known = invoiceRows.get(invoiceId);
      if (known !== undefined) return known;
      const row = findInvoiceRow(cache, invoiceId);
      invoiceRows.set(invoiceId, row);
      return row;
    },
    line(lineId) {
      const known = lines.get(lineId);
      if (known !== undefined) return known;
      const line = readLine(lineId);
      lines.set(lineId, line);
      return line;
    },
    invoice(invoiceId) {
      const row = facts.invoiceRow(invoiceId);
      return row === null ? null : invoiceFactsOf(row);
    },
    finding(findingId) {
      const row = cache.get<{ invoice_id: string; rule_id: string; is_enabled: number; reason: string | null }>(
        `SELECT invoices.id AS invoice_id, rule_id, is_enabled, dismissals.reason FROM findings
          JOIN invoices USING (invoice_key) LEFT JOIN dismissals ON dismissals.finding_id = findings.id
          WHERE findings.id = ?`,
        findingId,
      );
      if (row === undefined) return null;
      return {
        findingId,
        invoiceId: row.invoice_id,
        ruleId: row.rule_id,
        isEnabled: row.is_enabled === 1,
        reason: row.reason,
      } satisfies FindingFacts;
    },
    decisionAt(lineId, version) {
      const lineKey = facts.lineKey(lineId);
      if (lineKey === null) return null;
      const row = cache.get<DecisionRow>(
        'SELECT * FROM decisions WHERE line_key = ? AND version = ?',
        lineKey,
        version,
      );
      return row === undefined ? null : decisionOfRow(row);
    },
    guideline: (name) => guidelines.latest(name),
    action(clientSeq) {
      const row = cache.get<{
        text: string;
        invoice_id: string | null;
        line_ids: string;
        before: string;
        state: ActionFacts['state'] | 'dropped';
      }>('SELECT text, invoice_id, line_ids, before, state FROM actions WHERE client_seq = ?', clientSeq);
      if (row === undefined || row.state === 'dropped') return null;
      return {
        clientSeq,
        text: row.text,
        invoiceId: row.invoice_id,
        lineIds: JSON.parse(row.line_ids) as string[],
        before: JSON.parse(row.before) as Before,
        state: row.state,
      };
    },
  };
  return facts;

  function invoiceAt(prefix: string): { readonly invoice_key: number; readonly id: string } | null {
    const known = prefixes.get(prefix);
    if (known !== undefined) return known;
    const row =
      cache.get<{ invoice_key: number; id: string }>(
        'SELECT invoice_key, id FROM invoices WHERE line_prefix = ?',
        prefix,
      ) ?? null;
    prefixes.set(prefix, row);
    return row;
  }

  function readLine(lineId: string): LineFacts | null {
    const lineKey = facts.lineKey(lineId);
    if (lineKey === null) return null;
    const row = cache.get<LineFactsRow>(
      `SELECT line_number, total_e4, units_e4, unit_cost_e4, narrative, original_narrative, worst_severity,
        decision_version, decision_kind, cut_e4 FROM line_items WHERE line_key = ?`,
      lineKey,
    );
    const invoiceId = invoiceAt(splitLineId(lineId).prefix)?.id;
    if (row === undefined || invoiceId === undefined) return null;
    return {
      lineId,
      invoiceId,
      lineNumber: row.line_number,
      totalE4: row.total_e4,
      unitsE4: row.units_e4,
      unitCostE4: row.unit_cost_e4,
      narrative: row.narrative,
      originalNarrative: row.original_narrative ?? row.narrative,
      isFlagged: row.worst_severity > 0,
      decisionVersion: row.decision_version,
      decisionKind: row.decision_kind,
      cutE4: row.cut_e4,
    };
  }

  function invoiceFactsOf(row: InvoiceRow): InvoiceFacts {
    return {
      invoiceId: row.id,
      state: row.state,
      lineCount: row.line_count,
      hasSteps: row.has_steps === 1,
      submittedBy: row.submitted_by,
      savedE4: row.saved_e4,
      decidedCount: row.decided_count,
      guidelineName: row.guideline_name,
      guidelineVersion: row.guideline_version,
      analysedOn: row.analysed_on,
      seriousOpenCount() {
        const { first, last } = keyRange(row.invoice_key);
        return (
          cache.get<{ count: number }>(
            `SELECT count(*) AS count FROM line_items
              WHERE line_key BETWEEN ? AND ? AND worst_severity >= ? AND decision_kind IS NULL`,
            first,
            last,
            MUST_FIX,
          )?.count ?? 0
        );
      },
      reviewDigest: () => digestOf(row),
    };
  }

  function digestOf(row: InvoiceRow): string {
    const { first, last } = keyRange(row.invoice_key);
    return reviewDigest({
      guidelineName: row.guideline_name,
      guidelineVersion: row.guideline_version,
      decisions: cache
        .all<DecisionRow & { id: string }>(
          `SELECT line_items.id, decisions.* FROM line_items JOIN decisions ON decisions.line_key = line_items.line_key
            AND decisions.version = line_items.decision_version
            WHERE line_items.line_key BETWEEN ? AND ? AND decision_kind IS NOT NULL`,
          first,
          last,
        )
        .flatMap((each) => {
          const decision = decisionOfRow(each);
          return decision === null ? [] : [{ lineId: each.id, decision }];
        }),
      narratives: cache.all<{ lineId: string; narrative: string }>(
        `SELECT id AS lineId, narrative FROM line_items
          WHERE line_key BETWEEN ? AND ? AND original_narrative IS NOT NULL`,
        first,
        last,
      ),
      dismissals: cache.all<{ findingId: string; reason: string | null }>(
        'SELECT finding_id AS findingId, reason FROM dismissals WHERE invoice_key = ?',
        row.invoice_key,
      ),
    });
  }
}

/** A stored decision without its place; `null` for a mark that a decision was taken away. */
export function decisionOfRow(row: DecisionRow): DecisionContent | null {
  if (row.kind === null) return null;
  return {
    kind: row.kind,
    ...(row.hours_e4 === null ? {} : { hoursE4: row.hours_e4 }),
    ...(row.rate_e4 === null ? {} : { rateE4: row.rate_e4 }),
    ...(row.percent_e4 === null ? {} : { percentE4: row.percent_e4 }),
    ...(row.pool_id === null ? {} : { poolId: row.pool_id }),
    cutE4: row.cut_e4,
    reasonCode: row.reason_code,
    ...(row.note === null ? {} : { note: row.note }),
    findingIds: row.finding_ids === null ? [] : (JSON.parse(row.finding_ids) as string[]),
    guidelineVersion: row.guideline_version,
    by: row.by,
    at: row.at,
    deviceId: row.device_id,
  };
}
