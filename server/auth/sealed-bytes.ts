import { createCipheriv, createDecipheriv } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** @returns nonce, encrypted bytes and tag (AES-256-GCM), in one piece. @param associated opened only with the same */
export function sealBytes(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, associated?: Uint8Array): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  if (associated !== undefined) cipher.setAAD(associated);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** What a sealed secret holds, and whether the first of the keys, today's, was the one that opened it. */
export interface OpenedBytes {
  readonly plain: Buffer;
  readonly isToday: boolean;
}

/** @param keys today's first. @returns null where none opens it, or it was changed */
export function openBytes(keys: readonly Uint8Array[], sealed: Buffer, associated?: Uint8Array): OpenedBytes | null {
  for (const [at, key] of keys.entries()) {
    try {
      const nonce = sealed.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
      if (associated !== undefined) decipher.setAAD(associated);
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
      const text = decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES));
      return { plain: Buffer.concat([text, decipher.final()]), isToday: at === 0 };
    } catch {
      // Another key, or changed bytes: the next one says.
    }
  }
  return null;
}
