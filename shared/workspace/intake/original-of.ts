import type { Engine } from '../engine.ts';
import { invoiceRowFor } from '../queries/query.ts';
import { IMPORT_FILE } from './import-mutation.ts';

/** `bytes` null: this device does not hold the file (it came from elsewhere, or was dropped for room). */
export interface Original {
  readonly name: string;
  readonly bytes: Uint8Array | null;
}

/**
 * The file that an invoice was read from, where this device holds it and its person may see all of it: of a file with
 * an invoice that was withdrawn from them since, nothing is shown, as on the server.
 * @throws WorkspaceFailure `not_found`; `refused` while the invoice's matter is locked
 */
export function originalOf(engine: Engine, invoiceId: string): Original {
  const row = invoiceRowFor(engine, invoiceId);
  const name = row.file_name;
  const imported = engine.outbox.sql.get<{ invoice_ids: string }>(
    `SELECT invoice_ids FROM mutation WHERE name = '${IMPORT_FILE}' AND args ->> 'sha256' = ? ORDER BY client_seq DESC LIMIT 1`,
    row.file_sha256,
  );
  if (imported === undefined) return { name, bytes: null };
  const seen = engine.cache.get<{ count: number }>(
    'SELECT count(*) AS count FROM invoices WHERE is_locked = 0 AND id IN (SELECT value FROM json_each(?))',
    imported.invoice_ids,
  );
  const all = (JSON.parse(imported.invoice_ids) as readonly string[]).length;
  if (all === 0 || seen?.count !== all) return { name, bytes: null };
  return { name, bytes: engine.outbox.readBlob(row.file_sha256)?.bytes ?? null };
}
