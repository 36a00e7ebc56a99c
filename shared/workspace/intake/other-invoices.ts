import type { Invoice, InvoiceLine } from '#shared/domain/invoice.ts';
import type { OtherInvoice } from '#shared/rules/prepare/prepared-invoice.ts';
import { timekeeperKeyOf } from '#shared/rules/prepare/timekeeper-key.ts';
import { keyRange } from '../store/keys.ts';
import { LINE_IMAGE_COLUMNS, type LineImageRow, lineOfRow } from '../store/line-record.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';

/** The latest invoices looked at, and lines taken from all of them: comparing stays bounded as years add up. */
const MAXIMUM_INVOICES = 500;
const MAXIMUM_LINES = 50_000;

interface OtherRow {
  readonly invoice_key: number;
  readonly id: string;
  readonly vendor_id: string | null;
  readonly invoice_number: string | null;
  readonly invoice_date: string | null;
  readonly billing_start: string | null;
  readonly billing_end: string | null;
  readonly computed_total_e4: number | null;
}

/**
 * Invoices held that this one can be set beside (R04, R27, R41): same vendor or none stated, with the same
 * number or work in the same span of days; of their lines those by the same timekeepers or on the same
 * dates. In order of import, so that a rebuilt cache finds the same.
 */
export function otherInvoicesFor(cache: PreparedSql, invoice: Invoice): readonly OtherInvoice[] {
  const dates = new Set(invoice.lines.flatMap(({ date }) => (date === null ? [] : [date])));
  const timekeepers = new Set(
    invoice.lines.flatMap((line) => {
      const key = keyOf(line);
      return key === null ? [] : [key];
    }),
  );
  const sorted = [...dates].sort();
  const rows = cache.all<OtherRow>(
    `SELECT * FROM (
      SELECT invoice_key, id, vendor_id, invoice_number, invoice_date, billing_start, billing_end, computed_total_e4
      FROM invoices
      WHERE id <> ? AND (coalesce(?, vendor_id) IS vendor_id OR vendor_id IS NULL)
        AND (invoice_number = ? OR (last_date >= ? AND first_date <= ?))
      ORDER BY invoice_key DESC LIMIT ${MAXIMUM_INVOICES}) ORDER BY invoice_key`,
    invoice.id,
    invoice.vendorId,
    invoice.invoiceNumber,
    sorted[0] ?? null,
    sorted.at(-1) ?? null,
  );
  let room = MAXIMUM_LINES;
  return rows.map((row) => {
    const lines = linesOf(cache, row.invoice_key, room).filter(
      (line) => (line.date !== null && dates.has(line.date)) || timekeepers.has(keyOf(line) ?? ''),
    );
    room -= lines.length;
    return {
      invoiceId: row.id,
      vendorId: row.vendor_id,
      invoiceNumber: row.invoice_number,
      invoiceDate: row.invoice_date,
      billingStart: row.billing_start,
      billingEnd: row.billing_end,
      totalE4: row.computed_total_e4,
      lines,
    };
  });
}

function linesOf(cache: PreparedSql, invoiceKey: number, limit: number): readonly InvoiceLine[] {
  const { first, last } = keyRange(invoiceKey);
  return cache
    .all<LineImageRow>(
      `SELECT ${LINE_IMAGE_COLUMNS} FROM line_items WHERE line_key BETWEEN ? AND ? ORDER BY line_key LIMIT ?`,
      first,
      last,
      limit,
    )
    .map(lineOfRow);
}

function keyOf(line: Pick<InvoiceLine, 'timekeeperId' | 'timekeeperName'>): string | null {
  return timekeeperKeyOf(line.timekeeperId, line.timekeeperName);
}
