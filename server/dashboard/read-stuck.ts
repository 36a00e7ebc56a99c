import { type Dashboard, MOST_STUCK } from '#shared/api/dashboard.ts';
import type { PersonActor } from '../access/actor.ts';
import type { ReadTransaction } from '../access/read-as.ts';
import { isStuck } from '../invoices/stuck-uploads.ts';

/** Files that got stuck: of everybody for administrators (row security leaves walled matters out), else one's own. */
export async function readStuck(
  db: ReadTransaction,
  { userId, role }: PersonActor,
  nowMs: number,
): Promise<Dashboard['stuck']> {
  const rows = await db
    .selectFrom('uploads')
    .select(['id', 'file_name', 'state', 'error_code', 'received_at', 'user_id'])
    .select(({ fn }) => fn.countAll<number>().over().as('count'))
    .where((eb) => isStuck(eb, nowMs))
    .$if(role !== 'administrator', (query) => query.where('uploads.user_id', '=', userId))
    .orderBy('received_at', 'desc')
    .orderBy('id')
    .limit(MOST_STUCK)
    .execute();
  return {
    count: rows[0]?.count ?? 0,
    files: rows.map((row) => ({
      uploadId: row.id,
      fileName: row.file_name,
      state: row.state === 'received' ? ('received' as const) : ('needs_attention' as const),
      errorCode: row.error_code,
      receivedAt: row.received_at.toISOString(),
      isOwn: row.user_id === userId,
    })),
  };
}
