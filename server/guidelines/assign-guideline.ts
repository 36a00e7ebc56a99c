import type { z } from 'zod';
import type { Assignment, assignedPlace, assignmentOutcome } from '#shared/api/guidelines.ts';
import type { PersonActor } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { notVisible } from '../access/not-visible.ts';
import type { ReadTransaction } from '../access/read-as.ts';
import { holdAccess, matterScope } from '../access/scope-access.ts';
import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { withChanges } from '../sync/with-changes.ts';
import { latestGuideline } from './held-guidelines.ts';

type Place = z.infer<typeof assignedPlace>;

/**
 * Gives a client or a matter its guideline, or (null) takes it away. Invoices that come in from now on are checked
 * by it; open ones are checked again by a job that commits with this, those with a guideline of their own excepted.
 * Asked again it changes nothing but checks again: so a new version reaches the open invoices.
 * @throws NOT_FOUND for what a wall hides or is not there, CONFLICT for a name that is not held
 */
export async function assignGuideline(
  context: ServerContext,
  actor: PersonActor,
  place: Place,
  guidelineName: string | null,
): Promise<z.infer<typeof assignmentOutcome>> {
  const { kind, id } = place;
  const { value: isThere } = await withChanges(context, actor, async (batch) => {
    const latest = guidelineName === null ? null : await latestGuideline(batch.db, guidelineName);
    if (guidelineName !== null && latest === null) {
      throw new HttpFailure('CONFLICT', 'There is no guideline of this name. Save it first; nothing was changed.');
    }
    const before =
      kind === 'matter'
        ? await assignToMatter(batch, id, guidelineName)
        : await assignToClient(batch, id, guidelineName);
    if (before === undefined) return false;
    await asSystem(batch.db, () => context.jobs.enqueue(batch.db, 'check-by-guideline', { kind, id, after: null }));
    batch.audit({
      action: guidelineName === null ? 'guideline.unassign' : 'guideline.assign',
      objectType: kind,
      objectId: id,
      scopeId: kind === 'matter' ? matterScope(id) : null,
      outcome: 'done',
      // A guideline's name is its id.
      detail: { before, after: guidelineName, version: latest?.version ?? null },
    });
    return true;
  });
  if (isThere) return { kind, id, guidelineName };
  if (kind === 'matter') return notVisible(context, actor, { objectType: 'matter', objectId: id });
  throw new HttpFailure('NOT_FOUND', 'There is no such client.');
}

/** @returns the name before; undefined where the matter is not there, or not for this person */
async function assignToMatter(
  batch: ChangeBatch,
  matterId: string,
  guidelineName: string | null,
): Promise<string | null | undefined> {
  // Row security is asked anew at each statement: what is seen here is still to be seen when it is written.
  await holdAccess(batch.db);
  const matter = await batch.db
    .selectFrom('matters')
    .select(['guideline_name', 'row_version'])
    .where('id', '=', matterId)
    .where('deleted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (matter === undefined) return undefined;
  const { guideline_name: before, row_version: previousVersion } = matter;
  if (before === guidelineName) return before;
  const rowVersion = previousVersion + 1;
  await batch.db
    .updateTable('matters')
    .set({ guideline_name: guidelineName, row_version: rowVersion })
    .where('id', '=', matterId)
    .execute();
  const scopeId = matterScope(matterId);
  batch.change({ scopeId, table: 'matter', rowId: matterId, op: 'put', rowVersion, previousVersion });
  return before;
}

async function assignToClient(
  { db }: ChangeBatch,
  clientId: string,
  guidelineName: string | null,
): Promise<string | null | undefined> {
  const client = await db
    .selectFrom('clients')
    .select('guideline_name')
    .where('id', '=', clientId)
    .forUpdate()
    .executeTakeFirst();
  if (client === undefined) return undefined;
  await db.updateTable('clients').set({ guideline_name: guidelineName }).where('id', '=', clientId).execute();
  return client.guideline_name;
}

const MAXIMUM_ROWS = 5_000;

/** Which clients and matters have a guideline of their own, as far as the reader may know of them. */
export async function listAssignments(db: ReadTransaction): Promise<readonly Assignment[]> {
  const clients = await db
    .selectFrom('clients')
    .select(['id', 'number', 'name', 'guideline_name'])
    .where('guideline_name', 'is not', null)
    .orderBy('number')
    .limit(MAXIMUM_ROWS)
    .execute();
  const matters = await db
    .selectFrom('matters')
    .innerJoin('clients', 'clients.id', 'matters.client_id')
    .select(['matters.id', 'matters.number', 'matters.name', 'matters.guideline_name'])
    .select('clients.number as client_number')
    .where('matters.guideline_name', 'is not', null)
    .where('matters.deleted_at', 'is', null)
    .orderBy('clients.number')
    .orderBy('matters.number')
    .limit(MAXIMUM_ROWS)
    .execute();
  return [
    ...clients.map(({ id, number, name, guideline_name }) => ({
      kind: 'client' as const,
      id,
      number,
      name,
      clientNumber: number,
      guidelineName: guideline_name ?? '',
    })),
    ...matters.map(({ id, number, name, guideline_name, client_number }) => ({
      kind: 'matter' as const,
      id,
      number,
      name,
      clientNumber: client_number,
      guidelineName: guideline_name ?? '',
    })),
  ];
}
