import { z } from 'zod';
import {
  artefactName,
  type SignedRelease,
  signedRelease,
  UPDATE_ARCHITECTURES,
  UPDATE_PLATFORMS,
  versionText,
} from '#shared/updates/descriptor.ts';
import { RINGS } from '#shared/updates/rollout.ts';
import {
  pinnedKeys,
  type SignedKeyStatement,
  signedKeyStatement,
  type UpdateKey,
  updateKey,
} from '#shared/updates/trusted-keys.ts';

/**
 * New versions of the desktop application: what administrators do (`/api/admin/releases`, `/api/admin/update-*`) and
 * what a device asks (`/api/devices`, `/updates`). Times are ISO 8601 UTC.
 */
const id = z.uuid();
const time = z.iso.datetime();
const ring = z.enum(RINGS);

/** One channel: who gets what is a matter of rings. It stands in the address so that there can be others. */
export const UPDATE_CHANNELS = ['stable'] as const;

export const enrolment = z.strictObject({
  deviceId: id,
  name: z.string().trim().min(1).max(100),
  platform: z.enum(UPDATE_PLATFORMS),
  arch: z.enum(UPDATE_ARCHITECTURES),
  appVersion: versionText,
});
export const enrolled = z.strictObject({
  /** For `/updates` only; shown once, and a new one with each enrolment. */
  deviceToken: z.string(),
  channel: z.enum(UPDATE_CHANNELS),
  /** To be pinned; null while the firm has set none up: then there are no updates. */
  keys: pinnedKeys.nullable(),
  keySequence: z.int().min(0),
});
export type Enrolled = z.infer<typeof enrolled>;

export const updateTarget = z.strictObject({
  channel: z.enum(UPDATE_CHANNELS),
  platform: z.enum(UPDATE_PLATFORMS),
  arch: z.enum(UPDATE_ARCHITECTURES),
});
/** What a device is offered. `release` null: it has what it should have. */
export const updateOffer = z.strictObject({
  release: signedRelease.nullable(),
  minimumClient: versionText,
  /** Rotations of keys, oldest first. */
  keyStatements: z.array(signedKeyStatement),
});
export type UpdateOffer = z.infer<typeof updateOffer>;

export const UPDATE_STATUSES = [
  'downloaded',
  'installed',
  'install_failed',
  'refused',
  'crashed',
  'sync_failed',
] as const;
export const updateReport = z.strictObject({
  version: versionText,
  status: z.enum(UPDATE_STATUSES),
  /** A name of the fault from a closed set, never a path or a message. */
  code: z
    .string()
    .regex(/^[A-Z0-9_]{1,64}$/)
    .optional(),
});

export const releaseOutcome = z.strictObject({
  downloaded: z.int(),
  installed: z.int(),
  failing: z.int(),
});
export const releaseView = z.strictObject({
  id,
  version: z.string(),
  minimumServer: z.string(),
  notes: z.string(),
  keyId: z.string(),
  /** `incomplete`: files are missing; `withdrawn`: offered to nobody any more. */
  state: z.enum(['incomplete', 'ready', 'withdrawn']),
  /** Null: published to nobody yet. */
  ring: ring.nullable(),
  percentage: z.int(),
  pausedAt: time.nullable(),
  pauseReason: z.string().nullable(),
  addedAt: time,
  files: z.array(z.strictObject({ name: artefactName, size: z.int(), isStored: z.boolean() })),
  outcome: releaseOutcome,
});
export type ReleaseView = z.infer<typeof releaseView>;
export const releaseList = z.strictObject({ releases: z.array(releaseView), minimumClient: versionText });

export const publication = z.strictObject({ ring, percentage: z.int().min(0).max(100) });
export const pause = z.strictObject({ reason: z.string().trim().min(1).max(300) });
export const minimumClient = z.strictObject({ version: versionText });

export const updatingDevice = z.strictObject({
  id,
  userId: id,
  displayName: z.string(),
  name: z.string(),
  platform: z.string(),
  appVersion: z.string(),
  ring,
  lastSeenAt: time,
  /** When it last asked for updates; null: never. */
  contactAt: time.nullable(),
  /** Its last word on any version; null: none. */
  lastReport: z
    .strictObject({ version: z.string(), status: z.string(), code: z.string().nullable(), at: time })
    .nullable(),
});
export const updatingDeviceList = z.strictObject({ devices: z.array(updatingDevice) });
export const ringChange = z.strictObject({ ring });

/** The first keys are set as they are; later ones come with a statement signed by one of those before. */
export const firstKeys = z.strictObject({ keys: pinnedKeys });
export const keyList = z.strictObject({ keys: pinnedKeys.nullable(), sequence: z.int() });

/** Files that `lait release` wrote, as an administrator chooses them. Each answers null for anything else. */
export const parseUpdateFile = {
  release: (text: string): SignedRelease | null => parsed(signedRelease, text),
  key: (text: string): UpdateKey | null => parsed(updateKey, text),
  statement: (text: string): SignedKeyStatement | null => parsed(signedKeyStatement, text),
} as const;

function parsed<Value>(schema: z.ZodType<Value>, text: string): Value | null {
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
