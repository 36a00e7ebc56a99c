import { z } from 'zod';

/**
 * The administrator's routes (`/api/admin`). All need the role `administrator`; what a wall hides from this
 * administrator is absent here too. Times are ISO 8601 UTC.
 */
const id = z.uuid();
const time = z.iso.datetime();
const name = z.string().trim().min(1).max(200);

export const ROLES = ['reviewer', 'approver', 'administrator'] as const;
export const role = z.enum(ROLES);

export const roleList = z.strictObject({
  roles: z.array(z.strictObject({ role, mayDo: z.array(z.string()) })),
});

export const adminUser = z.strictObject({
  id,
  email: z.string(),
  displayName: z.string(),
  role,
  /** `invited`: has not yet set a password. */
  state: z.enum(['invited', 'active', 'disabled']),
  hasSecondFactor: z.boolean(),
  /** May see every matter that no wall hides. */
  seesAllMatters: z.boolean(),
  matterCount: z.int(),
  createdAt: time,
  lastSeenAt: time.nullable(),
});
export type AdminUser = z.infer<typeof adminUser>;
export const userList = z.strictObject({ users: z.array(adminUser) });

export const newUser = z.strictObject({
  email: z.email().max(254).toLowerCase(),
  displayName: name,
  role,
});
/** Shown once: the person sets a password with it. The administrator never knows or sets one. */
export const oneTimeLink = z.strictObject({ token: z.string(), expiresAt: time });
export const invitedUser = z.strictObject({ userId: id, invitation: oneTimeLink });
export const changedUser = z
  .strictObject({
    displayName: name.optional(),
    role: role.optional(),
    state: z.enum(['active', 'disabled']).optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'say what to change');

export const client = z.strictObject({ id, number: z.string(), name: z.string(), matterCount: z.int() });
export const clientList = z.strictObject({ clients: z.array(client) });
export const newClient = z.strictObject({ number: name, name });

export const adminMatter = z.strictObject({
  id,
  number: z.string(),
  name: z.string(),
  clientId: id,
  clientNumber: z.string(),
  clientName: z.string(),
  /** False: made from an invoice that named a matter nobody had entered. */
  isConfirmed: z.boolean(),
  isClosed: z.boolean(),
  /** How many may see it, and against how many a wall stands. */
  userCount: z.int(),
  wallCount: z.int(),
});
export type AdminMatter = z.infer<typeof adminMatter>;
export const MATTERS_A_PAGE = 200;
export const matterList = z.strictObject({
  matters: z.array(adminMatter),
  /** `after` of the next page; null on the last. */
  next: id.nullable(),
});
export const matterQuery = z.strictObject({
  /** Part of a number or a name, of matter or client. */
  search: z.string().trim().max(100).optional(),
  unconfirmed: z.enum(['true', 'false']).optional(),
  after: id.optional(),
});
export const newMatter = z.strictObject({ clientId: id, number: name, name });
export const changedMatter = z
  .strictObject({ name: name.optional(), isConfirmed: z.literal(true).optional(), isClosed: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, 'say what to change');
export const created = z.strictObject({ id });

export const accessQuery = z.strictObject({ userId: id.optional(), matterId: id.optional() });
export const grant = z.strictObject({
  id,
  userId: id,
  displayName: z.string(),
  /** Null: every matter. */
  matterId: id.nullable(),
  matterNumber: z.string().nullable(),
  grantedAt: time,
});
export const grantList = z.strictObject({ grants: z.array(grant) });
export const newGrant = z.strictObject({ userId: id, matterId: id.nullable() });

export const wall = z.strictObject({
  id,
  userId: id,
  displayName: z.string(),
  matterId: id,
  matterNumber: z.string(),
  reason: z.string(),
  raisedAt: time,
  raisedBy: z.string().nullable(),
});
export const wallList = z.strictObject({ walls: z.array(wall) });
export const newWall = z.strictObject({ userId: id, matterId: id, reason: z.string().trim().min(1).max(500) });

/** What a change of access came to: how many matters somebody gained and lost by it, at once. */
export const accessOutcome = z.strictObject({ id, gained: z.int(), lost: z.int() });

export const adminDevice = z.strictObject({
  id,
  userId: id,
  displayName: z.string(),
  name: z.string(),
  platform: z.string(),
  appVersion: z.string(),
  createdAt: time,
  lastSeenAt: time,
  revokedAt: time.nullable(),
});
export type AdminDevice = z.infer<typeof adminDevice>;
export const deviceList = z.strictObject({ devices: z.array(adminDevice) });

export const adminSession = z.strictObject({
  id,
  userId: id,
  displayName: z.string(),
  kind: z.enum(['desktop', 'browser']),
  createdAt: time,
  lastUsedAt: time,
  expiresAt: time,
  ip: z.string().nullable(),
  userAgent: z.string(),
});
export const sessionList = z.strictObject({ sessions: z.array(adminSession) });
export const userQuery = z.strictObject({ userId: id.optional() });

export const lockout = z.strictObject({
  userId: id,
  displayName: z.string(),
  email: z.string(),
  failures: z.int(),
  lockedUntil: time,
});
export const lockoutList = z.strictObject({ lockouts: z.array(lockout) });

/** An upload that is not read, or could not be. */
export const stuckUpload = z.strictObject({
  uploadId: id,
  fileName: z.string(),
  sentBy: z.string(),
  state: z.enum(['received', 'needs_attention']),
  errorCode: z.string().nullable(),
  lastError: z.string().nullable(),
  attempts: z.int(),
  receivedAt: time,
});
export type StuckUpload = z.infer<typeof stuckUpload>;
export const stuckList = z.strictObject({ uploads: z.array(stuckUpload) });

export const auditFilter = z.strictObject({
  /** What this person did, and what was done about them. */
  userId: id.optional(),
  matterId: id.optional(),
});
export const AUDIT_A_PAGE = 200;
export const auditQuery = auditFilter.extend({
  action: z.string().max(64).optional(),
  outcome: z.enum(['done', 'denied', 'failed']).optional(),
  /** Entries older than this one. */
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
});
export const auditEntry = z.strictObject({
  seq: z.int(),
  at: time,
  actorId: id.nullable(),
  actorName: z.string().nullable(),
  sessionId: id.nullable(),
  deviceId: id.nullable(),
  ip: z.string().nullable(),
  action: z.string(),
  objectType: z.string().nullable(),
  objectId: z.string().nullable(),
  scopeId: z.string().nullable(),
  outcome: z.string(),
  detail: z.record(z.string(), z.unknown()),
  /** Hexadecimal. */
  hash: z.string(),
});
export type AuditEntryView = z.infer<typeof auditEntry>;
/** Newest first. */
export const auditPage = z.strictObject({ entries: z.array(auditEntry), next: z.int().nullable() });
export const auditExportQuery = auditFilter
  .extend({ format: z.enum(['jsonl', 'csv']).default('jsonl') })
  .refine(({ userId, matterId }) => (userId === undefined) !== (matterId === undefined), 'one user or one matter');
