import type { RowImage } from '#shared/api/sync.ts';
import type { Finding } from '#shared/domain/finding.ts';
import { checksumHex, moveChecksum } from '#shared/sync/checksum.ts';
import type {
  CommentBody,
  DecisionBody,
  DismissalBody,
  FindingBody,
  HistoryBody,
  InvoiceBody,
  LineBody,
  NarrativeBody,
  NotificationBody,
  SyncedBodies,
} from '#shared/sync/synced-row.ts';
import { insertRows } from '../store/insert-rows.ts';
import { keyAt, splitLineId } from '../store/keys.ts';
import { NO_MARKS } from '../store/line-marks.ts';
import { lineValues } from '../store/line-record.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';
import { severityNumber } from '../store/severity.ts';
import { dropOwnFindings } from './drop-own-findings.ts';
import { heldVersions } from './held-versions.ts';
import { type InvoiceKeyRow, imageKeys } from './image-keys.ts';
import { INSERT_IMAGE_LINE } from './image-sql.ts';
import { removeInvoiceRows } from './remove-invoice.ts';
import { findingLineRows } from './roll-back.ts';
import type { ScopeRow } from './scopes.ts';

/** What a page of rows has moved, for whoever brings the figures up to it. */
export interface Touched {
  /** Invoices any row of which came or went. */
  readonly invoiceKeys: Set<number>;
  /** Of them, those whose own row did. */
  readonly newImages: Set<number>;
  readonly decisionLines: Set<number>;
  readonly narrativeLines: Set<number>;
  readonly markedLines: Set<number>;
  /** By invoice. */
  readonly dismissals: Map<number, Set<string>>;
  /** Imports of this device whose image came with this page. */
  readonly arrived: string[];
  hasPeople: boolean;
  hasNotifications: boolean;
  /** After these rows; 16 hexadecimal digits. */
  checksum: string;
}

/**
 * `fresh`: nothing of the scope is held, so no row needs to be looked up; `feed`: newer versions replace older ones;
 * `reload`: what comes replaces what is held, whatever its version says (the server may be an older one).
 */
export type ApplyMode = 'fresh' | 'feed' | 'reload';

type Row<T extends keyof SyncedBodies> = {
  readonly id: string;
  readonly version: number;
  readonly body: SyncedBodies[T];
};
type Values = readonly (string | number | null)[];

/** Writes a page of image rows of one scope, in any order they come; within a transaction, on the bare image. */
export function applyRows(cache: PreparedSql, scope: ScopeRow, rows: readonly RowImage[], mode: ApplyMode): Touched {
  const keys = imageKeys(cache);
  const touched: Touched = {
    invoiceKeys: new Set(),
    newImages: new Set(),
    decisionLines: new Set(),
    narrativeLines: new Set(),
    markedLines: new Set(),
    dismissals: new Map(),
    arrived: [],
    hasPeople: false,
    hasNotifications: false,
    checksum: scope.checksum,
  };
  let sum = BigInt(`0x${scope.checksum}`);
  const byTable = new Map<string, RowImage[]>();
  for (const row of rows) {
    const list = byTable.get(row.table);
    if (list === undefined) byTable.set(row.table, [row]);
    else list.push(row);
  }
  for (const [table, list] of byTable) {
    claimInvoices(list);
    const held = mode === 'fresh' ? null : heldVersions(cache, keys, scope.scope_key, table, list);
    const put: { id: string; version: number; body: unknown }[] = [];
    const gone: string[] = [];
    for (const { id, version, body } of list) {
      const before = held?.get(id) ?? null;
      if (before !== null && mode === 'feed' && version <= before) continue;
      const taken = before === null ? null : { table, id, version: before };
      if (body === null) {
        if (before === null) continue;
        gone.push(id);
        sum = moveChecksum(sum, null, taken);
      } else {
        put.push({ id, version, body });
        sum = moveChecksum(sum, { table, id, version }, taken);
      }
    }
    if (gone.length > 0) remove(table, gone);
    // Sound: a server sends the body of the table it names (`synced-row.ts`).
    if (put.length > 0) store(table, put as never);
    if (mode === 'reload') {
      insertRows(
        cache,
        'INSERT OR IGNORE INTO reload_seen (scope_key, tbl, id)',
        put.map(({ id }) => [scope.scope_key, table, id]),
      );
    }
  }
  touched.checksum = checksumHex(sum);
  return touched;

  /** An invoice that comes under another scope than before has been moved: what the old scope held of it goes. */
  function claimInvoices(list: readonly RowImage[]): void {
    const ids = new Set<string>();
    for (const { table, id, body } of list) {
      if (body === null) continue;
      if (table === 'invoice') ids.add(id);
      else if (typeof body === 'object' && 'invoiceId' in body) ids.add(String(body.invoiceId));
    }
    for (const invoiceId of ids) {
      const key = keys.of(invoiceId);
      touched.invoiceKeys.add(key.invoice_key);
      if (key.scope_key === scope.scope_key) continue;
      if (key.scope_key !== null) leaveScope(key, key.scope_key);
      keys.moveTo(key, scope.scope_key);
      touched.arrived.push(invoiceId);
    }
  }

  function leaveScope(key: InvoiceKeyRow, oldScope: number): void {
    const old = cache.get<{ checksum: string }>('SELECT checksum FROM scopes WHERE scope_key = ?', oldScope);
    const left = removeInvoiceRows(cache, key.invoice_key, BigInt(`0x${old?.checksum ?? '0'}`));
    cache.run('UPDATE scopes SET checksum = ? WHERE scope_key = ?', checksumHex(left), oldScope);
  }

  function store(table: string, list: never): void {
    switch (table) {
      case 'invoice':
        storeInvoices(list);
        break;
      case 'line':
        storeLines(list);
        break;
      case 'finding':
        storeFindings(list);
        break;
      case 'decision':
        storeDecisions(list);
        break;
      case 'narrative':
        storeNarratives(list);
        break;
      case 'dismissal':
        storeDismissals(list);
        break;
      case 'comment':
        storeComments(list);
        break;
      case 'history':
        storeHistory(list);
        break;
      default:
        storePlain(table, list);
        break;
    }
  }

  function storeInvoices(list: readonly Row<'invoice'>[]): void {
    for (const { id, version, body } of list) {
      const { invoice_key: key } = keys.of(id);
      const before = cache.get<{ version: number }>('SELECT version FROM invoice_images WHERE invoice_key = ?', key);
      // What this device made of the file gives way to what the server made of it.
      if (before?.version === 0) dropOwnReading(key);
      cache.run(
        'INSERT OR REPLACE INTO invoice_images (invoice_key, version, body) VALUES (?, ?, ?)',
        key,
        version,
        JSON.stringify(body satisfies InvoiceBody),
      );
      touched.newImages.add(key);
    }
  }

  function dropOwnReading(key: number): void {
    for (const lineKey of dropOwnFindings(cache, key)) touched.markedLines.add(lineKey);
    cache.run('DELETE FROM history WHERE invoice_key = ? AND row_version = 0', key);
  }

  function storeLines(list: readonly Row<'line'>[]): void {
    const values = list.map(({ id, version, body }): Values => {
      const invoice = keys.of(body.invoiceId);
      keys.nameLines(invoice, id);
      const line = { ...(body satisfies LineBody), id };
      return [...lineValues(keyAt(invoice.invoice_key, body.record), line, NO_MARKS), version];
    });
    insertRows(
      cache,
      INSERT_IMAGE_LINE,
      values,
      'WHERE TRUE ON CONFLICT (line_key) DO UPDATE SET row_version = excluded.row_version',
    );
    const backlog = new Set(list.map(({ body }) => keys.of(body.invoiceId).invoice_key));
    for (const key of backlog) cache.run('INSERT OR IGNORE INTO text_backlog (invoice_key) VALUES (?)', key);
    // Decisions and findings may have come before their line.
    for (const [key] of values) {
      touched.decisionLines.add(Number(key));
      touched.markedLines.add(Number(key));
      touched.narrativeLines.add(Number(key));
    }
  }

  function storeFindings(list: readonly Row<'finding'>[]): void {
    const placed = list.map(({ id, version, body }) => {
      const { invoice_key: invoiceKey } = keys.of(body.invoiceId);
      const { invoiceId: _invoice, position, ...finding } = body satisfies FindingBody;
      return { id, version, invoiceKey, key: keyAt(invoiceKey, position), finding: { id, ...finding } as Finding };
    });
    makeRoom(placed);
    insertRows(
      cache,
      `INSERT INTO findings (finding_key, id, invoice_key, rule_id, severity, is_enabled, line_count, body, row_version)`,
      placed.map(({ id, version, invoiceKey, key, finding }) => [
        key,
        id,
        invoiceKey,
        finding.ruleId,
        severityNumber(finding.severity),
        1,
        finding.lineIds.length,
        JSON.stringify(finding),
        version,
      ]),
    );
    const lines = placed.flatMap(({ key, invoiceKey, finding }) => findingLineRows(key, invoiceKey, finding));
    insertRows(cache, 'INSERT OR IGNORE INTO finding_lines (line_key, finding_key, cut_e4)', lines);
    for (const [lineKey] of lines) touched.markedLines.add(lineKey);
    // A finding that comes back is switched off again if it was.
    for (const { id, invoiceKey } of placed) dismissalsOf(invoiceKey).add(id);
  }

  /** Takes away the older images of these findings, and whatever else lies where they go: it is gone or has moved. */
  function makeRoom(placed: readonly { readonly id: string; readonly key: number }[]): void {
    const coming = new Set(placed.map(({ id }) => id));
    const rows = cache.all<{ finding_key: number; id: string; row_version: number }>(
      `SELECT finding_key, id, row_version FROM findings WHERE finding_key IN (SELECT value FROM json_each(?))`,
      JSON.stringify(placed.map(({ key }) => key)),
    );
    const older =
      mode === 'fresh'
        ? []
        : cache.all<{ finding_key: number; id: string; row_version: number }>(
            'SELECT finding_key, id, row_version FROM findings WHERE id IN (SELECT value FROM json_each(?))',
            JSON.stringify([...coming]),
          );
    for (const { id, row_version: version } of rows) {
      if (!coming.has(id) && version > 0) sum = moveChecksum(sum, null, { table: 'finding', id, version });
    }
    const gone = new Set([...rows, ...older].map(({ finding_key: key }) => key));
    if (gone.size > 0) removeFindingKeys([...gone]);
  }

  function removeFindingKeys(findingKeys: readonly number[]): void {
    const list = JSON.stringify(findingKeys);
    for (const { body, invoice_key: invoiceKey } of cache.all<{ body: string; invoice_key: number }>(
      'SELECT body, invoice_key FROM findings WHERE finding_key IN (SELECT value FROM json_each(?))',
      list,
    )) {
      touched.invoiceKeys.add(invoiceKey);
      for (const [lineKey] of findingLineRows(0, invoiceKey, JSON.parse(body) as Finding)) {
        touched.markedLines.add(lineKey);
      }
    }
    cache.run(
      `DELETE FROM finding_lines WHERE finding_key IN (SELECT value FROM json_each(?))
        AND line_key IN (SELECT value FROM json_each(?))`,
      list,
      JSON.stringify([...touched.markedLines]),
    );
    cache.run('DELETE FROM findings WHERE finding_key IN (SELECT value FROM json_each(?))', list);
  }

  function storeDecisions(list: readonly Row<'decision'>[]): void {
    const values = list.map(({ version, body }): Values => {
      const { decision, by, at, deviceId } = body satisfies DecisionBody;
      const lineKey = keyAt(keys.of(body.invoiceId).invoice_key, splitLineId(body.lineId).record);
      touched.decisionLines.add(lineKey);
      return [
        lineKey,
        body.version,
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
        by,
        at,
        deviceId,
        version,
      ];
    });
    insertRows(
      cache,
      `INSERT OR REPLACE INTO decisions (line_key, version, kind, hours_e4, rate_e4, percent_e4, pool_id, cut_e4, reason_code,
        note, finding_ids, guideline_version, by, at, device_id, row_version)`,
      values,
    );
  }

  function storeNarratives(list: readonly Row<'narrative'>[]): void {
    const values = list.map(({ id, version, body }): Values => {
      const lineKey = keyAt(keys.of((body satisfies NarrativeBody).invoiceId).invoice_key, splitLineId(id).record);
      touched.narrativeLines.add(lineKey);
      return [lineKey, id, version, JSON.stringify(body)];
    });
    insertRows(cache, 'INSERT OR REPLACE INTO narrative_images (line_key, id, version, body)', values);
  }

  function storeDismissals(list: readonly Row<'dismissal'>[]): void {
    const values = list.map(({ id, version, body }): Values => {
      const { invoice_key: key } = keys.of((body satisfies DismissalBody).invoiceId);
      dismissalsOf(key).add(id);
      return [id, key, version, body.isEnabled ? 1 : 0, body.reason, JSON.stringify(body)];
    });
    insertRows(
      cache,
      'INSERT OR REPLACE INTO dismissal_images (finding_id, invoice_key, version, is_enabled, reason, body)',
      values,
    );
  }

  function dismissalsOf(invoiceKey: number): Set<string> {
    const known = touched.dismissals.get(invoiceKey) ?? new Set<string>();
    touched.dismissals.set(invoiceKey, known);
    return known;
  }

  function storeComments(list: readonly Row<'comment'>[]): void {
    const values = list.map(({ id, version, body }): Values => {
      const { invoiceId, lineId, text, by, at } = body satisfies CommentBody;
      return [id, keys.of(invoiceId).invoice_key, lineId, text, by, at, null, version];
    });
    insertRows(
      cache,
      'INSERT OR REPLACE INTO comments (id, invoice_key, line_id, text, by, at, client_seq, row_version)',
      values,
    );
  }

  function storeHistory(list: readonly Row<'history'>[]): void {
    const values = list.map(({ id, version, body }): Values => {
      const { invoiceId, text, by, at } = body satisfies HistoryBody;
      return [id, keys.of(invoiceId).invoice_key, at, by, text, null, version];
    });
    insertRows(
      cache,
      'INSERT OR REPLACE INTO history (id, invoice_key, at, by, text, client_seq, row_version)',
      values,
    );
  }

  function storePlain(table: string, list: readonly { id: string; version: number; body: unknown }[]): void {
    const values = list.map(
      ({ id, version, body }): Values => [table, id, scope.scope_key, version, JSON.stringify(body)],
    );
    insertRows(cache, 'INSERT OR REPLACE INTO plain_images (tbl, id, scope_key, version, body)', values);
    if (table === 'person') touched.hasPeople = true;
    if (table === 'guideline') {
      insertRows(
        cache,
        'INSERT OR REPLACE INTO guidelines (name, version, body, client_seq, row_version)',
        list.map(({ version, body }) => {
          const { guideline } = body as SyncedBodies['guideline'];
          return [guideline.name, guideline.version, JSON.stringify(guideline), null, version];
        }),
      );
    }
    if (table === 'notification') {
      touched.hasNotifications = true;
      for (const { id, body } of list) {
        const { at, readAt } = body as NotificationBody;
        cache.run(
          `INSERT INTO notifications (id, at, body, is_read) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
            at = excluded.at, body = excluded.body, is_read = max(excluded.is_read, is_read AND NOT is_read_told)`,
          id,
          at,
          JSON.stringify(body),
          readAt === null ? 0 : 1,
        );
      }
    }
  }

  function remove(table: string, ids: readonly string[]): void {
    const list = JSON.stringify(ids);
    switch (table) {
      case 'invoice':
        for (const id of ids) {
          const { invoice_key: key } = keys.of(id);
          cache.run('DELETE FROM invoice_images WHERE invoice_key = ?', key);
          touched.invoiceKeys.add(key);
          touched.newImages.add(key);
        }
        return;
      case 'line':
        forLines(ids, (key) => {
          cache.run('DELETE FROM line_text WHERE rowid = ?', key);
          cache.run('DELETE FROM line_items WHERE line_key = ?', key);
        });
        return;
      case 'finding': {
        const rows = cache.all<{ finding_key: number }>(
          'SELECT finding_key FROM findings WHERE id IN (SELECT value FROM json_each(?))',
          list,
        );
        removeFindingKeys(rows.map(({ finding_key: key }) => key));
        return;
      }
      case 'decision':
        for (const id of ids) {
          const [lineId = '', version = ''] = id.split(':');
          forLines([lineId], (key) => {
            cache.run('DELETE FROM decisions WHERE line_key = ? AND version = ?', key, Number(version));
            touched.decisionLines.add(key);
          });
        }
        return;
      case 'narrative':
        forLines(ids, (key) => {
          cache.run('DELETE FROM narrative_images WHERE line_key = ?', key);
          touched.narrativeLines.add(key);
        });
        return;
      case 'dismissal':
        for (const row of cache.all<{ finding_id: string; invoice_key: number }>(
          'DELETE FROM dismissal_images WHERE finding_id IN (SELECT value FROM json_each(?)) RETURNING finding_id, invoice_key',
          list,
        )) {
          touched.invoiceKeys.add(row.invoice_key);
          dismissalsOf(row.invoice_key).add(row.finding_id);
        }
        return;
      case 'comment':
      case 'history':
        for (const { invoice_key: key } of cache.all<{ invoice_key: number }>(
          `DELETE FROM ${table === 'comment' ? 'comments' : 'history'} WHERE id IN (SELECT value FROM json_each(?))
            RETURNING invoice_key`,
          list,
        )) {
          touched.invoiceKeys.add(key);
        }
        return;
      default:
        removePlain(table, ids, list);
    }
  }

  function removePlain(table: string, ids: readonly string[], list: string): void {
    cache.run('DELETE FROM plain_images WHERE tbl = ? AND id IN (SELECT value FROM json_each(?))', table, list);
    if (table === 'notification') {
      cache.run('DELETE FROM notifications WHERE id IN (SELECT value FROM json_each(?))', list);
      touched.hasNotifications = true;
    }
    if (table !== 'guideline') return;
    for (const id of ids) {
      const colon = id.lastIndexOf(':');
      cache.run(
        'DELETE FROM guidelines WHERE name = ? AND version = ?',
        id.slice(0, colon),
        Number(id.slice(colon + 1)),
      );
    }
  }

  function forLines(lineIds: readonly string[], work: (lineKey: number) => void): void {
    for (const lineId of lineIds) {
      const invoice = keys.ofLine(lineId);
      if (invoice === null) continue;
      touched.invoiceKeys.add(invoice.invoice_key);
      work(keyAt(invoice.invoice_key, splitLineId(lineId).record));
    }
  }
}
