import type { RowImage } from '#shared/api/sync.ts';
import { keyAt, splitLineId } from '../store/keys.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';
import type { ImageKeys } from './image-keys.ts';

/**
 * The versions held of the rows of one page and table, as far as they belong to the scope: what another scope holds
 * is not this one's to count or to remove. Rows that only this device has are not held.
 */
export function heldVersions(
  cache: PreparedSql,
  keys: ImageKeys,
  scopeKey: number,
  table: string,
  rows: readonly RowImage[],
): ReadonlyMap<string, number> {
  const ids = JSON.stringify(rows.map(({ id }) => id));
  switch (table) {
    case 'line':
    case 'narrative': {
      const byKey = new Map<number, string>();
      for (const { id } of rows) {
        const key = lineKeyIn(keys, scopeKey, id);
        if (key !== null) byKey.set(key, id);
      }
      const sql =
        table === 'line'
          ? 'SELECT line_key, row_version AS version FROM line_items WHERE line_key IN (SELECT value FROM json_each(?))'
          : 'SELECT line_key, version FROM narrative_images WHERE line_key IN (SELECT value FROM json_each(?))';
      const held = new Map<string, number>();
      const found = cache.all<{ line_key: number; version: number }>(sql, JSON.stringify([...byKey.keys()]));
      for (const { line_key: key, version } of found) {
        const id = byKey.get(key);
        if (id !== undefined && version > 0) held.set(id, version);
      }
      return held;
    }
    case 'decision': {
      const held = new Map<string, number>();
      for (const { id } of rows) {
        const [lineId = '', number = ''] = id.split(':');
        const key = lineKeyIn(keys, scopeKey, lineId);
        if (key === null) continue;
        const row = cache.get<{ version: number }>(
          'SELECT row_version AS version FROM decisions WHERE line_key = ? AND version = ? AND row_version > 0',
          key,
          Number(number),
        );
        if (row !== undefined) held.set(id, row.version);
      }
      return held;
    }
    case 'invoice':
      return read(
        `SELECT id, version FROM invoice_images JOIN invoice_keys USING (invoice_key)
          WHERE version > 0 AND scope_key = ? AND id IN (SELECT value FROM json_each(?))`,
      );
    case 'finding':
      return read(
        `SELECT findings.id, row_version AS version FROM findings JOIN invoice_keys USING (invoice_key)
          WHERE row_version > 0 AND scope_key = ? AND findings.id IN (SELECT value FROM json_each(?))`,
      );
    case 'dismissal':
      return read(
        `SELECT finding_id AS id, version FROM dismissal_images JOIN invoice_keys USING (invoice_key)
          WHERE scope_key = ? AND finding_id IN (SELECT value FROM json_each(?))`,
      );
    case 'comment':
    case 'history': {
      const from = table === 'comment' ? 'comments' : 'history';
      return read(
        `SELECT ${from}.id, row_version AS version FROM ${from} JOIN invoice_keys USING (invoice_key)
          WHERE row_version > 0 AND scope_key = ? AND ${from}.id IN (SELECT value FROM json_each(?))`,
      );
    }
    default: {
      const found = cache.all<{ id: string; version: number }>(
        `SELECT id, version FROM plain_images WHERE tbl = ? AND scope_key = ? AND id IN (SELECT value FROM json_each(?))`,
        table,
        scopeKey,
        ids,
      );
      return new Map(found.map(({ id, version }) => [id, version]));
    }
  }

  function read(sql: string): ReadonlyMap<string, number> {
    const found = cache.all<{ id: string; version: number }>(sql, scopeKey, ids);
    return new Map(found.map(({ id, version }) => [id, version]));
  }
}

function lineKeyIn(keys: ImageKeys, scopeKey: number, lineId: string): number | null {
  const invoice = keys.ofLine(lineId);
  if (invoice === null || invoice.scope_key !== scopeKey) return null;
  return keyAt(invoice.invoice_key, splitLineId(lineId).record);
}
