import { statfs } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { SYSTEM } from '../access/actor.ts';
import { type ReadTransaction, readAs } from '../access/read-as.ts';
import { type BackupState, readBackupState } from '../backups/backup-state.ts';
import type { ServerContext } from '../context.ts';
import { JOB_SCHEMA, type JobName, QUEUES } from '../jobs/jobs.ts';
import { dayOf } from '../opinions/settings.ts';
import { monthOf, readFirmSpending } from '../opinions/spending.ts';
import { type PartReading, readParts } from '../system/read-parts.ts';
import { certificateEnd } from './certificate-end.ts';

export interface QueueState {
  readonly job: JobName;
  /** Not begun: due now, or to be tried again later. */
  readonly waiting: number;
  readonly running: number;
  /** Given up for good within the last day. */
  readonly dead: number;
  /** How long the oldest that is due has waited; 0: none is. */
  readonly oldestSeconds: number;
}

/** What PostgreSQL knows: the same whichever process is asked. */
export interface RecordState {
  readonly queues: readonly QueueState[];
  readonly backups: BackupState;
  readonly spending: { readonly spentMicro: number; readonly reservedMicro: number; readonly capMicro: number };
  readonly models: readonly { readonly kind: string; readonly version: number }[];
  readonly queuedSearches: number;
  readonly databaseBytes: number;
}

export interface LegalState {
  readonly windows: readonly { readonly seconds: number; readonly limit: number; readonly used: number }[];
  readonly isResting: boolean;
  readonly isRefused: boolean;
}

/** Null: could not be read, or not in time. */
export interface ServerState {
  readonly parts: readonly PartReading[] | null;
  readonly record: RecordState | null;
  /** Null also where the legal database is turned off. */
  readonly legal: LegalState | null;
  readonly areBackupsExpected: boolean;
  /** Of the front door; null: there is none, or it speaks no TLS. */
  readonly certificateEndsAt: Date | null;
  /** Of the disk that holds the originals. */
  readonly disk: { readonly freeBytes: number; readonly sizeBytes: number } | null;
}

/** Whoever reads the figures waits no longer than this for the parts behind them: a worker's own health is read there. */
const DEADLINE_MS = 1_000;
/** Asked again within it, the same is answered: Prometheus, a second one and a container's health check cost one reading. */
const KEPT_MS = 5_000;
/** A certificate lives for months. */
const CERTIFICATE_KEPT_MS = 600_000;

/**
 * Reads how the server stands, for its figures. Never throws; what is still being read is not begun a second time, so that
 * a database that hangs is asked by one reader and no more.
 */
export function stateReader(context: ServerContext): () => Promise<ServerState> {
  const readRecordOnce = kept(context, () => readRecord(context));
  const readPartsOnce = kept(context, () => readParts(context));
  const readLegalOnce = kept(context, () => readLegal(context));
  const readDiskOnce = kept(context, () => readDisk(context.config.dataDirectory));
  const { certificateAddress } = context.config.http;
  const readEnd = async () => (certificateAddress === null ? null : certificateEnd(certificateAddress));
  const readEndOnce = kept(context, readEnd, CERTIFICATE_KEPT_MS);
  return async () => {
    const [parts, record, legal, disk, certificateEndsAt] = await Promise.all([
      readPartsOnce(),
      readRecordOnce(),
      readLegalOnce(),
      readDiskOnce(),
      readEndOnce(),
    ]);
    return { parts, record, legal, disk, certificateEndsAt, areBackupsExpected: context.config.backups.areExpected };
  };
}

/** @returns null where it fails or takes too long; then the next to ask gets what has come meanwhile */
function kept<Value>(
  { clock }: Pick<ServerContext, 'clock'>,
  read: () => Promise<Value>,
  keptMs = KEPT_MS,
): () => Promise<Value | null> {
  let last: { readonly value: Value; readonly atMs: number } | null = null;
  let underWay: Promise<Value | null> | null = null;
  return async () => {
    if (last !== null && clock.nowMs() - last.atMs < keptMs) return last.value;
    underWay ??= read()
      .then((value) => {
        last = { value, atMs: clock.nowMs() };
        return value;
      })
      // Whoever needs the part itself says what is wrong with it; here it is missing.
      .catch(() => null)
      .finally(() => {
        underWay = null;
      });
    const isOver = new AbortController();
    const late = setTimeout(DEADLINE_MS, null, { ref: false, signal: isOver.signal }).catch(() => null);
    const value = await Promise.race([underWay, late]);
    isOver.abort();
    return value;
  };
}

function readRecord(context: ServerContext): Promise<RecordState> {
  return readAs(context, SYSTEM, async (db) => ({
    queues: await readQueues(db),
    backups: await readBackupState({ database: db }),
    spending: await readFirmSpending(db, monthOf(dayOf(context))),
    models: await db.selectFrom('models').select(['kind', 'version']).where('is_active', '=', true).execute(),
    queuedSearches: await countQueuedSearches(db),
    databaseBytes: await readDatabaseBytes(db),
  }));
}

/** By pg-boss's table. States are listed as its index lists them: asked for by their order, the whole table would be read. */
async function readQueues(db: ReadTransaction): Promise<readonly QueueState[]> {
  const names = Object.keys(QUEUES) as JobName[];
  const jobs = sql.table(`${JOB_SCHEMA}.job`);
  const { rows } = await sql<Omit<QueueState, 'job' | 'oldestSeconds'> & { name: string; oldest: number | null }>`
    SELECT name, sum(waiting)::integer AS waiting, sum(running)::integer AS running, sum(dead)::integer AS dead,
      max(oldest)::float8 AS oldest
    FROM (
      SELECT name, count(*) FILTER (WHERE state IN ('created', 'retry')) AS waiting, count(*) FILTER (WHERE state = 'active') AS running,
        0 AS dead, extract(epoch FROM now() - min(start_after) FILTER (WHERE state IN ('created', 'retry'))) AS oldest
      FROM ${jobs} WHERE name = ANY(${names}) AND state IN ('created', 'retry', 'active') GROUP BY name
      UNION ALL
      SELECT name, 0, 0, count(*), NULL
      FROM ${jobs} WHERE name = ANY(${names}) AND state = 'failed' AND completed_on > now() - interval '1 day' GROUP BY name
    ) AS each GROUP BY name`.execute(db);
  return names.map((job) => {
    const row = rows.find(({ name }) => name === job);
    return {
      job,
      waiting: row?.waiting ?? 0,
      running: row?.running ?? 0,
      dead: row?.dead ?? 0,
      oldestSeconds: Math.max(0, row?.oldest ?? 0),
    };
  });
}

async function countQueuedSearches(db: ReadTransaction): Promise<number> {
  const { count } = await db
    .selectFrom('legal_searches')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', '=', 'queued')
    .executeTakeFirstOrThrow();
  return count;
}

async function readDatabaseBytes(db: ReadTransaction): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`SELECT pg_database_size(current_database()) AS bytes`.execute(db);
  return rows[0]?.bytes ?? 0;
}

async function readLegal({ legal }: ServerContext): Promise<LegalState | null> {
  if (legal.courtlistener === null) return null;
  const { windows, restsUntilMs, isRefused } = await legal.courtlistener.state();
  return { windows, isResting: restsUntilMs !== null, isRefused };
}

async function readDisk(directory: string): Promise<NonNullable<ServerState['disk']>> {
  const { bavail, blocks, bsize } = await statfs(directory);
  return { freeBytes: bavail * bsize, sizeBytes: blocks * bsize };
}
