import { SYSTEM } from '../access/actor.ts';
import { readAs } from '../access/read-as.ts';
import { sealSecretAnew } from '../auth/second-factor.ts';
import type { ServerContext } from '../context.ts';
import { sealKeyAnew } from '../devices/seal-key.ts';
import { withChanges } from '../sync/with-changes.ts';

/** How many of each were under the secret before, and are not any more. */
export interface EncryptedAnew {
  readonly secondFactors: number;
  readonly deviceKeys: number;
  readonly files: number;
}

const FILES_AT_ONCE = 500;

/**
 * Puts everything that is encrypted with a key of the secret before under one of today's. Safe to stop and to begin again, and
 * while the server serves: a piece is under the one or the other, and both are read.
 * @throws where something opens with neither: then the secret before must stay
 */
export async function encryptAnew(context: ServerContext): Promise<EncryptedAnew> {
  const done = {
    secondFactors: await secondFactors(context),
    deviceKeys: await deviceKeys(context),
    files: await files(context),
  };
  await withChanges(context, SYSTEM, async (batch) => {
    batch.audit({
      action: 'secrets.encrypt_anew',
      objectType: null,
      objectId: null,
      scopeId: null,
      outcome: 'done',
      detail: { ...done },
    });
  });
  return done;
}

async function secondFactors(context: ServerContext): Promise<number> {
  const { value } = await withChanges(context, SYSTEM, async ({ db }) => {
    const rows = await db
      .selectFrom('users')
      .select(['id', 'totp_secret'])
      .where('totp_secret', 'is not', null)
      .forUpdate()
      .execute();
    let count = 0;
    for (const { id, totp_secret: stored } of rows) {
      const sealed = stored === null ? null : sealSecretAnew(context, stored);
      if (sealed === null) continue;
      await db.updateTable('users').set({ totp_secret: sealed }).where('id', '=', id).execute();
      count += 1;
    }
    return count;
  });
  return value;
}

async function deviceKeys(context: ServerContext): Promise<number> {
  const { value } = await withChanges(context, SYSTEM, async ({ db }) => {
    const rows = await db.selectFrom('device_keys').select(['device_id', 'user_id', 'sealed']).forUpdate().execute();
    let count = 0;
    for (const { device_id: deviceId, user_id: userId, sealed } of rows) {
      const anew = sealKeyAnew(context, { deviceId, userId }, sealed);
      if (anew === null) continue;
      await db
        .updateTable('device_keys')
        .set({ sealed: anew })
        .where('device_id', '=', deviceId)
        .where('user_id', '=', userId)
        .execute();
      count += 1;
    }
    return count;
  });
  return value;
}

async function files(context: ServerContext): Promise<number> {
  let [count, after] = [0, ''];
  for (;;) {
    const from = after;
    const rows = await readAs(context, SYSTEM, (db) =>
      db
        .selectFrom('files')
        .select('sha256')
        .where('sha256', '>', from)
        .orderBy('sha256')
        .limit(FILES_AT_ONCE)
        .execute(),
    );
    for (const { sha256 } of rows) if (await context.fileStore.encryptAnew(sha256)) count += 1;
    const last = rows.at(-1);
    if (last === undefined) return count;
    after = last.sha256;
  }
}
