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

/**
 * The same condition for queries in an order of their own or over everything a person may see (a list by date, the
 * dashboard): here PostgreSQL knows how many scopes it is, and walks the scopes of a person with few, the order of
 * the list for a person with many.
 */
export function ofVisibleScopes(column: string, userId: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} IN (
    SELECT scope_id FROM scope_access WHERE user_id = ${userId} AND revoked_at IS NULL)`;
}
