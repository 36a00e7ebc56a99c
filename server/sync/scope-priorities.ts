import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/database.ts';

const FIRST_MATTER = 2;

/**
 * In which order granted scopes are loaded, lower first: the person's own, the firm, then matters by when their
 * next open invoice is due, those without any last and the newest of them first.
 */
export async function scopePriorities(
  db: Kysely<Database>,
  scopeIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const matters = scopeIds.filter((scopeId) => scopeId.startsWith('matter:'));
  const priorities = new Map<string, number>();
  for (const scopeId of scopeIds) if (scopeId.startsWith('user:')) priorities.set(scopeId, 0);
  if (scopeIds.includes('firm')) priorities.set('firm', 1);
  if (matters.length === 0) return priorities;
  const { rows } = await sql<{ scope_id: string }>`
    SELECT s.scope_id FROM unnest(${matters}::text[]) AS s (scope_id)
    LEFT JOIN LATERAL (
      SELECT min(i.due_on) FILTER (WHERE i.state IN ('analysed', 'in_review', 'needs_attention')) AS due_on,
        max(i.received_at) AS received_at
      FROM invoices i WHERE i.scope_id = s.scope_id AND i.deleted_at IS NULL) next ON true
    ORDER BY next.due_on NULLS LAST, next.received_at DESC NULLS LAST, s.scope_id`.execute(db);
  rows.forEach(({ scope_id }, index) => {
    priorities.set(scope_id, FIRST_MATTER + index);
  });
  return priorities;
}
