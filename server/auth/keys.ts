import { createHash, createHmac, hkdfSync } from 'node:crypto';

/** A key for one purpose, derived from JWT_SECRET_KEY: no two uses share one. */
export function keyFor(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `lait ${purpose}, version 1`, 32));
}

/** What is stored of a token that is random already: its digest. */
export function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export function keyedDigest(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}
