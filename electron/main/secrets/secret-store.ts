import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import { readIfThere, writeWhole } from '../files/atomic-file.ts';

/** The only secrets on the disk; each is a file of its own, encrypted by the system's key store. */
export type SecretName = 'database-key' | 'refresh-token' | 'device-token' | 'lock';

/**
 * `unreadable`: the key store works and cannot read it (it was reset, or the file comes from another machine).
 * `not_now`: the key store itself is not to be had (locked, denied, absent); it may be later.
 */
export type SecretReading =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'not_now' };

export interface SecretStore {
  read(name: SecretName): Promise<SecretReading>;
  /** Rejects when the key store or the disk does not take it. */
  write(name: SecretName, value: string): Promise<void>;
  forget(name: SecretName): Promise<void>;
  pathOf(name: SecretName): string;
}

export type KeyProtection = 'protected' | 'weak' | 'none';

type Encryption = Pick<SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>;

/** @param folder belongs to this alone */
export function secretStore(encryption: Encryption, folder: string): SecretStore {
  const pathOf = (name: SecretName) => join(folder, `${name}.bin`);
  const write = async (name: SecretName, value: string) => {
    await writeWhole(pathOf(name), await encryption.encryptStringAsync(value));
  };
  return {
    pathOf,
    write,
    async read(name) {
      const bytes = await readIfThere(pathOf(name));
      if (bytes === null) return { kind: 'absent' };
      if (!(await isAvailable(encryption))) return { kind: 'not_now' };
      try {
        const { result, shouldReEncrypt } = await encryption.decryptStringAsync(bytes);
        // The system's key was renewed; the old one may go at any time. What is in hand is good either way.
        if (shouldReEncrypt) await write(name, result).catch(() => undefined);
        return { kind: 'value', value: result };
      } catch {
        return (await isAvailable(encryption)) ? { kind: 'unreadable' } : { kind: 'not_now' };
      }
    },
    forget: (name) => rm(pathOf(name), { force: true }),
  };
}

/** @param backend what Linux chose for this session (`safeStorage.getSelectedStorageBackend`); null elsewhere */
export async function keyProtection(encryption: Encryption, backend: string | null): Promise<KeyProtection> {
  if (!(await isAvailable(encryption))) return 'none';
  // `basic_text` encrypts with a password that is the same on every machine.
  return backend === 'basic_text' || backend === 'unknown' ? 'weak' : 'protected';
}

async function isAvailable(encryption: Encryption): Promise<boolean> {
  return encryption.isAsyncEncryptionAvailable().catch(() => false);
}
