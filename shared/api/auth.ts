import { z } from 'zod';
import { role } from './admin.ts';

/**
 * `/api/auth`: who may come in and how they stay. Times are ISO 8601 UTC. In the browser the refresh token is an
 * HttpOnly cookie and never in a body; the desktop's main process gets it in the body and keeps it itself.
 */
const email = z.email().max(254).toLowerCase();
/** Six digits of the authenticator, or a recovery code. */
const code = z.string().trim().min(6).max(32);
/** Long enough to be a sentence; the shortest is checked where it is set, so that old ones can still sign in. */
const password = z.string().min(1).max(256);

export const clientKind = z.enum(['desktop', 'browser']);
export type ClientKind = z.infer<typeof clientKind>;

export const loginRequest = z.strictObject({ email, password, code: code.optional(), kind: clientKind });

export const me = z.strictObject({
  userId: z.uuid(),
  email: z.string(),
  displayName: z.string(),
  role,
  /** The role needs a second factor; until one is set up it has a reviewer's rights. */
  needsSecondFactor: z.boolean(),
  hasSecondFactor: z.boolean(),
});
export type Me = z.infer<typeof me>;

export const sessionGrant = z.strictObject({
  accessToken: z.string(),
  expiresAt: z.iso.datetime(),
  /** For the desktop only. */
  refreshToken: z.string().nullable(),
  refreshExpiresAt: z.iso.datetime(),
  user: me,
});
export type SessionGrant = z.infer<typeof sessionGrant>;

/** `refreshToken` is absent in the browser, which sends its cookie. */
export const refreshRequest = z.strictObject({ refreshToken: z.string().max(128).optional() });

export const SHORTEST_PASSWORD = 12;
const newPassword = z.string().min(SHORTEST_PASSWORD).max(256);
export const passwordChange = z.strictObject({ current: password, next: newPassword });
/** With a one-time token: the first administrator (who names themselves), an invitation, a reset. */
export const passwordSetup = z.strictObject({
  token: z.string().min(20).max(128),
  password: newPassword,
  email: email.optional(),
  displayName: z.string().trim().min(1).max(200).optional(),
});

/** The password again: an open desk or a stolen token must not put its own second factor on an account. */
export const secondFactorRequest = z.strictObject({ password });
export const secondFactorStart = z.strictObject({ secret: z.string(), uri: z.string() });
export const secondFactorConfirm = z.strictObject({ code });
/** Each good once, shown once. */
export const recoveryCodes = z.strictObject({ recoveryCodes: z.array(z.string()) });
export const secondFactorRemoval = z.strictObject({ password });

export const ownSession = z.strictObject({
  id: z.uuid(),
  kind: clientKind,
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime(),
  ip: z.string().nullable(),
  userAgent: z.string(),
  isCurrent: z.boolean(),
});
export const ownSessions = z.strictObject({ sessions: z.array(ownSession) });
