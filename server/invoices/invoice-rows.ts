import { type Selectable, sql } from 'kysely';
import type { z } from 'zod';
import type { invoiceListed, invoiceQuery } from '#shared/api/invoices.ts';
import { formatE4 } from '#shared/money/e4.ts';
import type { PersonActor } from '../access/actor.ts';
import { ofVisibleScopes } from '../access/in-visible-scopes.ts';
import type { ReadTransaction } from '../access/read-as.ts';
import type { InvoicesTable } from './record-tables.ts';

/** What a list shows; the header and problems as read (`body`) are left where they lie. */
const LISTED = [
  'id', 'matter_id', 'invoice_number', 'date', 'vendor_id', 'vendor_name', 'currency', 'state', 'received_at', 'due_on',
  'guideline_name', 'line_count', 'finding_count', 'open_count', 'declared_total_e4', 'computed_total_e4', 'proposed_e4',
  'saved_e4',
] as const satisfies readonly (keyof InvoicesTable)[]; // biome-ignore format: one list

/** An invoice as a list shows it. */
export function listedInvoice(
  row: Pick<Selectable<InvoicesTable>, (typeof LISTED)[number]>,
): z.infer<typeof invoiceListed> {
  return {
    id: row.id,
    matterId: row.matter_id,
    invoiceNumber: row.invoice_number,
    invoiceDate: row.date,
    vendorId: row.vendor_id,
    vendorName: row.vendor_name,
    currency: row.currency,
    state: row.state,
    receivedAt: row.received_at.toISOString(),
    dueOn: row.due_on,
    guidelineName: row.guideline_name,
    lineCount: row.line_count,
    findingCount: row.finding_count,
    openCount: row.open_count,
    declaredTotal: row.declared_total_e4 === null ? null : formatE4(row.declared_total_e4),
    computedTotal: row.computed_total_e4 === null ? null : formatE4(row.computed_total_e4),
    proposed: formatE4(row.proposed_e4),
    saved: formatE4(row.saved_e4),
  };
}

/** A page of the invoices a person may see, newest first; the place is an id, so that no page repeats or skips. */
export async function pageOfInvoices(
  db: ReadTransaction,
  actor: PersonActor,
  query: z.infer<typeof invoiceQuery>,
): Promise<{ readonly invoices: z.infer<typeof invoiceListed>[]; readonly next: string | null }> {
  const after =
    query.after === undefined
      ? undefined
      : await db.selectFrom('invoices').select('id').where('id', '=', query.after).executeTakeFirst();
  const rows = await db
    .selectFrom('invoices')
    .select(LISTED)
    .where(ofVisibleScopes('invoices.scope_id', actor.userId))
    .where('deleted_at', 'is', null)
    .$if(query.state !== undefined, (each) => each.where('state', '=', query.state ?? ''))
    .$if(query.matterId !== undefined, (each) => each.where('matter_id', '=', query.matterId ?? ''))
    .$if(after !== undefined, (each) =>
      // The moment stays in the database, which knows it to the microsecond: one of ours would skip its neighbours.
      each.where(
        sql<boolean>`(received_at, id) < ((SELECT received_at FROM invoices WHERE id = ${after?.id}), ${after?.id}::uuid)`,
      ),
    )
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const shown = rows.slice(0, query.limit);
  return {
    invoices: shown.map(listedInvoice),
    next: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
  };
}
