import { errors, jwtVerify, SignJWT } from 'jose';
import type { ServerContext } from '../context.ts';
import { keyFor, keysFor } from './keys.ts';

const ISSUER = 'lait';
const AUDIENCE = 'lait-api';
const TYPE = 'at+jwt';

export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
}

/** Signs for whom and which session; what they may do is looked up at every request, never carried. */
export async function signAccessToken(
  { config, clock, newId }: Pick<ServerContext, 'config' | 'clock' | 'newId'>,
  { userId, sessionId }: AccessClaims,
): Promise<{ readonly token: string; readonly expiresAt: Date }> {
  const issued = Math.floor(clock.nowMs() / 1_000);
  const expires = issued + config.sessions.accessTokenSeconds;
  const token = await new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: 'HS256', typ: TYPE })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(userId)
    .setJti(newId())
    .setIssuedAt(issued)
    .setExpirationTime(expires)
    .sign(keyFor(config.secrets.jwtSecretKey, 'access tokens'));
  return { token, expiresAt: new Date(expires * 1_000) };
}

/** A good token's claims, and when it ends. */
export interface ReadClaims extends AccessClaims {
  readonly expiresAtMs: number;
}

/** @returns null for a token that is forged, expired, of another kind, or no token at all */
export async function readAccessToken(
  { config, clock }: Pick<ServerContext, 'config' | 'clock'>,
  token: string,
): Promise<ReadClaims | null> {
  for (const key of keysFor(config.secrets, 'access tokens')) {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: AUDIENCE,
        typ: TYPE,
        requiredClaims: ['sub', 'sid', 'exp', 'iat', 'jti'],
        currentDate: new Date(clock.nowMs()),
      });
      const { sub, sid, exp } = payload;
      if (typeof sub !== 'string' || typeof sid !== 'string' || exp === undefined) return null;
      return { userId: sub, sessionId: sid, expiresAtMs: exp * 1_000 };
    } catch (error) {
      // Signed with the secret before, perhaps: that one is asked as well.
      if (error instanceof errors.JWSSignatureVerificationFailed) continue;
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }
  return null;
}
