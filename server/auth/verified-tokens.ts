import type { ServerContext } from '../context.ts';
import { type ReadClaims, readAccessToken } from './access-tokens.ts';

/** One of each person's windows and desks, and many to spare. */
const MOST_TOKENS = 10_000;

/**
 * Reads access tokens and keeps which signatures were good, so that one that comes with every request is checked once
 * and not behind whatever else waits for a thread (the hashing of passwords). Only what a token itself says is kept:
 * that it expires is seen each time, and whether its session still stands is asked of the database elsewhere.
 */
export function verifiedTokens(
  context: Pick<ServerContext, 'config' | 'clock'>,
): (token: string) => Promise<ReadClaims | null> {
  const verified = new Map<string, ReadClaims>();
  return async (token) => {
    const known = verified.get(token);
    if (known !== undefined) {
      if (known.expiresAtMs > context.clock.nowMs()) return known;
      verified.delete(token);
      return null;
    }
    const claims = await readAccessToken(context, token);
    if (claims === null) return null;
    verified.set(token, claims);
    // The oldest first: it is expired, or will be checked again.
    for (const oldest of verified.keys()) {
      if (verified.size <= MOST_TOKENS) break;
      verified.delete(oldest);
    }
    return claims;
  };
}
