import type { ReadTransaction } from '../access/read-as.ts';

/** A device with a copy of a matter on it. */
export interface HeldDevice {
  readonly deviceId: string;
  readonly name: string;
  readonly since: string;
  /** When it said that it had removed the copy; null while it has not. */
  readonly until: string | null;
}

/**
 * Which devices held a copy of a scope within a time, by person: from each time the server gave it to one
 * (`sync.fetched`) until that one said that it had purged it (`sync.purged`). A device that was removed, lost or kept off
 * the network never says so, and goes on counting.
 */
export async function heldDevices(
  db: ReadTransaction,
  scopeId: string,
  from: Date,
  to: Date,
): Promise<ReadonlyMap<string, readonly HeldDevice[]>> {
  const entries = await db
    .selectFrom('audit_log')
    .leftJoin('devices', (join) =>
      join.on(({ eb, ref, cast }) => eb(cast<string>(ref('devices.id'), 'text'), '=', ref('audit_log.object_id'))),
    )
    .select(['audit_log.actor_id', 'audit_log.object_id', 'audit_log.action', 'audit_log.at', 'devices.name'])
    .where('audit_log.scope_id', '=', scopeId)
    .where('audit_log.action', 'in', ['sync.fetched', 'sync.purged'])
    .where('audit_log.at', '<=', to)
    .orderBy('audit_log.seq')
    .execute();
  const periods: (HeldDevice & { readonly userId: string })[] = [];
  for (const { actor_id, object_id, action, at, name } of entries) {
    const deviceId = object_id ?? '';
    const open = periods.findIndex((each) => each.deviceId === deviceId && each.until === null);
    const moment = at.toISOString();
    if (action === 'sync.fetched' && open === -1)
      periods.push({ userId: actor_id ?? '', deviceId, name: name ?? '', since: moment, until: null });
    const period = periods[open];
    if (action === 'sync.purged' && period !== undefined) periods[open] = { ...period, until: moment };
  }
  const byPerson = new Map<string, HeldDevice[]>();
  for (const { userId, ...device } of periods) {
    if (device.until !== null && Date.parse(device.until) < from.getTime()) continue;
    byPerson.set(userId, [...(byPerson.get(userId) ?? []), device]);
  }
  return byPerson;
}
