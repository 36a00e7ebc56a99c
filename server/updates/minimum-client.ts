import { z } from 'zod';
import { versionText } from '#shared/updates/descriptor.ts';
import { compareVersions } from '#shared/updates/version.ts';
import type { ServerContext } from '../context.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';

const SETTING = 'minimum_client';
const stored = z.strictObject({ version: versionText });

/**
 * The oldest version that may go on working: what an administrator set, but never below what this server itself
 * needs (`LAIT_MINIMUM_CLIENT`). Below it a device still hands in what it holds.
 */
export async function minimumClientOf({
  database,
  config,
}: Pick<ServerContext, 'config'> & {
  readonly database: Pick<ServerContext['database'], 'selectFrom'>;
}): Promise<string> {
  const own = config.sync.minimumClient;
  const row = await database.selectFrom('settings').select('value').where('name', '=', SETTING).executeTakeFirst();
  const set = stored.safeParse(row?.value);
  return set.success && compareVersions(set.data.version, own) > 0 ? set.data.version : own;
}

/** So long a laptop may go on hearing of the one before: every pull asks, and it changes a few times a year. */
const REMEMBERED_MS = 3_000;
const remembered = new WeakMap<object, { readonly minimum: Promise<string>; readonly atMs: number }>();

/** `minimumClientOf`, asked of the database at most every few seconds in each process. */
export function recentMinimumClientOf(context: Pick<ServerContext, 'config' | 'database' | 'clock'>): Promise<string> {
  const nowMs = context.clock.nowMs();
  const known = remembered.get(context.database);
  if (known !== undefined && Math.abs(nowMs - known.atMs) < REMEMBERED_MS) return known.minimum;
  const minimum = minimumClientOf(context);
  remembered.set(context.database, { minimum, atMs: nowMs });
  // A database that was away for a moment is asked again the next time.
  minimum.catch(() => remembered.delete(context.database));
  return minimum;
}

export async function setMinimumClient(batch: ChangeBatch, version: string, userId: string): Promise<void> {
  const values = { value: JSON.stringify({ version }), changed_by: userId, changed_at: batch.now };
  await batch.db
    .insertInto('settings')
    .values({ name: SETTING, ...values })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
    .execute();
  batch.audit({
    action: 'release.minimum',
    objectType: null,
    objectId: null,
    scopeId: null,
    outcome: 'done',
    detail: { version },
  });
}
