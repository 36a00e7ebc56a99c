import type { PreparedSql } from '../store/prepared-sql.ts';

/** Whether any of these invoices may not be touched until the server is reached again. */
export function lockedAmong(cache: PreparedSql, invoiceIds: readonly string[]): boolean {
  return invoiceIds.some(
    (id) => cache.get('SELECT 1 AS locked FROM invoices WHERE id = ? AND is_locked = 1', id) !== undefined,
  );
}

export const LOCKED_SENTENCE =
  'This matter was not confirmed by the server for too long and is locked. Connect to open it again; nothing was lost.';
