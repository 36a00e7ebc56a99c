import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from './app.ts';
import { strict } from './strict.ts';

/**
 * The system's key store: one key in a file beside the profile. A test deletes that file to lose the keyring, and
 * says with LAIT_STANDIN_KEY_STORE what kind of store there is (`locked` for none that answers).
 */
const KEY_FILE = 'standin-keyring';

function key(): Buffer {
  const path = join(app.getPath('userData'), KEY_FILE);
  if (!existsSync(path)) writeFileSync(path, randomBytes(32), { mode: 0o600 });
  return readFileSync(path);
}

const kind = () => process.env.LAIT_STANDIN_KEY_STORE ?? 'gnome_libsecret';

function refuseWhenLocked(): void {
  if (kind() === 'locked') throw new Error('Encryption is not available.');
}

export const safeStorage = strict('safeStorage', {
  isAsyncEncryptionAvailable: async () => kind() !== 'locked',
  getSelectedStorageBackend: () => (kind() === 'locked' ? 'unknown' : kind()),
  async encryptStringAsync(text: string): Promise<Buffer> {
    refuseWhenLocked();
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key(), iv);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]);
  },
  async decryptStringAsync(bytes: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    refuseWhenLocked();
    const decipher = createDecipheriv('aes-256-gcm', key(), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    const result = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    return { result, shouldReEncrypt: false };
  },
});
