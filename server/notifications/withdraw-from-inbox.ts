import { sql } from 'kysely';
import type { ChangeBatch } from '../sync/change-batch.ts';

/** What somebody may see no longer. */
export interface LostSight {
  readonly userId: string;
  /** Null: what is for administrators alone. */
  readonly scopeId: string | null;
}

/** Takes notifications about it out of their inbox and off their desks. Past row security (`asSystem`). */
export async function withdrawFromInbox(batch: ChangeBatch, lost: readonly LostSight[]): Promise<void> {
  if (lost.length === 0) return;
  const { rows } = await sql<{ id: string; scope_id: string; row_version: number }>`
    UPDATE notifications n SET deleted_at = ${batch.now}, row_version = n.row_version + 1
    FROM unnest(${lost.map(({ userId }) => userId)}::uuid[], ${lost.map(({ scopeId }) => scopeId)}::text[])
      AS l (user_id, scope_id)
    WHERE n.user_id = l.user_id AND n.about_scope_id IS NOT DISTINCT FROM l.scope_id AND n.deleted_at IS NULL
    RETURNING n.id, n.scope_id, n.row_version`.execute(batch.db);
  for (const { id, scope_id, row_version } of rows) {
    const versions = { rowVersion: row_version, previousVersion: row_version - 1 };
    batch.change({ scopeId: scope_id, table: 'notification', rowId: id, op: 'delete', ...versions });
  }
}
