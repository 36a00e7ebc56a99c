import type { Engine } from '../engine.ts';

/** Empties the copy for another person; the outbox is empty already. */
export function emptyCache({ cache, views }: Engine): void {
  const tables = cache
    .all<{ name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'line_text%' AND name NOT IN ('progress', 'sync_state')`,
    )
    .map(({ name }) => name);
  const ids = cache.all<{ id: string }>('SELECT id FROM invoices').map(({ id }) => id);
  cache.transaction(() => {
    cache.run('DELETE FROM line_text WHERE rowid IN (SELECT line_key FROM line_items)');
    for (const table of tables) cache.run(`DELETE FROM ${table}`);
    cache.run(
      'UPDATE sync_state SET server_clock = NULL, last_sync_at = NULL, minimum_client = NULL, repair_count = 0',
    );
  });
  for (const id of ids) views.forget(id, 'everything');
  cache.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}
