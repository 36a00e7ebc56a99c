import type { z } from 'zod';
import type { enrolment } from '#shared/api/updates.ts';
import type { Ring } from '#shared/updates/rollout.ts';
import type { PersonActor } from '../access/actor.ts';
import { digestOf } from '../auth/keys.ts';
import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { requireRoom } from '../sync/devices.ts';
import { withChanges } from '../sync/with-changes.ts';

/** Whose request it is on `/updates`: a device, whether or not anybody is signed in on it. */
export interface AskingDevice {
  readonly deviceId: string;
  readonly ring: Ring;
  readonly version: string;
}

const PREFIX = 'Bearer ldt_';

/** @returns null for a token that is none, and for a device or an account that was withdrawn */
export async function authenticateDevice(
  { database }: Pick<ServerContext, 'database'>,
  authorization: string | undefined,
): Promise<AskingDevice | null> {
  if (authorization === undefined || !authorization.startsWith(PREFIX)) return null;
  const row = await database
    .selectFrom('devices')
    .innerJoin('users', 'users.id', 'devices.user_id')
    .select(['devices.id', 'devices.ring', 'devices.app_version'])
    .where('devices.update_token_hash', '=', digestOf(authorization.slice('Bearer '.length)))
    .where('devices.revoked_at', 'is', null)
    .where('users.state', '=', 'active')
    .executeTakeFirst();
  return row === undefined ? null : { deviceId: row.id, ring: row.ring as Ring, version: row.app_version };
}

/**
 * Enters the device as this person's and gives it a token of its own; an earlier one is void.
 * @throws 403 for another person's device, or one that was withdrawn
 */
export async function enrolDevice(
  context: ServerContext,
  actor: PersonActor,
  { deviceId, name, platform, arch, appVersion }: z.infer<typeof enrolment>,
): Promise<string> {
  const token = `ldt_${Buffer.from(context.randomBytes(32)).toString('base64url')}`;
  await withChanges(context, actor, async (batch) => {
    await requireRoom(batch, actor, deviceId);
    const values = { name, platform, arch, app_version: appVersion, update_token_hash: digestOf(token) };
    const entered = await batch.db
      .insertInto('devices')
      .values({
        id: deviceId,
        user_id: actor.userId,
        schema_version: 0,
        revoked_at: null,
        created_at: batch.now,
        last_seen_at: batch.now,
        ...values,
      })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet(values)
          .where('devices.user_id', '=', actor.userId)
          .where('devices.revoked_at', 'is', null),
      )
      .returning('id')
      .executeTakeFirst();
    if (entered === undefined) {
      throw new HttpFailure('FORBIDDEN', 'This device is somebody else’s, or was removed by an administrator.');
    }
    batch.audit({
      action: 'device.enrol',
      objectType: 'device',
      objectId: deviceId,
      scopeId: null,
      outcome: 'done',
      detail: { platform, arch, appVersion },
    });
  });
  return token;
}
