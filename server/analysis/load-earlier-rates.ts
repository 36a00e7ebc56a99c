import { sql } from 'kysely';
import type { Invoice, IsoDate } from '#shared/domain/invoice.ts';
import type { EarlierRate } from '#shared/rules/prepare/master-facts.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';

const MOST_ROWS = 5_000;

/**
 * What this invoice's timekeepers cost an hour on earlier invoices of the same vendor on the same matter: the
 * highest rate of each on each, as accepted (a rate that was cut counts as cut, a line that was cut not at all).
 * Invoices that went back to the vendor are no precedent, nor are other copies of this bill. As the system.
 */
export async function loadEarlierRates(
  db: ChangeBatch['db'],
  invoice: Pick<Invoice, 'id' | 'vendorId' | 'invoiceNumber'>,
  given: { readonly matterId: string; readonly timekeeperKeys: readonly string[]; readonly before: IsoDate | null },
): Promise<readonly EarlierRate[]> {
  const { matterId, timekeeperKeys, before } = given;
  if (timekeeperKeys.length === 0 || before === null) return [];
  const { rows } = await sql<{
    readonly invoice_number: string | null;
    readonly currency: string | null;
    readonly timekeeper_id: string | null;
    readonly timekeeper_name: string | null;
    readonly rate_e4: number;
    readonly first_date: IsoDate;
    readonly last_date: IsoDate;
  }>`
    SELECT i.invoice_number, i.currency, min(l.timekeeper_id) AS timekeeper_id, min(l.timekeeper_name) AS timekeeper_name,
      max(coalesce(d.rate_e4, l.unit_cost_e4)) AS rate_e4, min(l.date) AS first_date, max(l.date) AS last_date
    FROM invoices i
    JOIN line_items l ON l.invoice_id = i.id
    LEFT JOIN decisions d ON d.line_id = l.id AND d.version = l.decision_version AND d.kind = 'cut_rate'
    WHERE i.matter_id = ${matterId} AND i.id <> ${invoice.id} AND i.deleted_at IS NULL
      AND i.state <> 'returned' AND i.vendor_id IS NOT DISTINCT FROM ${invoice.vendorId}::text
      AND (i.invoice_number IS NULL OR i.invoice_number IS DISTINCT FROM ${invoice.invoiceNumber}::text)
      AND i.first_work_date < ${before}::date
      AND l.deleted_at IS NULL AND l.kind = 'F' AND l.date IS NOT NULL AND l.unit_cost_e4 > 0
      AND l.decision_kind IS DISTINCT FROM 'cut_line' AND l.timekeeper_key = ANY(${timekeeperKeys}::text[])
    GROUP BY i.id, l.timekeeper_key
    ORDER BY max(l.date) DESC, i.id, l.timekeeper_key LIMIT ${MOST_ROWS}`.execute(db);
  return rows.map((row) => ({
    timekeeperId: row.timekeeper_id,
    timekeeperName: row.timekeeper_name,
    invoiceNumber: row.invoice_number,
    currency: row.currency,
    rateE4: row.rate_e4,
    firstDate: row.first_date,
    lastDate: row.last_date,
  }));
}
