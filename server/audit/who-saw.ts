import type { Kysely } from 'kysely';
import { SYSTEM } from '../access/actor.ts';
import { type ReadTransaction, readAs } from '../access/read-as.ts';
import { matterScope } from '../access/scope-access.ts';
import type { Database } from '../db/database.ts';
import { type HeldDevice, heldDevices } from './held-devices.ts';

/** What somebody did in a matter, or tried to, within the time asked about. */
export interface ActionCount {
  readonly action: string;
  readonly outcome: string;
  readonly count: number;
  readonly first: string;
  readonly last: string;
}

/** Somebody who saw a matter, may have, or tried to. */
export interface Witness {
  readonly userId: string;
  readonly name: string;
  readonly role: string;
  readonly state: string;
  /**
   * Whether access was theirs at some moment of the time asked about. `perhaps`: it was given again since, and only the
   * entries of grants and walls say when the earlier one ended.
   */
  readonly hadAccess: 'yes' | 'no' | 'perhaps';
  readonly accessSince: string | null;
  readonly accessUntil: string | null;
  /** Their devices that held a copy of it then. */
  readonly devices: readonly HeldDevice[];
  readonly actions: readonly ActionCount[];
}

export interface WhoSaw {
  readonly matterId: string;
  readonly from: string;
  readonly to: string;
  readonly people: readonly Witness[];
}

/**
 * Who saw a matter within a time: everybody who had access then, every device that held a copy, and everything that
 * was done or refused in it. A copy on a device is read without the server's knowing, so whoever held one counts.
 * Reads past the walls, for whoever keeps the database; changes nothing.
 */
export function whoSaw(
  database: Kysely<Database>,
  { matterId, from, to }: { readonly matterId: string; readonly from: Date; readonly to: Date },
): Promise<WhoSaw> {
  return readAs({ database }, SYSTEM, async (db) => {
    const scopeId = matterScope(matterId);
    const access = await accessOf(db, scopeId);
    const devices = await heldDevices(db, scopeId, from, to);
    const actions = await actionsIn(db, scopeId, from, to);
    const concerned = new Set([...devices.keys(), ...actions.keys()]);
    for (const { user_id, ...window } of access) if (hadAccess(window, from, to) !== 'no') concerned.add(user_id);
    const users = await usersOf(db, [...concerned]);
    const people = users.map(({ id, display_name, role, state }): Witness => {
      const window = access.find(({ user_id }) => user_id === id);
      return {
        userId: id,
        name: display_name,
        role,
        state,
        hadAccess: window === undefined ? 'no' : hadAccess(window, from, to),
        accessSince: window?.granted_at.toISOString() ?? null,
        accessUntil: window?.revoked_at?.toISOString() ?? null,
        devices: devices.get(id) ?? [],
        actions: actions.get(id) ?? [],
      };
    });
    return { matterId, from: from.toISOString(), to: to.toISOString(), people };
  });
}

interface AccessWindow {
  readonly epoch: number;
  readonly granted_at: Date;
  readonly revoked_at: Date | null;
}

/** The table keeps the latest access alone: of one that was given again, the earlier time is not known from it. */
function hadAccess({ epoch, granted_at, revoked_at }: AccessWindow, from: Date, to: Date): Witness['hadAccess'] {
  if (granted_at <= to && (revoked_at === null || revoked_at >= from)) return 'yes';
  return granted_at > from && epoch > 1 ? 'perhaps' : 'no';
}

function accessOf(db: ReadTransaction, scopeId: string) {
  return db
    .selectFrom('scope_access')
    .select(['user_id', 'epoch', 'granted_at', 'revoked_at'])
    .where('scope_id', '=', scopeId)
    .execute();
}

function usersOf(db: ReadTransaction, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .selectFrom('users')
    .select(['id', 'display_name', 'role', 'state'])
    .where('id', 'in', ids)
    .orderBy('display_name')
    .orderBy('id')
    .execute();
}

async function actionsIn(
  db: ReadTransaction,
  scopeId: string,
  from: Date,
  to: Date,
): Promise<ReadonlyMap<string, readonly ActionCount[]>> {
  const rows = await db
    .selectFrom('audit_log')
    .select(({ fn }) => [
      'actor_id',
      'action',
      'outcome',
      fn.countAll<number>().as('count'),
      fn.min('at').as('first'),
      fn.max('at').as('last'),
    ])
    .where('scope_id', '=', scopeId)
    .where('at', '>=', from)
    .where('at', '<=', to)
    .where('actor_id', 'is not', null)
    .groupBy(['actor_id', 'action', 'outcome'])
    .orderBy('action')
    .orderBy('outcome')
    .execute();
  const byPerson = new Map<string, ActionCount[]>();
  for (const { actor_id, action, outcome, count, first, last } of rows) {
    const actions = byPerson.get(actor_id ?? '') ?? [];
    byPerson.set(actor_id ?? '', actions);
    actions.push({ action, outcome, count: Number(count), first: first.toISOString(), last: last.toISOString() });
  }
  return byPerson;
}
