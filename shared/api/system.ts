import { z } from 'zod';

/**
 * `GET /api/admin/system`: how the running system stands, for administrators; no client data in it. A section that did not
 * answer within a second is null, the others stand. Times are ISO 8601 UTC, sizes bytes.
 */
const time = z.iso.datetime();
const count = z.int().min(0);

export const systemPart = z.strictObject({
  name: z.string(),
  status: z.enum(['ok', 'down', 'disabled']),
  /** Without it nobody can work on the server. */
  isRequired: z.boolean(),
  /** Since when the process that answers has seen it so: at the earliest since it started. */
  since: time,
  /** What it means and what to do. */
  sentence: z.string(),
});
export type SystemPart = z.infer<typeof systemPart>;

export const systemProcess = z.strictObject({
  id: z.uuid(),
  mode: z.enum(['all', 'api', 'worker']),
  version: z.string(),
  revision: z.string().nullable(),
  /** The machine or container, and its number there. */
  host: z.string(),
  processId: z.int(),
  startedAt: time,
  lastSeenAt: time,
  /** It should have said something by now: killed, hung, or cut off. Forgotten after an hour. */
  isSilent: z.boolean(),
  isThisOne: z.boolean(),
  openStreamCount: count,
  memoryBytes: count,
});
export type SystemProcess = z.infer<typeof systemProcess>;

export const systemVersions = z.strictObject({
  server: z.string(),
  revision: z.string().nullable(),
  minimumClient: z.string().nullable(),
  /** The oldest application among desks that came by within 30 days, and how many desks have it. */
  oldestDesk: z.strictObject({ version: z.string(), deskCount: count, isBelowMinimum: z.boolean() }).nullable(),
  /** The last step of the schema; null: not known just now. */
  schema: z.string().nullable(),
  /** Steps of this version that the database lacks, and steps in it that this version does not know. */
  pendingStepCount: count.nullable(),
  newerStepCount: count.nullable(),
  postgres: z.string().nullable(),
  redis: z.string().nullable(),
});

export const failedJob = z.strictObject({
  jobId: z.string(),
  kind: z.string(),
  at: time,
  /** The name of the error, from a closed list; never its words, which may quote a bill. */
  errorKind: z.string(),
  /** SQLSTATE or one of our codes. */
  errorCode: z.string().nullable(),
  /** Of the request that asked for it, as in the log; null: nobody did, or it is from before this was noted. */
  requestId: z.string().nullable(),
  tries: count,
  /** When it is tried again; null: it stays failed. */
  nextTryAt: time.nullable(),
});
export type FailedJob = z.infer<typeof failedJob>;

export const systemQueue = z.strictObject({
  kinds: z.array(
    z.strictObject({
      kind: z.string(),
      waiting: count,
      running: count,
      /** Within seven days. */
      failed: count,
      /** Since when the one that is due longest waits; null: none is due. */
      oldestWaitingAt: time.nullable(),
    }),
  ),
  /** The last ones, newest first; those that are tried again stand among them. */
  failures: z.array(failedJob),
});
export type SystemQueue = z.infer<typeof systemQueue>;

export const latencyGroup = z.strictObject({
  group: z.enum(['health', 'list', 'dashboard', 'upload', 'sync', 'legal']),
  answerCount: count,
  /** At most so long took half of them, and 95 in 100; null: none, or longer than can be told. */
  p50Ms: count.nullable(),
  p95Ms: count.nullable(),
  /** What the operations guide promises for 95 in 100; null: nothing. */
  targetMs: count.nullable(),
});
export type LatencyGroupView = z.infer<typeof latencyGroup>;
export const systemLatency = z.strictObject({ minutes: count, groups: z.array(latencyGroup) });

export const systemDisk = z.strictObject({
  /** The volume of the file store, as this process sees it. */
  store: z.strictObject({ totalBytes: count, freeBytes: count }).nullable(),
  database: z
    .strictObject({ bytes: count, tables: z.array(z.strictObject({ name: z.string(), bytes: count })) })
    .nullable(),
});
export type SystemDisk = z.infer<typeof systemDisk>;

export const BACKUP_FAULTS = ['backup_overdue', 'files_overdue', 'archive_failing', 'drill_overdue'] as const;
export const systemBackups = z.strictObject({
  /** Whether this installation makes any (`LAIT_BACKUPS`). */
  areExpected: z.boolean(),
  faults: z.array(z.enum(BACKUP_FAULTS)),
  lastFullAt: time.nullable(),
  lastAt: time.nullable(),
  lastType: z.string().nullable(),
  filesAt: time.nullable(),
  /** When a backup was last restored elsewhere and found whole. */
  drillAt: time.nullable(),
  /** How long that took until the record was up, and how much would have been lost. */
  drillRtoSeconds: count.nullable(),
  drillRpoSeconds: count.nullable(),
  archivedAt: time.nullable(),
  isArchiveFailing: z.boolean(),
  oldestRestorableAt: time.nullable(),
});
export type SystemBackups = z.infer<typeof systemBackups>;

export const systemPeople = z.strictObject({
  desktopSessionCount: count,
  browserSessionCount: count,
  /** People whose session was used within 15 minutes. */
  activePersonCount: count,
});

export const systemStatus = z.strictObject({
  at: time,
  parts: z.array(systemPart),
  versions: systemVersions,
  processes: z.array(systemProcess).nullable(),
  queue: systemQueue.nullable(),
  latency: systemLatency.nullable(),
  disk: systemDisk,
  backups: systemBackups.nullable(),
  people: systemPeople.nullable(),
});
export type SystemStatus = z.infer<typeof systemStatus>;

/** A support bundle as a page saves it. */
export const supportBundle = z.strictObject({ fileName: z.string(), base64: z.base64() });
