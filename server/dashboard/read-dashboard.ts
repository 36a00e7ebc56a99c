import type { Dashboard } from '#shared/api/dashboard.ts';
import type { PersonActor } from '../access/actor.ts';
import { type ReadTransaction, readAs } from '../access/read-as.ts';
import type { ServerContext } from '../context.ts';
import { readMoney } from './read-money.ts';
import { readStuck } from './read-stuck.ts';
import { readWaiting } from './read-waiting.ts';

/** Every figure of one moment, in one snapshot. */
export async function readDashboard(
  context: Pick<ServerContext, 'database' | 'clock'>,
  actor: PersonActor,
): Promise<Dashboard> {
  const nowMs = context.clock.nowMs();
  const asOf = new Date(nowMs).toISOString();
  const today = asOf.slice(0, 10);
  return readAs(context, actor, async (db) => ({
    asOf,
    waiting: await readWaiting(db, actor, today),
    money: await readMoney(db, actor.userId, today),
    stuck: await readStuck(db, actor, nowMs),
    devices: await readDevices(db, actor.userId),
  }));
}

async function readDevices(db: ReadTransaction, userId: string): Promise<Dashboard['devices']> {
  const rows = await db
    .selectFrom('devices')
    .select(['id', 'name', 'platform', 'app_version', 'last_seen_at'])
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(({ id, name, platform, app_version, last_seen_at }) => ({
    id,
    name,
    platform,
    appVersion: app_version,
    lastSeenAt: last_seen_at.toISOString(),
  }));
}
