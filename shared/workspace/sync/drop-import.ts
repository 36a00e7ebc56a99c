import type { Engine } from '../engine.ts';
import type { StoredConflict } from '../store/outbox-queue.ts';
import { removeInvoiceRows } from './remove-invoice.ts';

/** Lets go of a file the server does not take: its invoices and all work on them leave this device. */
export function dropImport(engine: Engine, conflict: StoredConflict): void {
  const { cache, outbox } = engine;
  const mutation = outbox.queue.open().find(({ order }) => order === conflict.clientSeq);
  const invoiceIds = mutation?.invoiceIds ?? [];
  const keys = cache.all<{ invoice_key: number }>(
    `SELECT invoice_key FROM invoice_keys WHERE scope_key IS NULL AND id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(invoiceIds),
  );
  outbox.queue.discard(`file:${conflict.conflictId}`, 1, invoiceIds, engine.now());
  outbox.queue.dismissDiscarded();
  cache.transaction(() => {
    for (const { invoice_key: key } of keys) {
      removeInvoiceRows(cache, key, 0n);
      cache.run('DELETE FROM invoice_keys WHERE invoice_key = ?', key);
    }
  });
  engine.overlay.follow();
  for (const invoiceId of invoiceIds) engine.views.forget(invoiceId, 'everything');
  engine.emit({ type: 'changed', invoiceIds });
}
