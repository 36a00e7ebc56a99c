import type { Engine } from '../engine.ts';
import { recountInvoice } from '../store/recount-invoice.ts';
import { dropOwnFindings } from './drop-own-findings.ts';
import { removeScopeRows } from './remove-invoice.ts';
import { findScope } from './scopes.ts';
import { markLines } from './settle-invoice.ts';

/**
 * Carries out the withdrawal of a scope: rows, words, images and own work go, and what of it was not answered is
 * counted and thrown away. The outbox first: were the device to stop in between, the next contact finds the scope
 * still listed and withdraws it again.
 */
export function purgeScope(engine: Engine, scopeId: string, epoch: number): void {
  const { cache, outbox } = engine;
  const scope = findScope(cache, scopeId);
  // A bill brought in here and read again after the working copy was lost lies in no scope yet: its file says in which.
  // Where a crash has taken the file only, the bill follows it now.
  const elsewhere = outbox.queue.imported().filter((each) => each.scopeId !== scopeId);
  const invoices = cache.all<{ invoice_key: number; id: string }>(
    `SELECT invoice_key, id FROM invoice_keys WHERE scope_key = ?
      OR (scope_key IS NULL AND id NOT IN (SELECT value FROM json_each(?)))`,
    scope?.scope_key ?? null,
    JSON.stringify(elsewhere.map(({ invoiceId }) => invoiceId)),
  );
  const invoiceIds = invoices.map(({ id }) => id);
  const count = outbox.queue.discard(scopeId, epoch, invoiceIds, engine.now());
  cache.transaction(() => {
    removeScopeRows(
      cache,
      scope?.scope_key ?? null,
      invoices.map(({ invoice_key: key }) => key),
    );
    if (scope !== null) cache.run('DELETE FROM scopes WHERE scope_key = ?', scope.scope_key);
    // What it was about is withheld as well, where a notification spoke of it.
    cache.run(`DELETE FROM notifications WHERE body ->> 'scopeId' = ?`, scopeId);
    cache.run(
      `INSERT INTO purges (scope_id, epoch, discarded_count) VALUES (?, ?, ?)
        ON CONFLICT (scope_id, epoch) DO UPDATE SET discarded_count = discarded_count + excluded.discarded_count`,
      scopeId,
      epoch,
      count,
    );
    if (invoices.length > 0) checkOwnAgain(engine);
  });
  engine.overlay.follow();
  for (const invoiceId of invoiceIds) engine.views.forget(invoiceId, 'everything');
  // Pages that were freed must not lie readable in the log of either file.
  cache.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  outbox.sql.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  engine.emit({ type: 'discarded', scopeId, invoiceIds, count });
}

/**
 * Bills that only this device has were compared with all it held: what a finding of theirs says about a bill of the
 * withdrawn matter goes as well. Within a transaction.
 */
function checkOwnAgain({ cache, effects, overlay }: Engine): void {
  const own = cache.all<{
    invoice_key: number;
    scope_key: number | null;
    id: string;
    name: string;
    version: number;
    analysed_on: string;
  }>(
    `SELECT invoice_key, scope_key, id, body ->> 'guidelineName' AS name, body ->> 'guidelineVersion' AS version,
      body ->> 'analysedOn' AS analysed_on FROM invoice_images JOIN invoice_keys USING (invoice_key)
      WHERE invoice_images.version = 0`,
  );
  overlay.rebase(
    own.map(({ invoice_key: key }) => key),
    () => {
      for (const { invoice_key: key, scope_key: scopeKey, id, name, version, analysed_on: analysedOn } of own) {
        // The server's copy is on its way, some of its findings are here already: those stay, this device's own go.
        if (scopeKey !== null) {
          markLines(cache, dropOwnFindings(cache, key));
          recountInvoice(cache, key);
          continue;
        }
        effects.reanalyse({
          kind: 'analysis',
          invoiceId: id,
          guidelineName: name,
          guidelineVersion: version,
          analysedOn,
        });
        // This is the image now; what stood before is not to come back.
        cache.run('DELETE FROM own_analyses WHERE invoice_key = ?', key);
        cache.run('DELETE FROM image_findings WHERE invoice_key = ?', key);
      }
      return [];
    },
  );
}
