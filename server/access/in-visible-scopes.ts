import { type RawBuilder, sql } from 'kysely';

/**
 * The query layer's own wall: a condition that a scope is one the user may see. The list is read once a query and
 * used on an index, so a person with five matters among thousands does not pay for the thousands; row security,
 * which repeats the check, cannot do that. Every list, search and total of the record begins with it.
 * @param column of the scope, as `line_items.scope_id`
 */
export function inVisibleScopes(column: string, userId: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} = ANY((
    SELECT array_agg(scope_id) FROM scope_access WHERE user_id = ${userId} AND revoked_at IS NULL)::text[])`;
}
