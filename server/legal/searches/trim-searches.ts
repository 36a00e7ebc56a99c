import { sql } from 'kysely';
import { SYSTEM } from '../../access/actor.ts';
import type { ServerContext } from '../../context.ts';
import { withChanges } from '../../sync/with-changes.ts';

/**
 * Forgets searches that nobody keeps under a name, checks of attorneys, and answers of the source that are too old to be any
 * use. Open bills are checked again without what was forgotten: no finding outlives the check that it says.
 */
export async function trimSearches(context: ServerContext): Promise<number> {
  const now = context.clock.nowMs();
  const before = new Date(now - context.config.legal.retentionSeconds * 1_000);
  const { value } = await withChanges(context, SYSTEM, async ({ db }) => {
    const { rows: vendors } = await sql<{ id: string }>`
      WITH gone AS (DELETE FROM attorney_verifications WHERE asked_at < ${before} RETURNING vendor_number, timekeeper_number)
      SELECT DISTINCT v.id FROM gone JOIN vendors v ON lower(v.number) = gone.vendor_number
      WHERE gone.timekeeper_number IS NOT NULL`.execute(db);
    for (const { id } of vendors) {
      const target = { vendorId: id, clientId: null, invoiceId: null, after: null };
      await context.jobs.enqueue(db, 'check-against-masters', target);
    }
    await db.deleteFrom('legal_answers').where('forget_at', '<=', new Date(now)).execute();
    const { rows } = await sql<{ count: number }>`
      WITH gone AS (DELETE FROM legal_searches WHERE asked_at < ${before} AND name IS NULL RETURNING id)
      SELECT count(*) AS count FROM gone`.execute(db);
    return rows[0]?.count ?? 0;
  });
  return value;
}
