import type { PreparedSql } from '../store/prepared-sql.ts';
import { removeScopeRows } from './remove-invoice.ts';

/** A scope as the cache holds it. */
export interface ScopeRow {
  readonly scope_key: number;
  readonly scope_id: string;
  readonly epoch: number;
  /** Its rows show every change up to this one, once `ready`. */
  readonly cursor: number;
  /** `new`: granted, nothing fetched; `loading`: some pages are in; `ready`: whole, followed by pulls. */
  readonly state: 'new' | 'loading' | 'ready';
  /** Fetched anew over what is held: what does not come again is swept away at the end. */
  readonly is_reload: number;
  readonly as_of: number | null;
  readonly after_table: string | null;
  readonly after_id: string | null;
  readonly priority: number;
  /** Of the image rows held; 16 hexadecimal digits. */
  readonly checksum: string;
  readonly lease_until: string | null;
  readonly is_locked: number;
}

/**
 * Half of a first image is nothing to fetch another one over: it was never brought up to what can be shown. It goes, and
 * the scope is as it was when it was granted.
 */
function dropHalf(cache: PreparedSql, scope: ScopeRow): void {
  if (scope.state !== 'loading' || scope.is_reload === 1) return;
  const keys = cache.all<{ invoice_key: number }>(
    'SELECT invoice_key FROM invoice_keys WHERE scope_key = ?',
    scope.scope_key,
  );
  removeScopeRows(
    cache,
    scope.scope_key,
    keys.map(({ invoice_key: key }) => key),
  );
  cache.run(
    `UPDATE scopes SET state = 'new', as_of = NULL, after_table = NULL, after_id = NULL, checksum = '0000000000000000'
      WHERE scope_key = ?`,
    scope.scope_key,
  );
}

export function listScopes(cache: PreparedSql): readonly ScopeRow[] {
  return cache.all<ScopeRow>('SELECT * FROM scopes ORDER BY priority, scope_key');
}

export function findScope(cache: PreparedSql, scopeId: string): ScopeRow | null {
  return cache.get<ScopeRow>('SELECT * FROM scopes WHERE scope_id = ?', scopeId) ?? null;
}

/** A scope the server says this person has; one already held under this epoch stays as it is. Within a transaction. */
export function grantScope(cache: PreparedSql, scopeId: string, epoch: number, priority: number): void {
  const held = findScope(cache, scopeId);
  if (held !== null && held.epoch !== epoch) dropHalf(cache, held);
  cache.run(
    `INSERT INTO scopes (scope_id, epoch, priority) VALUES (?, ?, ?)
      ON CONFLICT (scope_id) DO UPDATE SET epoch = excluded.epoch, priority = excluded.priority,
        state = CASE WHEN epoch = excluded.epoch THEN state ELSE 'new' END,
        is_reload = CASE WHEN epoch = excluded.epoch OR (state = 'new' AND is_reload = 0) THEN is_reload ELSE 1 END,
        as_of = CASE WHEN epoch = excluded.epoch THEN as_of END`,
    scopeId,
    epoch,
    priority,
  );
}

/**
 * To be fetched anew, on top of what is held, which stays readable meanwhile; within a transaction.
 * @param scopeIds `null` for all, of a server with another history, whose numbers are others
 */
export function reloadScopes(cache: PreparedSql, scopeIds: readonly string[] | null): void {
  for (const scope of listScopes(cache)) {
    if (scopeIds === null || scopeIds.includes(scope.scope_id)) dropHalf(cache, scope);
  }
  const set = `UPDATE scopes SET is_reload = CASE WHEN state = 'new' AND is_reload = 0 THEN 0 ELSE 1 END, state = 'new',
    as_of = NULL, after_table = NULL, after_id = NULL`;
  const these = scopeIds === null ? null : JSON.stringify(scopeIds);
  cache.run(
    `DELETE FROM reload_seen WHERE ? IS NULL OR scope_key IN (SELECT scope_key FROM scopes
      WHERE scope_id IN (SELECT value FROM json_each(?)))`,
    these,
    these ?? '[]',
  );
  if (these === null) cache.run(`${set}, cursor = 0`);
  else cache.run(`${set} WHERE scope_id IN (SELECT value FROM json_each(?))`, these);
}
