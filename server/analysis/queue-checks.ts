import type { MasterKind } from '#shared/api/masters.ts';
import type { ServerContext } from '../context.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';

/** A row of the masters before and after, by the columns of its table. */
export interface ChangedMaster {
  readonly after: Readonly<Record<string, string | number | boolean | null>>;
}

/** More clients of one vendor than this, and all of its invoices are looked at. */
const MOST_CLIENTS = 20;

/**
 * Queues the check of open invoices that changed masters are about, in the transaction that changes them. Names of
 * clients and vendors are no rule's business. A row's vendor and client are part of what it is, so they are the same
 * before and after.
 */
export async function queueChecks(
  context: Pick<ServerContext, 'jobs'>,
  batch: ChangeBatch,
  kind: MasterKind,
  changes: readonly ChangedMaster[],
): Promise<void> {
  if (kind === 'clients' || kind === 'vendors') return;
  const clientsOf = new Map<string | null, Set<string | null>>();
  for (const { after } of changes) {
    const vendorId = idOf(after.vendor_id);
    clientsOf.set(vendorId, (clientsOf.get(vendorId) ?? new Set()).add(idOf(after.client_id)));
  }
  for (const [vendorId, clients] of clientsOf) {
    const isAll = vendorId !== null && (clients.has(null) || clients.size > MOST_CLIENTS);
    for (const clientId of isAll ? [null] : clients) {
      await context.jobs.enqueue(batch.db, 'check-against-masters', {
        vendorId,
        clientId,
        invoiceId: null,
        after: null,
      });
    }
  }
}

function idOf(value: string | number | boolean | null | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
