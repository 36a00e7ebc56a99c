import { keyFor, keysFor } from '../auth/keys.ts';
import { openBytes, sealBytes } from '../auth/sealed-bytes.ts';
import type { ServerContext } from '../context.ts';

/** Whose files a key opens. Sealed bytes open for this pair and for no other. */
export interface KeyOwner {
  readonly deviceId: string;
  readonly userId: string;
}

const PURPOSE = 'device key escrow';

/** @returns nonce, encrypted key and tag (AES-256-GCM), in one piece */
export function sealKey(
  { config, randomBytes }: Pick<ServerContext, 'config' | 'randomBytes'>,
  owner: KeyOwner,
  keyHex: string,
): Buffer {
  const key = keyFor(config.secrets.jwtSecretKey, PURPOSE);
  return sealBytes(key, randomBytes(12), Buffer.from(keyHex, 'hex'), ownerBytes(owner));
}

/** @returns null where it was sealed for another device or person, under another secret, or was changed */
export function openKey({ config }: Pick<ServerContext, 'config'>, owner: KeyOwner, sealed: Buffer): string | null {
  return openBytes(keysFor(config.secrets, PURPOSE), sealed, ownerBytes(owner))?.plain.toString('hex') ?? null;
}

/** The same under today's key. @returns null where it is so already, or nothing opens it: then it is lost already */
export function sealKeyAnew(
  context: Pick<ServerContext, 'config' | 'randomBytes'>,
  owner: KeyOwner,
  sealed: Buffer,
): Buffer | null {
  const opened = openBytes(keysFor(context.config.secrets, PURPOSE), sealed, ownerBytes(owner));
  return opened === null || opened.isToday ? null : sealKey(context, owner, opened.plain.toString('hex'));
}

function ownerBytes({ deviceId, userId }: KeyOwner): Buffer {
  return Buffer.from(`${deviceId.toLowerCase()}\n${userId.toLowerCase()}`);
}
