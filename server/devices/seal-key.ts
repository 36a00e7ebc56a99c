import { createCipheriv, createDecipheriv } from 'node:crypto';
import { keyFor } from '../auth/keys.ts';
import type { ServerContext } from '../context.ts';

/** Whose files a key opens. Sealed bytes open for this pair and for no other. */
export interface KeyOwner {
  readonly deviceId: string;
  readonly userId: string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** @returns nonce, encrypted key and tag (AES-256-GCM), in one piece */
export function sealKey(
  { config, randomBytes }: Pick<ServerContext, 'config' | 'randomBytes'>,
  owner: KeyOwner,
  keyHex: string,
): Buffer {
  const nonce = Buffer.from(randomBytes(NONCE_BYTES));
  const cipher = createCipheriv('aes-256-gcm', escrowKey(config), nonce);
  cipher.setAAD(ownerBytes(owner));
  const text = Buffer.concat([cipher.update(keyHex, 'hex'), cipher.final()]);
  return Buffer.concat([nonce, text, cipher.getAuthTag()]);
}

/** @returns null where it was sealed for another device or person, under another JWT_SECRET_KEY, or was changed */
export function openKey({ config }: Pick<ServerContext, 'config'>, owner: KeyOwner, sealed: Buffer): string | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', escrowKey(config), sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(ownerBytes(owner));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('hex');
  } catch {
    return null;
  }
}

function escrowKey(config: ServerContext['config']): Uint8Array {
  return keyFor(config.secrets.jwtSecretKey, 'device key escrow');
}

function ownerBytes({ deviceId, userId }: KeyOwner): Buffer {
  return Buffer.from(`${deviceId.toLowerCase()}\n${userId.toLowerCase()}`);
}
