import type { PersonActor } from '../../access/actor.ts';
import { asSystem } from '../../access/as-system.ts';
import { readAs } from '../../access/read-as.ts';
import type { ServerContext } from '../../context.ts';
import { type KnownNames, nameStripper } from './strip-names.ts';

/** A firm has thousands; more than this is a mistake, and stays bounded. */
const MOST = 20_000;

/**
 * What to take out of a person's question: the names of clients and matters that they may see, because a name that goes
 * would tell somebody behind a wall whose matter there is, and of all vendors, timekeepers and people of the firm.
 */
export async function stripperFor(
  context: ServerContext,
  actor: PersonActor,
): Promise<ReturnType<typeof nameStripper>> {
  return nameStripper(await readAs(context, actor, (db) => knownNames(db)));
}

async function knownNames(db: Parameters<Parameters<typeof readAs>[2]>[0]): Promise<KnownNames> {
  const clients = await db.selectFrom('clients').select(['name', 'number']).limit(MOST).execute();
  const matters = await db.selectFrom('matters').select(['name', 'number']).limit(MOST).execute();
  const vendors = await db.selectFrom('vendors').select('name').limit(MOST).execute();
  const users = await db.selectFrom('users').select('display_name').limit(MOST).execute();
  // Rosters are administrators' to read; names of those on the roster of one matter alone stay behind its wall.
  const timekeepers = await asSystem(db, () =>
    db.selectFrom('timekeepers').select('name').distinct().where('matter_id', 'is', null).limit(MOST).execute(),
  );
  return {
    clients: clients.map(({ name }) => name),
    matters: matters.map(({ name }) => name),
    vendors: vendors.map(({ name }) => name),
    people: [...timekeepers.map(({ name }) => name), ...users.map(({ display_name }) => display_name)],
    numbers: [...clients, ...matters].map(({ number }) => number),
  };
}
