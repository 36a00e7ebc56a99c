import { sql } from 'kysely';
import { SYSTEM } from '../access/actor.ts';
import type { ServerContext } from '../context.ts';
import { withChanges } from './with-changes.ts';

/**
 * Forgets changes older than the retention time; scheduled work. A device that was away for longer is told to
 * take a fresh image (`cursor_expired`); its unsent work is no part of the feed and goes on.
 * @returns how many changes were forgotten
 */
export async function trimFeed(context: ServerContext): Promise<number> {
  const before = new Date(context.clock.nowMs() - context.config.sync.feedRetentionSeconds * 1000);
  const { value } = await withChanges(context, SYSTEM, async ({ db }) => {
    const { rows } = await sql<{ seq: number | null }>`SELECT max(seq) AS seq FROM change WHERE at < ${before}`.execute(
      db,
    );
    const seq = rows[0]?.seq ?? null;
    if (seq === null) return 0;
    await db.updateTable('feed_horizon').set({ seq }).where('seq', '<', seq).execute();
    const { numDeletedRows } = await db.deleteFrom('change').where('seq', '<=', seq).executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  });
  return value;
}
