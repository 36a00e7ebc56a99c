import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '../access/actor.ts';
import { readAccessToken, signAccessToken } from '../auth/access-tokens.ts';
import { addUser } from '../auth/accounts.ts';
import { makeSecret, sealSecretAnew } from '../auth/second-factor.ts';
import type { ServerContext } from '../context.ts';
import { openKey, sealKey } from '../devices/seal-key.ts';
import { encryptedFileStore } from '../invoices/encrypted-file-store.ts';
import { withChanges } from '../sync/with-changes.ts';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { encryptAnew } from './encrypt-anew.ts';

const NEXT = 'a0b1c2d3e4f5061728394a5b6c7d8e9fa0b1c2d3e4f5061728394a5b6c7d8e9f';
const KEY = '0f'.repeat(32);

describe('when JWT_SECRET_KEY is changed', () => {
  let t: TestContext;
  let userId: string;
  let deviceId: string;
  let sha256: string;
  let token: string;
  let totp: Buffer;
  beforeAll(async () => {
    t = await testContext();
    const { context, admin } = t;
    userId = context.newId();
    deviceId = context.newId();
    await withChanges(context, SYSTEM, (batch) =>
      addUser(batch, {
        id: userId,
        email: 'ada@firm.example',
        displayName: 'Ada',
        role: 'reviewer',
        state: 'active',
        passwordHash: null,
        isDemo: false,
      }),
    );
    totp = makeSecret(context, 'ada@firm.example').stored;
    await admin.updateTable('users').set({ totp_secret: totp }).where('id', '=', userId).execute();
    const device = { id: deviceId, user_id: userId, name: 'Laptop', platform: 'linux', app_version: '1.0.0' };
    await admin
      .insertInto('devices')
      .values({ ...device, schema_version: 1, revoked_at: null })
      .execute();
    const sealed = sealKey(context, { deviceId, userId }, KEY);
    const row = { device_id: deviceId, user_id: userId, sealed, deposited_at: new Date(context.clock.nowMs()) };
    await admin
      .insertInto('device_keys')
      .values({ ...row, recovered_at: null })
      .execute();
    ({ sha256 } = await context.fileStore.write(chunks('the original of a bill')));
    await admin
      .insertInto('files')
      .values({ sha256, byte_length: 22, stored_at: new Date(context.clock.nowMs()) })
      .execute();
    token = (await signAccessToken(context, { userId, sessionId: context.newId() })).token;
  });
  afterAll(() => t.close());

  /** The same server, started with other secrets. */
  const startedWith = (jwtSecretKey: string, previousJwtSecretKey: string | null): ServerContext => {
    const config = {
      ...t.context.config,
      secrets: { ...t.context.config.secrets, jwtSecretKey, previousJwtSecretKey },
    };
    const directory = join(config.dataDirectory, 'files');
    const fileStore = encryptedFileStore({ directory, secret: jwtSecretKey, previousSecret: previousJwtSecretKey });
    return { ...t.context, config, fileStore };
  };
  const stored = async () => ({
    totp: (await t.admin.selectFrom('users').select('totp_secret').where('id', '=', userId).executeTakeFirstOrThrow())
      .totp_secret,
    sealed: (await t.admin.selectFrom('device_keys').select('sealed').executeTakeFirstOrThrow()).sealed,
    file: readFileSync(join(t.context.config.dataDirectory, 'files', sha256.slice(0, 2), sha256)),
  });
  const read = async ({ fileStore }: ServerContext) => Buffer.from(await fileStore.read(sha256)).toString();

  it('what was made with the one before is read, and nobody is signed out', async () => {
    const both = startedWith(NEXT, t.context.config.secrets.jwtSecretKey);
    expect(await readAccessToken(both, token)).toMatchObject({ userId });
    expect(await read(both)).toBe('the original of a bill');
    expect(openKey(both, { deviceId, userId }, (await stored()).sealed)).toBe(KEY);
    const alone = startedWith(NEXT, null);
    expect(await readAccessToken(alone, token)).toBeNull();
    await expect(read(alone)).rejects.toThrow('not what was written');
  });

  it('everything is put under the new one, once, and the one before can go', async () => {
    const both = startedWith(NEXT, t.context.config.secrets.jwtSecretKey);
    const before = await stored();
    expect(await encryptAnew(both)).toEqual({ secondFactors: 1, deviceKeys: 1, files: 1 });
    const after = await stored();
    for (const part of ['totp', 'sealed', 'file'] as const) expect(after[part]).not.toEqual(before[part]);
    expect(await encryptAnew(both)).toEqual({ secondFactors: 0, deviceKeys: 0, files: 0 });
    const alone = startedWith(NEXT, null);
    expect(await read(alone)).toBe('the original of a bill');
    expect(openKey(alone, { deviceId, userId }, after.sealed)).toBe(KEY);
    expect(after.totp === null ? 'none' : sealSecretAnew(alone, after.totp)).toBeNull();
    // And with the one before nothing opens any more.
    await expect(read(t.context)).rejects.toThrow('not what was written');
  });

  it('where something opens with neither it says so and leaves everything as it is', async () => {
    const before = await stored();
    await expect(encryptAnew(startedWith('f'.repeat(64), null))).rejects.toThrow(
      'a key that this server does not have',
    );
    expect(await stored()).toEqual(before);
  });
});

async function* chunks(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}
