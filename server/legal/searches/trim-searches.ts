import { sql } from 'kysely';
import { SYSTEM } from '../../access/actor.ts';
import type { ServerContext } from '../../context.ts';
import { withChanges } from '../../sync/with-changes.ts';

/** Forgets searches that nobody keeps under a name, checks of attorneys, and answers of the source that are too old to be any use. */
export async function trimSearches(context: ServerContext): Promise<number> {
  const now = context.clock.nowMs();
  const before = new Date(now - context.config.legal.retentionSeconds * 1_000);
  const { value } = await withChanges(context, SYSTEM, async ({ db }) => {
    await db.deleteFrom('attorney_verifications').where('asked_at', '<', before).execute();
    await db.deleteFrom('legal_answers').where('forget_at', '<=', new Date(now)).execute();
    const { rows } = await sql<{ count: number }>`
      WITH gone AS (DELETE FROM legal_searches WHERE asked_at < ${before} AND name IS NULL RETURNING id)
      SELECT count(*) AS count FROM gone`.execute(db);
    return rows[0]?.count ?? 0;
  });
  return value;
}
