import type { PersonActor } from '../access/actor.ts';
import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { withChanges } from '../sync/with-changes.ts';
import { openKey, sealKey } from './seal-key.ts';

/**
 * Keeps the key of a device's files; a new one takes the place of the one before.
 * @throws 404 for a device that is not this person's, 403 for one that was removed
 */
export async function depositKey(
  context: ServerContext,
  actor: PersonActor,
  deviceId: string,
  keyHex: string,
): Promise<void> {
  await withChanges(context, actor, async (batch) => {
    await requireOwnDevice(batch, actor, deviceId);
    const owner = { deviceId, userId: actor.userId };
    const values = { user_id: actor.userId, sealed: sealKey(context, owner, keyHex), deposited_at: batch.now };
    await batch.db
      .insertInto('device_keys')
      .values({ device_id: deviceId, recovered_at: null, ...values })
      .onConflict((conflict) => conflict.column('device_id').doUpdateSet({ ...values, recovered_at: null }))
      .execute();
    batch.audit({ action: 'device.key_deposit', ...entryOn(deviceId), outcome: 'done', detail: {} });
  });
}

/**
 * Hands the key of a device's files back to the person whose device it is; their password was asked for again.
 * Files of a device that was removed stay closed: without the key they are as good as wiped.
 * @throws 404 for a device that is not this person's or has no key here, 403 for one that was removed
 */
export async function recoverKey(context: ServerContext, actor: PersonActor, deviceId: string): Promise<string> {
  const { value } = await withChanges(context, actor, async (batch) => {
    await requireOwnDevice(batch, actor, deviceId);
    const owner = { deviceId, userId: actor.userId };
    const row = await batch.db
      .updateTable('device_keys')
      .set({ recovered_at: batch.now })
      .where('device_id', '=', deviceId)
      .where('user_id', '=', actor.userId)
      .returning('sealed')
      .executeTakeFirst();
    const keyHex = row === undefined ? null : openKey(context, owner, row.sealed);
    if (keyHex === null) throw new HttpFailure('NOT_FOUND', NO_KEY);
    batch.audit({ action: 'device.key_recover', ...entryOn(deviceId), outcome: 'done', detail: {} });
    return keyHex;
  });
  return value;
}

/** A wrong password and a removed device are entered too: somebody may be trying a machine that is not theirs. */
export async function auditRefusal(
  context: ServerContext,
  actor: PersonActor,
  deviceId: string,
  work: () => Promise<string>,
): Promise<string> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HttpFailure) {
      const { code } = error;
      await withChanges(context, actor, async (batch) => {
        batch.audit({ action: 'device.key_recover', ...entryOn(deviceId), outcome: 'denied', detail: { code } });
      });
    }
    throw error;
  }
}

/** Locked until the commit, so that a removal comes before it or after it. */
async function requireOwnDevice(batch: ChangeBatch, actor: PersonActor, deviceId: string): Promise<void> {
  const device = await batch.db
    .selectFrom('devices')
    .select('revoked_at')
    .where('id', '=', deviceId)
    .where('user_id', '=', actor.userId)
    .forUpdate()
    .executeTakeFirst();
  if (device === undefined) throw new HttpFailure('NOT_FOUND', 'There is no such device of yours.');
  if (device.revoked_at !== null) {
    throw new HttpFailure('FORBIDDEN', 'This device was removed by an administrator. Its files stay closed.');
  }
}

function entryOn(deviceId: string) {
  return { objectType: 'device', objectId: deviceId, scopeId: null } as const;
}

const NO_KEY = 'The server keeps no key for this device. Its files stay as they are.';
