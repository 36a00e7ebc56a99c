import type { Change, DecisionContent, MutationMeta, UndoRecord } from '#shared/review/mutation.ts';
import { insertRows } from './insert-rows.ts';
import { LINE_IMAGE_COLUMNS, type LineImageRow, lineOfRow } from './line-record.ts';
import { lineTextValues, PUT_LINE_TEXT } from './line-text.ts';
import type { PreparedSql } from './prepared-sql.ts';
import { refreshMarks } from './refresh-marks.ts';
import type { CacheFacts } from './review-facts.ts';

/** What changes reach besides the cache's own rows. */
export interface ChangeEffects {
  reanalyse(change: Extract<Change, { kind: 'analysis' }>): void;
  saveGuideline(change: Extract<Change, { kind: 'guideline' }>, clientSeq: number): void;
}

/**
 * Writes a plan's changes; within a transaction. Counters of an invoice are moved by the differences its
 * lines make, so that one decision among 100,000 lines costs one line's work.
 * @param facts those the plan was made from
 * @returns ids of the invoices changed
 */
export function applyChanges(
  cache: PreparedSql,
  facts: CacheFacts,
  effects: ChangeEffects,
  changes: readonly Change[],
  meta: MutationMeta,
): readonly string[] {
  const touched = new Set<string>();
  const moved = new Map<string, Difference>();
  for (const change of changes) {
    switch (change.kind) {
      case 'decision':
        applyDecision(change);
        break;
      case 'narrative':
        applyNarrative(change);
        break;
      case 'finding':
        applyFinding(change);
        break;
      case 'invoiceState':
        touched.add(change.invoiceId);
        cache.run(
          `UPDATE invoices SET state = ?, has_steps = max(has_steps, ?),
            submitted_by = CASE ? WHEN 1 THEN ? ELSE submitted_by END WHERE id = ?`,
          change.state,
          change.isStep === true ? 1 : 0,
          change.submittedBy === undefined ? 0 : 1,
          change.submittedBy ?? null,
          change.invoiceId,
        );
        break;
      case 'comment':
        touched.add(change.invoiceId);
        cache.run(
          `INSERT OR IGNORE INTO comments (id, invoice_key, line_id, text, by, at, client_seq)
            VALUES (?, ?, ?, ?, ?, ?, ?)`,
          change.commentId,
          invoiceKey(change.invoiceId),
          change.lineId,
          change.text,
          meta.author.userId,
          meta.at,
          meta.clientSeq,
        );
        break;
      case 'history':
        addHistory(cache, invoiceKey(change.invoiceId), meta, change.text);
        touched.add(change.invoiceId);
        break;
      case 'guideline':
        effects.saveGuideline(change, meta.clientSeq);
        break;
      case 'analysis':
        effects.reanalyse(change);
        touched.add(change.invoiceId);
        break;
      case 'actionState':
        cache.run('UPDATE actions SET state = ? WHERE client_seq = ?', change.state, change.clientSeq);
        break;
    }
  }
  for (const [invoiceId, difference] of moved) {
    touched.add(invoiceId);
    cache.run(
      `UPDATE invoices SET saved_e4 = saved_e4 + ?, decided_count = decided_count + ?, open_count = open_count + ?
        WHERE id = ?`,
      difference.savedE4,
      difference.decidedCount,
      difference.openCount,
      invoiceId,
    );
  }
  return [...touched];

  function invoiceKey(invoiceId: string): number {
    const row = facts.invoiceRow(invoiceId);
    if (row === null) throw new Error('A change names an invoice that is not there.');
    return row.invoice_key;
  }

  function applyDecision({ lineId, decision }: Extract<Change, { kind: 'decision' }>): void {
    const line = facts.line(lineId);
    const lineKey = facts.lineKey(lineId);
    if (line === null || lineKey === null) return;
    const version = line.decisionVersion + 1;
    cache.run(
      'UPDATE line_items SET decision_version = ?, decision_kind = ?, cut_e4 = ? WHERE line_key = ?',
      version,
      decision?.kind ?? null,
      decision?.cutE4 ?? null,
      lineKey,
    );
    insertDecision(cache, lineKey, version, decision, meta);
    const difference = moved.get(line.invoiceId) ?? { savedE4: 0, decidedCount: 0, openCount: 0 };
    difference.savedE4 += (decision?.cutE4 ?? 0) - (line.cutE4 ?? 0);
    const decided = (decision === null ? 0 : 1) - (line.decisionKind === null ? 0 : 1);
    difference.decidedCount += decided;
    if (line.isFlagged) difference.openCount -= decided;
    moved.set(line.invoiceId, difference);
  }

  function applyNarrative({ lineId, narrative }: Extract<Change, { kind: 'narrative' }>): void {
    const line = facts.line(lineId);
    const lineKey = facts.lineKey(lineId);
    if (line === null || lineKey === null) return;
    cache.run(
      'UPDATE line_items SET narrative = ?, original_narrative = ? WHERE line_key = ?',
      narrative,
      narrative === line.originalNarrative ? null : line.originalNarrative,
      lineKey,
    );
    cache.run('INSERT OR REPLACE INTO own_narratives (line_key, client_seq) VALUES (?, ?)', lineKey, meta.clientSeq);
    putLineText(cache, lineKey);
    touched.add(line.invoiceId);
  }

  function applyFinding(change: Extract<Change, { kind: 'finding' }>): void {
    const key = invoiceKey(change.invoiceId);
    if (change.isEnabled) cache.run('DELETE FROM dismissals WHERE finding_id = ?', change.findingId);
    else {
      cache.run(
        'INSERT OR REPLACE INTO dismissals (finding_id, invoice_key, reason) VALUES (?, ?, ?)',
        change.findingId,
        key,
        change.reason,
      );
    }
    cache.run(
      'INSERT OR REPLACE INTO own_dismissals (finding_id, invoice_key, client_seq) VALUES (?, ?, ?)',
      change.findingId,
      key,
      meta.clientSeq,
    );
    refreshMarks(cache, key, change.findingId, change.isEnabled);
    touched.add(change.invoiceId);
  }
}

interface Difference {
  savedE4: number;
  decidedCount: number;
  openCount: number;
}

function insertDecision(
  cache: PreparedSql,
  lineKey: number,
  version: number,
  decision: DecisionContent | null,
  meta: MutationMeta,
): void {
  cache.run(
    `INSERT INTO decisions (line_key, version, kind, hours_e4, rate_e4, percent_e4, pool_id, cut_e4, reason_code, note,
      finding_ids, guideline_version, by, at, device_id, client_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    lineKey,
    version,
    decision?.kind ?? null,
    decision?.hoursE4 ?? null,
    decision?.rateE4 ?? null,
    decision?.percentE4 ?? null,
    decision?.poolId ?? null,
    decision?.cutE4 ?? null,
    decision?.reasonCode ?? null,
    decision?.note ?? null,
    decision === null || decision.findingIds.length === 0 ? null : JSON.stringify(decision.findingIds),
    decision?.guidelineVersion ?? null,
    decision?.by ?? meta.author.userId,
    decision?.at ?? meta.at,
    decision?.deviceId ?? meta.deviceId,
    meta.clientSeq,
  );
}

/** The words of a line as they stand, for the search index. */
export function putLineText(cache: PreparedSql, lineKey: number): void {
  const row = cache.get<LineImageRow>(`SELECT ${LINE_IMAGE_COLUMNS} FROM line_items WHERE line_key = ?`, lineKey);
  if (row !== undefined) insertRows(cache, PUT_LINE_TEXT, [lineTextValues(lineKey, row.narrative, lineOfRow(row))]);
}

export function addHistory(
  cache: PreparedSql,
  invoiceKey: number,
  meta: Pick<MutationMeta, 'clientSeq' | 'at' | 'author'>,
  text: string,
): void {
  cache.run(
    'INSERT OR REPLACE INTO history (id, invoice_key, client_seq, at, by, text) VALUES (?, ?, ?, ?, ?, ?)',
    `${String(meta.clientSeq).padStart(16, '0')}:${invoiceKey}`,
    invoiceKey,
    meta.clientSeq,
    meta.at,
    meta.author.userId,
    text,
  );
}

/** Puts an action on the undo stack; what had been undone can then no longer be done again. */
export function pushAction(cache: PreparedSql, clientSeq: number, undo: UndoRecord): void {
  cache.run(`UPDATE actions SET state = 'dropped', before = '' WHERE state = 'undone'`);
  cache.run(
    `INSERT INTO actions (client_seq, text, invoice_id, line_ids, before, state) VALUES (?, ?, ?, ?, ?, 'done')`,
    clientSeq,
    undo.text,
    undo.invoiceId,
    JSON.stringify(undo.lineIds),
    JSON.stringify(undo.before),
  );
}
