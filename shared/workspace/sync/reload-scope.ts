import type { RowImage } from '#shared/api/sync.ts';
import { checksumHex, checksumOf } from '#shared/sync/checksum.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';
import type { VersionRow } from './image-sql.ts';
import { invoiceVersions } from './remove-invoice.ts';
import type { ScopeRow } from './scopes.ts';

/** Every image row a scope holds, with its version. */
export function scopeVersions(cache: PreparedSql, { scope_key: scopeKey }: ScopeRow): readonly VersionRow[] {
  const invoices = cache.all<{ invoice_key: number }>(
    'SELECT invoice_key FROM invoice_keys WHERE scope_key = ?',
    scopeKey,
  );
  return [
    ...invoices.flatMap(({ invoice_key: key }) => invoiceVersions(cache, key)),
    ...cache.all<VersionRow>('SELECT tbl, id, version FROM plain_images WHERE scope_key = ?', scopeKey),
  ];
}

/** Its checksum reckoned from the rows themselves. */
export function scopeChecksum(cache: PreparedSql, scope: ScopeRow): string {
  return checksumHex(
    checksumOf(scopeVersions(cache, scope).map(({ tbl, id, version }) => ({ table: tbl, id, version }))),
  );
}

/** What a scope that was fetched anew holds and the server no longer has, as removals. */
export function unseenRows(cache: PreparedSql, scope: ScopeRow): readonly RowImage[] {
  const seen = new Set(
    cache
      .all<{ tbl: string; id: string }>('SELECT tbl, id FROM reload_seen WHERE scope_key = ?', scope.scope_key)
      .map(({ tbl, id }) => `${tbl} ${id}`),
  );
  return scopeVersions(cache, scope)
    .filter(({ tbl, id }) => !seen.has(`${tbl} ${id}`))
    .map(({ tbl, id, version }) => ({ table: tbl, id, version: version + 1, body: null }));
}
