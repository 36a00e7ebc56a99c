import type { LineFilter, LineSort, QueryInput, QueryName, QueryOutputs } from '#shared/api/workspace.ts';
import type { Engine } from '../engine.ts';
import { findInvoiceRow, type InvoiceRow } from '../store/invoice-record.ts';
import { LOCKED_SENTENCE } from '../sync/leases.ts';
import { notFound, refuse } from '../workspace-error.ts';

/** One query: reads and answers at once; refusals are thrown as `WorkspaceFailure`. */
export type QueryHandler<N extends QueryName> = (engine: Engine, input: QueryInput<N>) => QueryOutputs[N];

/** @throws WorkspaceFailure `not_found`; `refused` while its matter is locked */
export function invoiceRowFor({ cache }: Engine, invoiceId: string): InvoiceRow {
  const row = findInvoiceRow(cache, invoiceId) ?? notFound('This invoice');
  return row.is_locked === 1 ? refuse(LOCKED_SENTENCE) : row;
}

/** The lines of a view as keys, in order. */
export function viewKeys(
  engine: Engine,
  view: { readonly invoiceId: string; readonly filter: LineFilter; readonly sort: LineSort },
): readonly number[] {
  const row = invoiceRowFor(engine, view.invoiceId);
  return engine.views.keysOf(row.invoice_key, row.id, view.filter, view.sort);
}
