import { sql } from 'kysely';
import type { IsoDate } from '#shared/domain/invoice.ts';
import type { OtherMatterDay } from '#shared/rules/prepare/prepared-invoice.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';

/** Each a safe integer, however much a vendor has billed. */
const MOST_HOURS_E4 = Number.MAX_SAFE_INTEGER;

/**
 * What these timekeepers billed on these invoices in the months from the first to the last of these days, added up by
 * person and day: by PostgreSQL, because a large vendor's month is tens of thousands of lines, and because nothing else
 * of another matter is to be known here. As the system.
 * @param days in their order
 */
export async function loadOtherMatterDays(
  db: ChangeBatch['db'],
  invoiceIds: readonly string[],
  timekeeperKeys: readonly string[],
  days: readonly IsoDate[],
): Promise<readonly OtherMatterDay[]> {
  const [first, last] = [days[0], days.at(-1)];
  if (invoiceIds.length === 0 || timekeeperKeys.length === 0 || first === undefined || last === undefined) return [];
  const { rows } = await sql<{
    readonly timekeeper_key: string;
    readonly date: IsoDate;
    readonly hours_e4: number;
    readonly invoice_count: number;
  }>`
    SELECT timekeeper_key, date, least(sum(units_e4), ${MOST_HOURS_E4})::bigint AS hours_e4,
      count(DISTINCT invoice_id) AS invoice_count
    FROM line_items
    WHERE invoice_id = ANY(${invoiceIds}::uuid[]) AND deleted_at IS NULL AND kind = 'F' AND units_e4 > 0
      AND timekeeper_key = ANY(${timekeeperKeys}::text[])
      AND date >= date_trunc('month', ${first}::date)::date
      AND date < (date_trunc('month', ${last}::date) + interval '1 month')::date
    GROUP BY timekeeper_key, date ORDER BY timekeeper_key, date`.execute(db);
  return rows.map((row) => ({
    timekeeperKey: row.timekeeper_key,
    date: row.date,
    hoursE4: row.hours_e4,
    invoiceCount: row.invoice_count,
  }));
}
