import { splitLineId } from '../store/keys.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';

/** Where the rows of an invoice lie, and to which scope they belong. */
export interface InvoiceKeyRow {
  readonly invoice_key: number;
  readonly id: string;
  readonly line_prefix: string | null;
  readonly scope_key: number | null;
}

/** Keys of invoices, each looked up once per page; rows come in any order, so any of them may be the first. */
export interface ImageKeys {
  /** Gives an invoice its key when it has none. */
  of(invoiceId: string): InvoiceKeyRow;
  /** @returns `null` for a line of an invoice that is not held */
  ofLine(lineId: string): InvoiceKeyRow | null;
  nameLines(invoice: InvoiceKeyRow, lineId: string): void;
  moveTo(invoice: InvoiceKeyRow, scopeKey: number): InvoiceKeyRow;
}

export function imageKeys(cache: PreparedSql): ImageKeys {
  const byId = new Map<string, InvoiceKeyRow>();
  const byPrefix = new Map<string, InvoiceKeyRow | null>();
  const remember = (row: InvoiceKeyRow): InvoiceKeyRow => {
    byId.set(row.id, row);
    if (row.line_prefix !== null) byPrefix.set(row.line_prefix, row);
    return row;
  };
  return {
    of(invoiceId) {
      const known = byId.get(invoiceId);
      if (known !== undefined) return known;
      const find = () => cache.get<InvoiceKeyRow>('SELECT * FROM invoice_keys WHERE id = ?', invoiceId);
      const held = find();
      if (held !== undefined) return remember(held);
      // Keys of imports under way are taken as well.
      cache.run(
        `INSERT INTO invoice_keys (invoice_key, id) SELECT 1 + max(coalesce((SELECT max(invoice_key) FROM invoice_keys), 0),
          coalesce((SELECT max(invoice_key) FROM staging), 0)), ?`,
        invoiceId,
      );
      const added = find();
      if (added === undefined) throw new Error('An invoice was given no key.');
      return remember(added);
    },
    ofLine(lineId) {
      const { prefix } = splitLineId(lineId);
      const known = byPrefix.get(prefix);
      if (known !== undefined) return known;
      const row = cache.get<InvoiceKeyRow>('SELECT * FROM invoice_keys WHERE line_prefix = ?', prefix) ?? null;
      byPrefix.set(prefix, row);
      return row === null ? null : remember(row);
    },
    nameLines(invoice, lineId) {
      if (invoice.line_prefix !== null) return;
      const { prefix } = splitLineId(lineId);
      cache.run('UPDATE invoice_keys SET line_prefix = ? WHERE invoice_key = ?', prefix, invoice.invoice_key);
      // The invoice itself may have come with an earlier page.
      cache.run('UPDATE invoices SET line_prefix = ? WHERE invoice_key = ?', prefix, invoice.invoice_key);
      remember({ ...invoice, line_prefix: prefix });
    },
    moveTo(invoice, scopeKey) {
      cache.run('UPDATE invoice_keys SET scope_key = ? WHERE invoice_key = ?', scopeKey, invoice.invoice_key);
      return remember({ ...invoice, scope_key: scopeKey });
    },
  };
}
