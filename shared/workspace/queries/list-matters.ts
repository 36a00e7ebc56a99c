import type { MatterSummary } from '#shared/api/legal-desk.ts';
import type { MatterBody } from '#shared/sync/synced-row.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';
import type { QueryHandler } from './query.ts';

/** What is locked until the server confirms it is left out, like its invoices. */
export const listMatters: QueryHandler<'listMatters'> = ({ cache }) =>
  readMatters(cache).toSorted(
    (a, b) => compare(a.clientNumber, b.clientNumber) || compare(a.matterNumber, b.matterNumber),
  );

export function readMatters(cache: PreparedSql): readonly MatterSummary[] {
  return cache
    .all<{ id: string; body: string }>(
      `SELECT plain_images.id, plain_images.body FROM plain_images JOIN scopes USING (scope_key)
        WHERE plain_images.tbl = 'matter' AND scopes.is_locked = 0`,
    )
    .map(({ id, body }) => {
      const { clientNumber, clientName, matterNumber, matterName, isClosed } = JSON.parse(body) as MatterBody;
      return { matterId: id, clientNumber, clientName, matterNumber, matterName, isClosed };
    });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
