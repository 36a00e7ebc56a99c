import { moveChecksum } from '#shared/sync/checksum.ts';
import { keyRange } from '../store/keys.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';
import { SELECT_INVOICE_VERSIONS, type VersionRow } from './image-sql.ts';

/** Every image row of an invoice, with its version. */
export function invoiceVersions(cache: PreparedSql, invoiceKey: number): readonly VersionRow[] {
  const { first, last } = keyRange(invoiceKey);
  return cache.all<VersionRow>(SELECT_INVOICE_VERSIONS, invoiceKey, first, last);
}

/**
 * Removes everything about an invoice but its key: rows, words, images and own work; within a transaction.
 * @returns the scope's checksum without it
 */
export function removeInvoiceRows(cache: PreparedSql, invoiceKey: number, checksum: bigint): bigint {
  let sum = checksum;
  for (const { tbl, id, version } of invoiceVersions(cache, invoiceKey)) {
    sum = moveChecksum(sum, null, { table: tbl, id, version });
  }
  const { first, last } = keyRange(invoiceKey);
  cache.run('DELETE FROM line_text WHERE rowid BETWEEN ? AND ?', first, last);
  for (const table of ['line_items', 'finding_lines', 'decisions', 'narrative_images', 'own_narratives']) {
    cache.run(`DELETE FROM ${table} WHERE line_key BETWEEN ? AND ?`, first, last);
  }
  for (const table of ['findings', 'image_findings']) {
    cache.run(`DELETE FROM ${table} WHERE finding_key BETWEEN ? AND ?`, first, last);
  }
  for (const table of [
    'problems',
    'dismissals',
    'dismissal_images',
    'own_dismissals',
    'own_analyses',
    'comments',
    'history',
    'invoice_images',
    'text_backlog',
    'invoices',
  ]) {
    cache.run(`DELETE FROM ${table} WHERE invoice_key = ?`, invoiceKey);
  }
  cache.run(`DELETE FROM actions WHERE invoice_id = (SELECT id FROM invoice_keys WHERE invoice_key = ?)`, invoiceKey);
  return sum;
}

/** Removes whatever a scope holds, and everything about these invoices with their keys; within a transaction. */
export function removeScopeRows(cache: PreparedSql, scopeKey: number | null, invoiceKeys: readonly number[]): void {
  for (const key of invoiceKeys) {
    removeInvoiceRows(cache, key, 0n);
    cache.run('DELETE FROM invoice_keys WHERE invoice_key = ?', key);
  }
  if (scopeKey === null) return;
  cache.run(
    `DELETE FROM guidelines WHERE row_version > 0 AND name || ':' || version IN (SELECT id FROM plain_images
      WHERE tbl = 'guideline' AND scope_key = ?)`,
    scopeKey,
  );
  cache.run(
    `DELETE FROM notifications WHERE id IN (SELECT id FROM plain_images WHERE tbl = 'notification' AND scope_key = ?)`,
    scopeKey,
  );
  cache.run('DELETE FROM plain_images WHERE scope_key = ?', scopeKey);
  cache.run('DELETE FROM reload_seen WHERE scope_key = ?', scopeKey);
}
