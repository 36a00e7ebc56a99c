import type { z } from 'zod';
import {
  type AdminMatter,
  type changedMatter,
  MATTERS_A_PAGE,
  type matterQuery,
  type newMatter,
} from '#shared/api/admin.ts';
import type { PersonActor } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { notVisible } from '../access/not-visible.ts';
import { type ReadTransaction, readAs } from '../access/read-as.ts';
import { matterScope, refreshAccess } from '../access/scope-access.ts';
import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { withChanges } from '../sync/with-changes.ts';

export interface MatterPage {
  readonly matters: AdminMatter[];
  readonly next: string | null;
}

/** Matters by id, the order in which they came; those behind a wall of the reader's are not among them. */
export async function listMatters(
  context: ServerContext,
  actor: PersonActor,
  query: z.infer<typeof matterQuery>,
): Promise<MatterPage> {
  const rows = await readAs(context, actor, (db) => selectMatters(db, query));
  const page = rows.slice(0, MATTERS_A_PAGE);
  return {
    matters: page.map((row) => ({
      id: row.id,
      number: row.number,
      name: row.name,
      clientId: row.client_id,
      clientNumber: row.client_number,
      clientName: row.client_name,
      isConfirmed: row.is_confirmed,
      isClosed: row.is_closed,
      userCount: Number(row.user_count),
      wallCount: Number(row.wall_count),
    })),
    next: rows.length > MATTERS_A_PAGE ? (page.at(-1)?.id ?? null) : null,
  };
}

function selectMatters(db: ReadTransaction, { search, unconfirmed, after }: z.infer<typeof matterQuery>) {
  const like = `%${(search ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`;
  return db
    .selectFrom('matters')
    .innerJoin('clients', 'clients.id', 'matters.client_id')
    .select((eb) => [
      'matters.id',
      'matters.number',
      'matters.name',
      'matters.client_id',
      'clients.number as client_number',
      'clients.name as client_name',
      'matters.is_confirmed',
      'matters.is_closed',
      eb
        .selectFrom('scope_access')
        .select(eb.fn.countAll().as('count'))
        .whereRef('scope_access.scope_id', '=', 'matters.scope_id')
        .where('scope_access.revoked_at', 'is', null)
        .as('user_count'),
      eb
        .selectFrom('walls')
        .select(eb.fn.countAll().as('count'))
        .whereRef('walls.matter_id', '=', 'matters.id')
        .where('walls.lifted_at', 'is', null)
        .as('wall_count'),
    ])
    .where('matters.deleted_at', 'is', null)
    .$if(unconfirmed === 'true', (query) => query.where('matters.is_confirmed', '=', false))
    .$if(after !== undefined, (query) => query.where('matters.id', '>', after ?? ''))
    .$if(search !== undefined && search !== '', (query) =>
      query.where((eb) =>
        eb.or(
          (['matters.number', 'matters.name', 'clients.number', 'clients.name'] as const).map((column) =>
            eb(column, 'ilike', like),
          ),
        ),
      ),
    )
    .orderBy('matters.id')
    .limit(MATTERS_A_PAGE + 1)
    .execute();
}

export async function createMatter(
  context: ServerContext,
  actor: PersonActor,
  { clientId, number, name }: z.infer<typeof newMatter>,
): Promise<string> {
  const { value } = await withChanges(context, actor, async (batch) => {
    const id = context.newId();
    const client = await batch.db.selectFrom('clients').select('id').where('id', '=', clientId).executeTakeFirst();
    if (client === undefined) throw new HttpFailure('NOT_FOUND', 'There is no such client.');
    // Also where a wall hides the one that has the number: the database says so, not what it is.
    const { numInsertedOrUpdatedRows } = await asSystem(batch.db, () =>
      batch.db
        .insertInto('matters')
        .values({
          id,
          client_id: clientId,
          number,
          name,
          guideline_name: null,
          created_at: batch.now,
          updated_seq: null,
          deleted_at: null,
        })
        .onConflict((conflict) => conflict.columns(['client_id', 'number']).doNothing())
        .executeTakeFirstOrThrow(),
    );
    if (numInsertedOrUpdatedRows === 0n) throw new HttpFailure('CONFLICT', 'This client has a matter of this number.');
    batch.change({
      scopeId: matterScope(id),
      table: 'matter',
      rowId: id,
      op: 'put',
      rowVersion: 1,
      previousVersion: 0,
    });
    await refreshAccess(batch, { matterIds: [id] });
    batch.audit({
      action: 'matter.create',
      objectType: 'matter',
      objectId: id,
      scopeId: matterScope(id),
      outcome: 'done',
      detail: { clientId },
    });
    return id;
  });
  return value;
}

/** Renames, confirms, closes or opens again. */
export async function changeMatter(
  context: ServerContext,
  actor: PersonActor,
  matterId: string,
  change: z.infer<typeof changedMatter>,
): Promise<void> {
  const { value: isDone } = await withChanges(context, actor, async (batch) => {
    const row = await batch.db
      .updateTable('matters')
      .set((eb) => ({
        row_version: eb('row_version', '+', 1),
        ...(change.name === undefined ? {} : { name: change.name }),
        ...(change.isConfirmed === undefined ? {} : { is_confirmed: change.isConfirmed }),
        ...(change.isClosed === undefined ? {} : { is_closed: change.isClosed }),
      }))
      .where('id', '=', matterId)
      .where('deleted_at', 'is', null)
      .returning('row_version')
      .executeTakeFirst();
    if (row === undefined) return false;
    batch.change({
      scopeId: matterScope(matterId),
      table: 'matter',
      rowId: matterId,
      op: 'put',
      rowVersion: row.row_version,
      previousVersion: row.row_version - 1,
    });
    batch.audit({
      action: 'matter.change',
      objectType: 'matter',
      objectId: matterId,
      scopeId: matterScope(matterId),
      outcome: 'done',
      // What changed, not to what: a name is client data.
      detail: { fields: Object.keys(change).sort() },
    });
    return true;
  });
  if (!isDone) await notVisible(context, actor, { objectType: 'matter', objectId: matterId });
}

export async function createClient(
  context: ServerContext,
  actor: PersonActor,
  { number, name }: { readonly number: string; readonly name: string },
): Promise<string> {
  const { value } = await withChanges(context, actor, async (batch) => {
    const id = context.newId();
    const { numInsertedOrUpdatedRows } = await batch.db
      .insertInto('clients')
      .values({ id, number, name, guideline_name: null, created_at: batch.now })
      .onConflict((conflict) => conflict.column('number').doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) throw new HttpFailure('CONFLICT', 'There is a client of this number.');
    batch.audit({
      action: 'client.create',
      objectType: 'client',
      objectId: id,
      scopeId: null,
      outcome: 'done',
      detail: {},
    });
    return id;
  });
  return value;
}
