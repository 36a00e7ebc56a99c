import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** scrypt (RFC 7914) with what OWASP names for passwords: 128 MB and a good part of a second for every guess. */
const COST = 2 ** 17;
const BLOCK_SIZE = 8;
const MOST_MEMORY = 256 * 1024 * 1024;
const HASH_BYTES = 32;

/** Enough to tell whether a password is the right one, and not to find it out. */
export const passwordVerifier = z.strictObject({
  saltHex: z.string().regex(/^[0-9a-f]{32}$/),
  hashHex: z.string().regex(/^[0-9a-f]{64}$/),
  cost: z
    .int()
    .min(2 ** 14)
    .max(COST),
});
export type PasswordVerifier = z.infer<typeof passwordVerifier>;

export async function makeVerifier(password: string): Promise<PasswordVerifier> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, COST);
  return { saltHex: salt.toString('hex'), hashHex: hash.toString('hex'), cost: COST };
}

export async function isPassword(password: string, { saltHex, hashHex, cost }: PasswordVerifier): Promise<boolean> {
  const hash = await derive(password, Buffer.from(saltHex, 'hex'), cost);
  return timingSafeEqual(hash, Buffer.from(hashHex, 'hex'));
}

/** Off the main thread, so that no window stands still meanwhile. */
function derive(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { N: cost, r: BLOCK_SIZE, p: 1, maxmem: MOST_MEMORY };
    scrypt(password, salt, HASH_BYTES, options, (error, hash) => (error === null ? resolve(hash) : reject(error)));
  });
}
