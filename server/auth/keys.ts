import { createHash, createHmac, hkdfSync } from 'node:crypto';
import type { ServerConfig } from '../config/server-config.ts';

/** A key for one purpose, derived from JWT_SECRET_KEY: no two uses share one. */
export function keyFor(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `lait ${purpose}, version 1`, 32));
}

/**
 * The key for one purpose, and that of the secret before where there is one: what was signed or encrypted until yesterday is
 * read with it, nothing new is made with it.
 */
export function keysFor(
  { jwtSecretKey, previousJwtSecretKey }: Pick<ServerConfig['secrets'], 'jwtSecretKey' | 'previousJwtSecretKey'>,
  purpose: string,
): readonly Uint8Array[] {
  const secrets = previousJwtSecretKey === null ? [jwtSecretKey] : [jwtSecretKey, previousJwtSecretKey];
  return secrets.map((secret) => keyFor(secret, purpose));
}

/** What is stored of a token that is random already: its digest. */
export function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export function keyedDigest(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}
