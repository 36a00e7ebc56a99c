import { sql } from 'kysely';
import type { z } from 'zod';
import type { updateReport } from '#shared/api/updates.ts';
import { isUnhealthy, type RolloutHealth } from '#shared/updates/health-gate.ts';
import { SYSTEM } from '../access/actor.ts';
import type { ServerContext } from '../context.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { withChanges } from '../sync/with-changes.ts';
import type { AskingDevice } from './device-tokens.ts';

/** Why a rollout stands still that nobody stopped. */
export const PAUSED_BY_HEALTH = 'HEALTH';

const FAILING = ['install_failed', 'refused', 'crashed', 'sync_failed'];

/**
 * Keeps a device's last word on a version, and pauses the version's rollout where too many fare badly.
 * Administrators are told by `system.error` with the code ROLLOUT_PAUSED.
 */
export async function takeReport(
  context: ServerContext,
  device: AskingDevice,
  { version, status, code }: z.infer<typeof updateReport>,
): Promise<void> {
  await withChanges(context, SYSTEM, async (batch) => {
    const row = { status, code: code ?? null, at: batch.now };
    await batch.db
      .insertInto('update_reports')
      .values({ device_id: device.deviceId, version, ...row })
      .onConflict((conflict) => conflict.columns(['device_id', 'version']).doUpdateSet(row))
      .execute();
    if (status === 'installed') {
      await batch.db.updateTable('devices').set({ app_version: version }).where('id', '=', device.deviceId).execute();
    }
    if (FAILING.includes(status)) await pauseIfUnhealthy(batch, version);
  });
}

async function pauseIfUnhealthy(batch: ChangeBatch, version: string): Promise<void> {
  // Locked, so that of many reports at once each sees those before it.
  const release = await batch.db
    .selectFrom('releases')
    .select(['id', 'ring', 'percentage'])
    .where('version', '=', version)
    .where('ring', 'is not', null)
    .where('paused_at', 'is', null)
    .where('state', '=', 'ready')
    .forUpdate()
    .executeTakeFirst();
  if (release === undefined) return;
  const health = await healthOf(batch, version);
  if (!isUnhealthy(health)) return;
  await batch.db
    .updateTable('releases')
    .set({ paused_at: batch.now, pause_reason: PAUSED_BY_HEALTH })
    .where('id', '=', release.id)
    .execute();
  batch.audit({
    action: 'release.pause',
    objectType: 'release',
    objectId: release.id,
    scopeId: null,
    outcome: 'done',
    detail: { version, reason: PAUSED_BY_HEALTH, ...health },
  });
  batch.event({
    type: 'system.error',
    scopeId: null,
    subjectId: release.id,
    data: { code: 'ROLLOUT_PAUSED', failing: health.failing, reached: health.reached },
  });
}

/** By people, not by devices: one person who enrols many must not be able to stop a version for all. */
async function healthOf({ db }: ChangeBatch, version: string): Promise<RolloutHealth> {
  const { rows } = await sql<{ reached: number; failing: number }>`
    SELECT count(DISTINCT d.user_id)::int AS reached,
      (count(DISTINCT d.user_id) FILTER (WHERE r.status = ANY(${FAILING})))::int AS failing
    FROM update_reports r JOIN devices d ON d.id = r.device_id WHERE r.version = ${version}`.execute(db);
  return rows[0] ?? { reached: 0, failing: 0 };
}
