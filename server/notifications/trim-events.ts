import { sql } from 'kysely';
import { SYSTEM } from '../access/actor.ts';
import type { ServerContext } from '../context.ts';
import { withChanges } from '../sync/with-changes.ts';

export interface Trimmed {
  readonly eventCount: number;
  readonly notificationCount: number;
}

const NOTIFICATIONS_AT_ONCE = 1_000;

/**
 * Forgets events and notifications older than the retention time; scheduled work. A listener who was away for longer
 * is told to take the state as it is (`resync`); notifications go from every desk with the feed.
 */
export async function trimEvents(context: ServerContext): Promise<Trimmed> {
  const before = new Date(context.clock.nowMs() - context.config.events.retentionSeconds * 1_000);
  const { value: eventCount } = await withChanges(context, SYSTEM, async ({ db }) => {
    const { rows } = await sql<{ seq: number | null }>`SELECT max(seq) AS seq FROM events WHERE at < ${before}`.execute(
      db,
    );
    const seq = rows[0]?.seq ?? null;
    if (seq === null) return 0;
    await db.updateTable('event_horizon').set({ seq }).where('seq', '<', seq).execute();
    const { numDeletedRows } = await db.deleteFrom('events').where('seq', '<=', seq).executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  });
  let notificationCount = 0;
  for (;;) {
    const removed = await removeNotifications(context, before);
    notificationCount += removed;
    if (removed < NOTIFICATIONS_AT_ONCE) return { eventCount, notificationCount };
  }
}

async function removeNotifications(context: ServerContext, before: Date): Promise<number> {
  const { value } = await withChanges(context, SYSTEM, async (batch) => {
    const { rows } = await sql<{ id: string; scope_id: string; row_version: number; deleted_at: Date | null }>`
      DELETE FROM notifications WHERE id IN (
        SELECT id FROM notifications WHERE created_at < ${before} ORDER BY created_at LIMIT ${NOTIFICATIONS_AT_ONCE}
        FOR UPDATE SKIP LOCKED)
      RETURNING id, scope_id, row_version, deleted_at`.execute(batch.db);
    for (const { id, scope_id, row_version, deleted_at } of rows) {
      // One that was withdrawn has left the feed's sums already; said again, it is no change.
      const previousVersion = deleted_at === null ? row_version : 0;
      const versions = { rowVersion: row_version + 1, previousVersion };
      batch.change({ scopeId: scope_id, table: 'notification', rowId: id, op: 'delete', ...versions });
    }
    return rows.length;
  });
  return value;
}
