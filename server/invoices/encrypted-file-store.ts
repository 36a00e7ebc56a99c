import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStore } from './file-store.ts';

const CIPHER = 'aes-256-gcm';
const MAGIC = Buffer.from('LAIT1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SHA256_HEX = /^[0-9a-f]{64}$/;

/**
 * Originals on disk, each encrypted (AES-256-GCM) under a key of its own: derived from the store's key and a
 * random salt, so that no nonce ever meets a key twice. `LAIT1`, salt (32 bytes), nonce (12), text, tag (16).
 * Written beside and renamed: a file under its hash is whole, or it is not there.
 * @param options.secret the server's secret; losing it loses the files
 * @param options.previousSecret reads what was written with it, and writes nothing
 */
export function encryptedFileStore(options: {
  readonly directory: string;
  readonly secret: string;
  readonly previousSecret: string | null;
}): FileStore {
  const keyOf = (secret: string) => {
    const storeKey = new Uint8Array(hkdfSync('sha256', secret, '', 'lait file store, version 1', 32));
    return (salt: Uint8Array) => new Uint8Array(hkdfSync('sha256', storeKey, salt, 'one file', 32));
  };
  const fileKey = keyOf(options.secret);
  const fileKeys = options.previousSecret === null ? [fileKey] : [fileKey, keyOf(options.previousSecret)];
  const pathOf = (sha256: string) => {
    if (!SHA256_HEX.test(sha256)) throw new RangeError('Files are stored under the SHA-256 of their bytes.');
    return join(options.directory, sha256.slice(0, 2), sha256);
  };

  const openStored = async (sha256: string): Promise<{ readonly plain: Buffer; readonly isToday: boolean }> => {
    const stored = await readFile(pathOf(sha256));
    const salt = stored.subarray(MAGIC.length, MAGIC.length + 32);
    const textAt = MAGIC.length + 32 + NONCE_BYTES;
    if (stored.length < textAt + TAG_BYTES || !stored.subarray(0, MAGIC.length).equals(MAGIC)) throw tampered();
    for (const key of fileKeys) {
      const decipher = createDecipheriv(CIPHER, key(salt), stored.subarray(MAGIC.length + 32, textAt));
      decipher.setAuthTag(stored.subarray(stored.length - TAG_BYTES));
      const plain = decipher.update(stored.subarray(textAt, stored.length - TAG_BYTES));
      try {
        decipher.final();
      } catch {
        continue;
      }
      if (createHash('sha256').update(plain).digest('hex') !== sha256) throw tampered();
      return { plain, isToday: key === fileKey };
    }
    throw tampered();
  };

  const store: FileStore = {
    async write(chunks) {
      const incoming = join(options.directory, 'incoming');
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      const temporary = join(incoming, randomBytes(16).toString('hex'));
      const salt = randomBytes(32);
      const nonce = randomBytes(NONCE_BYTES);
      const digest = createHash('sha256');
      const cipher = createCipheriv(CIPHER, fileKey(salt), nonce);
      let byteLength = 0;
      const file = await open(temporary, 'wx', 0o600);
      try {
        await writeAll(file, Buffer.concat([MAGIC, salt, nonce]));
        for await (const chunk of chunks) {
          digest.update(chunk);
          byteLength += chunk.byteLength;
          await writeAll(file, cipher.update(chunk));
        }
        await writeAll(file, Buffer.concat([cipher.final(), cipher.getAuthTag()]));
        await file.sync();
        await file.close();
        const sha256 = digest.digest('hex');
        const path = pathOf(sha256);
        await mkdir(join(options.directory, sha256.slice(0, 2)), { recursive: true, mode: 0o700 });
        await rename(temporary, path);
        await syncDirectory(join(options.directory, sha256.slice(0, 2)));
        return { sha256, byteLength };
      } catch (error) {
        await file.close().catch(() => {});
        await rm(temporary, { force: true });
        throw error;
      }
    },

    async read(sha256) {
      const { plain } = await openStored(sha256);
      return new Uint8Array(plain.buffer, plain.byteOffset, plain.byteLength);
    },

    async encryptAnew(sha256) {
      const { plain, isToday } = await openStored(sha256);
      if (isToday) return false;
      // Under the same name, in one step: whoever reads meanwhile reads the one or the other.
      await store.write(once(plain));
      return true;
    },
  };
  return store;
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

function tampered(): Error {
  return new Error('A stored file is not what was written. Restore it from a backup.');
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let at = 0;
  while (at < bytes.byteLength) at += (await file.write(bytes, at)).bytesWritten;
}

// The rename itself must survive a loss of power.
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
