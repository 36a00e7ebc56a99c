import type { Engine } from '../engine.ts';
import { removeInvoiceRows } from './remove-invoice.ts';
import { findScope } from './scopes.ts';

/**
 * Carries out the withdrawal of a scope: rows, words, images and own work go, and what of it was not answered is
 * counted and thrown away. The outbox first: were the device to stop in between, the next contact finds the scope
 * still listed and withdraws it again.
 */
export function purgeScope(engine: Engine, scopeId: string, epoch: number): void {
  const { cache, outbox } = engine;
  const scope = findScope(cache, scopeId);
  const invoices =
    scope === null
      ? []
      : cache.all<{ invoice_key: number; id: string }>(
          'SELECT invoice_key, id FROM invoice_keys WHERE scope_key = ?',
          scope.scope_key,
        );
  const invoiceIds = invoices.map(({ id }) => id);
  const count = outbox.queue.discard(scopeId, epoch, invoiceIds, engine.now());
  cache.transaction(() => {
    for (const { invoice_key: key } of invoices) {
      removeInvoiceRows(cache, key, 0n);
      cache.run('DELETE FROM invoice_keys WHERE invoice_key = ?', key);
    }
    if (scope !== null) {
      cache.run(
        `DELETE FROM guidelines WHERE row_version > 0 AND name || ':' || version IN (SELECT id FROM plain_images
          WHERE tbl = 'guideline' AND scope_key = ?)`,
        scope.scope_key,
      );
      cache.run(
        `DELETE FROM notifications WHERE id IN (SELECT id FROM plain_images WHERE tbl = 'notification' AND scope_key = ?)`,
        scope.scope_key,
      );
      cache.run('DELETE FROM plain_images WHERE scope_key = ?', scope.scope_key);
      cache.run('DELETE FROM reload_seen WHERE scope_key = ?', scope.scope_key);
      cache.run('DELETE FROM scopes WHERE scope_key = ?', scope.scope_key);
    }
    // What it was about is withheld as well, where a notification spoke of it.
    cache.run(`DELETE FROM notifications WHERE body ->> 'scopeId' = ?`, scopeId);
    cache.run(
      `INSERT INTO purges (scope_id, epoch, discarded_count) VALUES (?, ?, ?)
        ON CONFLICT (scope_id, epoch) DO UPDATE SET discarded_count = discarded_count + excluded.discarded_count`,
      scopeId,
      epoch,
      count,
    );
  });
  engine.overlay.follow();
  for (const invoiceId of invoiceIds) engine.views.forget(invoiceId, 'everything');
  // Pages that were freed must not lie readable in the log of either file.
  cache.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  outbox.sql.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  engine.emit({ type: 'discarded', scopeId, invoiceIds, count });
}
