import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { obtainDatabaseKey } from './database-key.ts';
import { keyProtection, secretStore } from './secret-store.ts';
import { setAside } from './set-aside.ts';

const KEY = 'ab'.repeat(32);
let folder: string;

/** Stands in for the system's key store: turns bytes round, and can be locked, reset or renewed. */
function keyStore() {
  const state = { isLocked: false, isReset: false, isRenewed: false };
  return {
    state,
    isAsyncEncryptionAvailable: async () => !state.isLocked,
    encryptStringAsync: async (text: string) => {
      if (state.isLocked) throw new Error('locked');
      return Buffer.from(`${state.isReset ? 'new' : 'old'}:${text}`).reverse();
    },
    decryptStringAsync: async (bytes: Buffer) => {
      const text = Buffer.from(bytes).reverse().toString();
      if (state.isLocked || text.startsWith('new:') !== state.isReset) throw new Error('cannot decrypt');
      return { result: text.slice(4), shouldReEncrypt: state.isRenewed };
    },
  };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lait-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a secret', () => {
  it('is read back as it was written, and lies on the disk encrypted, for this user alone', async () => {
    const secrets = secretStore(keyStore(), folder);
    await secrets.write('refresh-token', 'top secret');
    expect(await secrets.read('refresh-token')).toEqual({ kind: 'value', value: 'top secret' });
    const path = secrets.pathOf('refresh-token');
    expect(readFileSync(path, 'utf8')).not.toContain('top secret');
    expect(statSync(path).mode & 0o077).toBe(0);
    await secrets.forget('refresh-token');
    expect(await secrets.read('refresh-token')).toEqual({ kind: 'absent' });
  });

  it('is told apart when the key store is locked now, and when it has forgotten', async () => {
    const store = keyStore();
    const secrets = secretStore(store, folder);
    await secrets.write('database-key', KEY);
    store.state.isLocked = true;
    expect(await secrets.read('database-key')).toEqual({ kind: 'not_now' });
    store.state.isLocked = false;
    store.state.isReset = true;
    expect(await secrets.read('database-key')).toEqual({ kind: 'unreadable' });
  });

  it("is written anew when the system's key was renewed", async () => {
    const store = keyStore();
    const secrets = secretStore(store, folder);
    await secrets.write('database-key', KEY);
    const before = statSync(secrets.pathOf('database-key')).ino;
    store.state.isRenewed = true;
    expect(await secrets.read('database-key')).toEqual({ kind: 'value', value: KEY });
    expect(statSync(secrets.pathOf('database-key')).ino).not.toBe(before);
  });
});

describe('how well this machine keeps keys', () => {
  it('is weak where Linux has no keyring, and none where nothing answers', async () => {
    const store = keyStore();
    expect(await keyProtection(store, 'gnome_libsecret')).toBe('protected');
    expect(await keyProtection(store, null)).toBe('protected');
    expect(await keyProtection(store, 'basic_text')).toBe('weak');
    store.state.isLocked = true;
    expect(await keyProtection(store, 'gnome_libsecret')).toBe('none');
  });
});

describe('the key of the files', () => {
  it('is made once, and is the same ever after', async () => {
    const secrets = secretStore(keyStore(), folder);
    expect(await obtainDatabaseKey(secrets, false, () => KEY)).toEqual({ kind: 'key', keyHex: KEY });
    expect(await obtainDatabaseKey(secrets, true, () => 'cd'.repeat(32))).toEqual({ kind: 'key', keyHex: KEY });
  });

  it('is never made anew while there are files that the old one opens', async () => {
    const store = keyStore();
    const secrets = secretStore(store, folder);
    const never = () => {
      throw new Error('a new key would make the files unreadable for good');
    };
    expect(await obtainDatabaseKey(secrets, true, never)).toMatchObject({
      trouble: { steps: expect.arrayContaining(['set_aside']) },
    });
    await secrets.write('database-key', KEY);
    store.state.isReset = true;
    expect(await obtainDatabaseKey(secrets, true, never)).toMatchObject({ trouble: { kind: 'key_not_reached' } });
    expect(existsSync(secrets.pathOf('database-key'))).toBe(true);
  });

  it('is asked for again, and nothing is set aside, while the key store is only locked', async () => {
    const store = keyStore();
    const secrets = secretStore(store, folder);
    await secrets.write('database-key', KEY);
    store.state.isLocked = true;
    const answer = await obtainDatabaseKey(secrets, true, () => KEY);
    expect(answer).toMatchObject({ kind: 'trouble', trouble: { steps: ['try_again', 'show_folder', 'quit'] } });
    store.state.isLocked = false;
    expect(await obtainDatabaseKey(secrets, true, () => KEY)).toEqual({ kind: 'key', keyHex: KEY });
  });

  it('is not blamed on the key store when there is nowhere to write it', async () => {
    writeFileSync(join(folder, 'secrets'), 'a file in the way');
    const secrets = secretStore(keyStore(), join(folder, 'secrets', 'below'));
    const answer = await obtainDatabaseKey({ ...secrets, read: async () => ({ kind: 'absent' }) }, false, () => KEY);
    expect(answer).toMatchObject({
      trouble: { kind: 'workspace_not_opened', message: expect.stringMatching(/may not write/) },
    });
  });

  it('goes aside with the files it belongs to, and opens them when both are put back', async () => {
    const secrets = secretStore(keyStore(), join(folder, 'secrets'));
    await secrets.write('database-key', KEY);
    mkdirSync(join(folder, 'workspace'));
    writeFileSync(join(folder, 'workspace', 'outbox.db'), 'work');
    const paths = [join(folder, 'workspace'), secrets.pathOf('database-key'), join(folder, 'absent')];
    const aside = await setAside(folder, paths, '2026-11-26T12:00:00.000Z');
    expect(existsSync(join(folder, 'workspace'))).toBe(false);
    expect(readdirSync(aside).sort()).toEqual(['database-key.bin', 'workspace']);
    expect(readFileSync(join(aside, 'workspace', 'outbox.db'), 'utf8')).toBe('work');
    expect(await secrets.read('database-key')).toEqual({ kind: 'absent' });
  });
});
