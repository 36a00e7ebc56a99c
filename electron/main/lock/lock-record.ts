import { z } from 'zod';
import type { SignInKeeping } from '../firm/refresh-token.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { passwordVerifier } from './password-verifier.ts';

/** Whom a locked LAIT asks, and how often it was asked in vain; sealed by the system's key store. */
export const lockRecord = z.strictObject({
  userId: z.uuid(),
  email: z.string(),
  displayName: z.string(),
  /** Null: only the firm's server may say whether it is they. */
  verifier: passwordVerifier.nullable(),
  /** Wrong passwords without the server since the last right one. */
  failures: z.int().min(0),
  /** Nothing is tried without the server before. Milliseconds since 1970. */
  notBeforeMs: z.int(),
  isLocked: z.boolean(),
  /** When somebody was last seen to work with it. */
  activeAtMs: z.int(),
});
export type LockRecord = z.infer<typeof lockRecord>;

export interface LockStore {
  /** Null: nobody has signed in here. Rejects while the key store does not answer. */
  read(): Promise<LockRecord | null>;
  /** Rejects when it cannot be kept. */
  write(record: LockRecord): Promise<void>;
  forget(): Promise<void>;
}

/**
 * As `refresh-token`: where this machine protects nothing, it is kept in memory alone, and another start asks the server.
 * @param keeping what may outlive the process here
 */
export function lockStore(secrets: SecretStore, keeping: () => Promise<SignInKeeping>): LockStore {
  let inMemory: LockRecord | null = null;
  return {
    async read() {
      if (inMemory !== null) return inMemory;
      const reading = await secrets.read('lock');
      if (reading.kind === 'not_now') throw new Error('The key store does not answer just now.');
      inMemory = reading.kind === 'value' ? parsed(reading.value) : null;
      return inMemory;
    },
    async write(record) {
      if ((await keeping()) === 'kept') await secrets.write('lock', JSON.stringify(record));
      inMemory = record;
    },
    async forget() {
      inMemory = null;
      await secrets.forget('lock');
    },
  };
}

/** What cannot be read is none: then only the server says who it is. */
function parsed(text: string): LockRecord | null {
  try {
    const read = lockRecord.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
