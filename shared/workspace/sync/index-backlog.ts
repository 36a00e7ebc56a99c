import type { Engine } from '../engine.ts';
import { keyRange } from '../store/keys.ts';

/** Lines per transaction: the person's own work gets in between. */
const BATCH = 2000;

/**
 * Makes the words of lines that came from the server findable. It is done after they are stored, because an index of
 * words costs as much as the rows themselves. Broken off anywhere, it begins again with that invoice.
 */
export async function indexBacklog(engine: Engine, isStopped: () => boolean): Promise<void> {
  const { cache, environment } = engine;
  for (;;) {
    const row = cache.get<{ invoice_key: number }>('SELECT invoice_key FROM text_backlog ORDER BY invoice_key LIMIT 1');
    if (row === undefined || isStopped()) return;
    const { first, last } = keyRange(row.invoice_key);
    cache.run('DELETE FROM line_text WHERE rowid BETWEEN ? AND ?', first, last);
    for (let from = first; ; ) {
      const end = cache.get<{ last: number | null; count: number }>(
        `SELECT max(line_key) AS last, count(*) AS count FROM (SELECT line_key FROM line_items
          WHERE line_key BETWEEN ? AND ? ORDER BY line_key LIMIT ${BATCH})`,
        from,
        last,
      );
      const upTo = end?.last ?? null;
      if (upTo === null) break;
      cache.run(
        `INSERT OR REPLACE INTO line_text (rowid, narrative, timekeeper, codes) SELECT line_key, narrative,
          trim(coalesce(timekeeper_name, '') || ' ' || coalesce(timekeeper_id, '')),
          trim(coalesce(task_code || ' ', '') || coalesce(activity_code || ' ', '') || coalesce(expense_code, ''))
          FROM line_items WHERE line_key BETWEEN ? AND ?`,
        from,
        upTo,
      );
      from = upTo + 1;
      await environment.pause();
      if (isStopped()) return;
    }
    cache.run('DELETE FROM text_backlog WHERE invoice_key = ?', row.invoice_key);
  }
}
