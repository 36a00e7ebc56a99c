import type { RowImage } from '#shared/api/sync.ts';
import type { Engine } from '../engine.ts';
import { invoiceKeyOf, keyRange } from '../store/keys.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';
import { type ApplyMode, applyRows, type Touched } from './apply-rows.ts';
import { ownAnalyses, standByDecisions, standByDismissals, standByImage, standByNarratives } from './roll-back.ts';
import type { ScopeRow } from './scopes.ts';
import { markLines, markWholeInvoice, settleInvoice } from './settle-invoice.ts';

export interface AppliedPage {
  /** Invoices that show something else now. */
  readonly invoiceIds: readonly string[];
  readonly hasNotifications: boolean;
}

/**
 * Stores one page of a scope together with how far it reaches, in one transaction: the image is brought back, moved
 * on, and own work laid on again. Invoices that nothing shows yet are finished with the last page of a fresh scope.
 * @param isLast the scope is whole after this page
 * @param finish writes cursor, state and checksum of the scope; in the same transaction
 */
export function applyPage(
  engine: Engine,
  scope: ScopeRow,
  rows: readonly RowImage[],
  mode: ApplyMode,
  isLast: boolean,
  finish: (checksum: string) => void,
): AppliedPage {
  const { cache, outbox, overlay } = engine;
  const shown = new Set<number>();
  let hasNotifications = false;
  let arrived: readonly string[] = [];
  cache.transaction(() => {
    const isWhole = mode === 'fresh' && isLast;
    const moved = overlay.rebase(affectedBy(engine, scope, rows, isWhole), () => {
      const touched = applyRows(cache, scope, rows, mode);
      const visible = visibleAmong(cache, touched.invoiceKeys, mode);
      settleTouched(cache, touched, visible);
      if (isWhole) for (const key of settleRest(cache, scope.scope_key, visible)) shown.add(key);
      for (const key of visible) shown.add(key);
      finish(touched.checksum);
      hasNotifications = touched.hasNotifications || touched.hasPeople;
      arrived = touched.arrived;
      return shown;
    });
    for (const key of moved) shown.add(key);
  });
  for (const invoiceId of arrived) outbox.queue.assignScope(invoiceId, scope.scope_id);
  const invoiceIds = idsOf(cache, shown);
  for (const invoiceId of invoiceIds) engine.views.forget(invoiceId, 'everything');
  return { invoiceIds, hasNotifications };
}

/**
 * Invoices of the scope on which own work lies, as far as this page can move them. A comment or an entry of the history
 * that a restored server has lost carries nothing else with it: its invoice is found while it is removed.
 */
function affectedBy(engine: Engine, scope: ScopeRow, rows: readonly RowImage[], isWhole: boolean): Set<number> {
  const { cache, outbox } = engine;
  const affected = new Set<number>();
  const keyOf = (sql: string, value: string) => {
    const row = cache.get<{ invoice_key: number }>(sql, value);
    if (row !== undefined) affected.add(row.invoice_key);
  };
  if (isWhole) {
    for (const { invoice_key: key } of cache.all<{ invoice_key: number }>(
      'SELECT invoice_key FROM invoice_keys WHERE scope_key = ?',
      scope.scope_key,
    )) {
      affected.add(key);
    }
  }
  const ids = new Set<string>();
  const prefixes = new Set<string>();
  const findings: string[] = [];
  for (const { table, id, body } of rows) {
    if (table === 'invoice') ids.add(id);
    else if (typeof body === 'object' && body !== null && 'invoiceId' in body) ids.add(String(body.invoiceId));
    else if (table === 'line' || table === 'decision' || table === 'narrative') prefixes.add(id.slice(0, 24));
    else if (table === 'finding' || table === 'dismissal') findings.push(id);
  }
  // What was answered goes with the page that shows it, also where nothing of it is among the rows.
  for (const { state, invoiceIds } of outbox.queue.open()) {
    if (state === 'acknowledged') for (const id of invoiceIds) ids.add(id);
  }
  for (const id of ids) keyOf('SELECT invoice_key FROM invoice_keys WHERE id = ?', id);
  for (const prefix of prefixes) keyOf('SELECT invoice_key FROM invoice_keys WHERE line_prefix = ?', prefix);
  for (const id of findings) keyOf('SELECT invoice_key FROM findings WHERE id = ?', id);
  // A bill checked here was compared with all that were held: with another come or gone it is compared again.
  if (isWhole || rows.some(({ table }) => table === 'invoice' || table === 'line')) {
    for (const key of ownAnalyses(cache)) affected.add(key);
  }
  return affected;
}

/** Invoices to be brought up now; a fresh scope's own wait until all their rows are in. */
function visibleAmong(cache: PreparedSql, keys: ReadonlySet<number>, mode: ApplyMode): ReadonlySet<number> {
  if (mode !== 'fresh') return keys;
  return new Set(
    [...keys].filter((key) => cache.get('SELECT 1 AS shown FROM invoices WHERE invoice_key = ?', key) !== undefined),
  );
}

function settleTouched(cache: PreparedSql, touched: Touched, visible: ReadonlySet<number>): void {
  if (visible.size === 0) return;
  const within = (lineKeys: Iterable<number>) => [...lineKeys].filter((key) => visible.has(invoiceKeyOf(key)));
  standByDecisions(cache, within(touched.decisionLines));
  standByNarratives(cache, rewrittenAmong(cache, within(touched.narrativeLines)));
  for (const [key, ids] of touched.dismissals) if (visible.has(key)) standByDismissals(cache, key, [...ids]);
  markLines(cache, within(touched.markedLines));
  for (const key of visible) {
    settleInvoice(cache, key, touched.newImages.has(key));
    if (touched.newImages.has(key)) standByImage(cache, key);
  }
}

/** Lines whose words the image or this device changed: the others are as read. */
function rewrittenAmong(cache: PreparedSql, lineKeys: readonly number[]): readonly number[] {
  return cache
    .all<{ line_key: number }>(
      `SELECT line_key FROM line_items WHERE line_key IN (SELECT value FROM json_each(?)) AND (original_narrative IS NOT NULL
        OR EXISTS (SELECT 1 FROM narrative_images WHERE narrative_images.line_key = line_items.line_key))`,
      JSON.stringify(lineKeys),
    )
    .map(({ line_key: key }) => key);
}

/** Finishes the invoices of a fresh scope that nothing has shown yet, whole. @returns their keys */
function settleRest(cache: PreparedSql, scopeKey: number, done: ReadonlySet<number>): readonly number[] {
  const rest = cache
    .all<{ invoice_key: number }>('SELECT invoice_key FROM invoice_keys WHERE scope_key = ?', scopeKey)
    .map(({ invoice_key: key }) => key)
    .filter((key) => !done.has(key));
  for (const key of rest) {
    const { first, last } = keyRange(key);
    const keysIn = (table: string) =>
      cache
        .all<{ line_key: number }>(`SELECT DISTINCT line_key FROM ${table} WHERE line_key BETWEEN ? AND ?`, first, last)
        .map(({ line_key: lineKey }) => lineKey);
    standByDecisions(cache, keysIn('decisions'));
    standByNarratives(cache, keysIn('narrative_images'));
    cache.run('DELETE FROM dismissals WHERE invoice_key = ?', key);
    cache.run(
      `INSERT INTO dismissals (finding_id, invoice_key, reason) SELECT finding_id, invoice_key, reason
        FROM dismissal_images WHERE is_enabled = 0 AND invoice_key = ?`,
      key,
    );
    cache.run(
      `UPDATE findings SET is_enabled = 0 WHERE finding_key BETWEEN ? AND ?
        AND id IN (SELECT finding_id FROM dismissals WHERE invoice_key = ?)`,
      first,
      last,
      key,
    );
    markWholeInvoice(cache, key);
    settleInvoice(cache, key, true);
  }
  return rest;
}

function idsOf(cache: PreparedSql, keys: ReadonlySet<number>): readonly string[] {
  return cache
    .all<{ id: string }>(
      'SELECT id FROM invoice_keys WHERE invoice_key IN (SELECT value FROM json_each(?))',
      JSON.stringify([...keys]),
    )
    .map(({ id }) => id);
}
