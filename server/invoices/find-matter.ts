import { sql } from 'kysely';
import type { Invoice } from '#shared/domain/invoice.ts';
import { refreshAccess } from '../access/scope-access.ts';
import type { ServerContext } from '../context.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';

/** "matter" for advisory locks: two files that name the same new matter make it once. */
const MATTER_LOCK = 0x6d617474;

/** What stands where a file names no client or no matter. An administrator files such invoices. */
const NOT_NAMED = { number: '(none)', name: 'Not named in the file' };

export interface MatterOfInvoice {
  readonly matterId: string;
  readonly clientId: string;
  readonly scopeId: string;
  /** The matter's guideline, else the client's. */
  readonly guidelineName: string | null;
}

/**
 * The matter an invoice belongs to: the one chosen at upload, else the one it names (CLIENT_ID and
 * LAW_FIRM_MATTER_ID). One that nobody entered is made, marked as not confirmed, so that nothing is lost and an
 * administrator sees it. As the system.
 */
export async function matterOfInvoice(
  context: ServerContext,
  batch: ChangeBatch,
  invoice: Pick<Invoice, 'clientId' | 'clientName' | 'matterId' | 'matterName'>,
  chosenId: string | null,
): Promise<MatterOfInvoice> {
  if (chosenId !== null) {
    const chosen = await findMatter(batch, { id: chosenId });
    if (chosen !== null) return chosen;
  }
  const clientNumber = invoice.clientId ?? NOT_NAMED.number;
  const matterNumber = invoice.matterId ?? NOT_NAMED.number;
  const known = await findMatter(batch, { clientNumber, matterNumber });
  if (known !== null) return known;
  await sql`SELECT pg_advisory_xact_lock(${MATTER_LOCK})`.execute(batch.db);
  const meanwhile = await findMatter(batch, { clientNumber, matterNumber });
  if (meanwhile !== null) return meanwhile;
  const client = await batch.db
    .insertInto('clients')
    .values({
      id: context.newId(),
      number: clientNumber,
      name: invoice.clientName ?? (invoice.clientId === null ? NOT_NAMED.name : clientNumber),
      guideline_name: null,
      created_at: batch.now,
    })
    // Not "do nothing": the row that is there must come back.
    .onConflict((conflict) => conflict.column('number').doUpdateSet((eb) => ({ number: eb.ref('excluded.number') })))
    .returning(['id', 'guideline_name'])
    .executeTakeFirstOrThrow();
  const matterId = context.newId();
  await batch.db
    .insertInto('matters')
    .values({
      id: matterId,
      client_id: client.id,
      number: matterNumber,
      name: invoice.matterName ?? (invoice.matterId === null ? NOT_NAMED.name : matterNumber),
      guideline_name: null,
      is_confirmed: false,
      created_at: batch.now,
      updated_seq: null,
      deleted_at: null,
    })
    .execute();
  const scopeId = `matter:${matterId}`;
  batch.change({ scopeId, table: 'matter', rowId: matterId, op: 'put', rowVersion: 1, previousVersion: 0 });
  await refreshAccess(batch, { matterIds: [matterId] });
  return { matterId, clientId: client.id, scopeId, guidelineName: client.guideline_name };
}

async function findMatter(
  batch: ChangeBatch,
  which: { readonly id: string } | { readonly clientNumber: string; readonly matterNumber: string },
): Promise<MatterOfInvoice | null> {
  const row = await batch.db
    .selectFrom('matters')
    .innerJoin('clients', 'clients.id', 'matters.client_id')
    .select(['matters.id', 'matters.client_id', 'matters.scope_id', 'matters.guideline_name'])
    .select('clients.guideline_name as client_guideline_name')
    .where('matters.deleted_at', 'is', null)
    .$if('id' in which, (query) => query.where('matters.id', '=', 'id' in which ? which.id : ''))
    .$if('clientNumber' in which, (query) =>
      query
        .where('clients.number', '=', 'clientNumber' in which ? which.clientNumber : '')
        .where('matters.number', '=', 'clientNumber' in which ? which.matterNumber : ''),
    )
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    matterId: row.id,
    clientId: row.client_id,
    scopeId: row.scope_id,
    guidelineName: row.guideline_name ?? row.client_guideline_name,
  };
}
