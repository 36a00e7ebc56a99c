import { SYSTEM } from '#server/access/actor.ts';
import { refreshAccess } from '#server/access/scope-access.ts';
import { addUser } from '#server/auth/accounts.ts';
import type { ServerContext } from '#server/context.ts';
import type { ChangeBatch } from '#server/sync/change-batch.ts';
import { withChanges } from '#server/sync/with-changes.ts';
import { builtInGuidelines } from '#shared/rules/built-in-guidelines.ts';
import { clientNumberOf, FIRM, matterNumberOf, mattersOf, roleOf, walls } from './made-up-firm.ts';

export interface EnteredFirm {
  /** Ids by the numbers of `made-up-firm.ts`. */
  readonly people: readonly string[];
  readonly matters: readonly { readonly id: string; readonly clientId: string; readonly guidelineName: string }[];
}

/** People, clients, matters and grants; walls come last (`raiseWalls`), when there is something behind them. */
export async function enterFirm(context: ServerContext): Promise<EnteredFirm> {
  const { value } = await withChanges(context, SYSTEM, async (batch) => {
    const people: string[] = [];
    for (let person = 0; person < FIRM.people; person += 1) {
      const id = context.newId();
      people.push(id);
      const email = `person${person}@bench.lait.example`;
      const account = { id, email, displayName: `Person ${person}`, role: roleOf(person) };
      await addUser(batch, { ...account, state: 'active', passwordHash: null, isDemo: true });
    }
    const clients = new Map<string, string>();
    const matters: EnteredFirm['matters'][number][] = [];
    for (let matter = 0; matter < FIRM.matters; matter += 1) {
      const number = clientNumberOf(matter);
      // Every fourth client is an insurer with stricter terms.
      const guidelineName = builtInGuidelines[clients.size % 4 === 3 ? 1 : 0]?.name ?? 'standard';
      const clientId = clients.get(number) ?? (await enterClient(context, batch, number, guidelineName));
      clients.set(number, clientId);
      matters.push(await enterMatter(context, batch, matter, clientId));
    }
    for (const [person, userId] of people.entries()) {
      const granted = person < FIRM.partners ? [null] : mattersOf(person).map((matter) => matters[matter]?.id ?? null);
      const rows = granted.map((matterId) => ({
        id: context.newId(),
        user_id: userId,
        matter_id: matterId,
        granted_by: null,
        granted_at: batch.now,
      }));
      await batch.db.insertInto('grants').values(rows).execute();
    }
    await refreshAccess(batch, { userIds: people });
    return { people, matters };
  });
  return value;
}

async function enterClient(
  context: ServerContext,
  batch: ChangeBatch,
  number: string,
  guidelineName: string,
): Promise<string> {
  const id = context.newId();
  await batch.db
    .insertInto('clients')
    .values({ id, number, name: `Client ${number}`, guideline_name: guidelineName, created_at: batch.now })
    .execute();
  return id;
}

async function enterMatter(context: ServerContext, batch: ChangeBatch, matter: number, clientId: string) {
  const id = context.newId();
  const number = matterNumberOf(matter);
  const { guideline_name } = await batch.db
    .selectFrom('clients')
    .select('guideline_name')
    .where('id', '=', clientId)
    .executeTakeFirstOrThrow();
  await batch.db
    .insertInto('matters')
    .values({
      id,
      client_id: clientId,
      number,
      name: `Matter ${number}`,
      guideline_name: null,
      created_at: batch.now,
      updated_seq: null,
      deleted_at: null,
    })
    .execute();
  const scopeId = `matter:${id}`;
  batch.change({ scopeId, table: 'matter', rowId: id, op: 'put', rowVersion: 1, previousVersion: 0 });
  return { id, clientId, guidelineName: guideline_name ?? 'standard' };
}

export async function raiseWalls(context: ServerContext, { people, matters }: EnteredFirm): Promise<void> {
  await withChanges(context, SYSTEM, async (batch) => {
    const rows = walls().map(({ person, matter }) => ({
      id: context.newId(),
      matter_id: matters[matter]?.id ?? '',
      user_id: people[person] ?? '',
      reason: 'conflict of interest',
      raised_by: null,
      raised_at: batch.now,
      lifted_at: null,
    }));
    await batch.db.insertInto('walls').values(rows).execute();
    await refreshAccess(batch, { userIds: rows.map(({ user_id }) => user_id) });
  });
}
