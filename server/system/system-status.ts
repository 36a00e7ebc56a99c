import type { SystemProcess, SystemStatus } from '#shared/api/system.ts';
import type { ServerContext } from '../context.ts';
import { SERVER_VERSION } from '../ops/server-version.ts';
import { answeredWithin, PART_ANSWERS_MS } from './answered-within.ts';
import { partSentence } from './part-sentence.ts';
import { readBackups } from './read-backups.ts';
import { readDatabaseSize, readStoreVolume } from './read-disk.ts';
import { readLatency } from './read-latency.ts';
import { readParts } from './read-parts.ts';
import { readPeople } from './read-people.ts';
import { type ProcessReading, readProcesses } from './read-processes.ts';
import { readQueue } from './read-queue.ts';
import { readVersions } from './read-versions.ts';

/**
 * How the system stands: everything is asked at once, and what does not answer in time, or fails, is null while the rest
 * stands. No client data, whoever asks.
 */
export async function systemStatus(context: ServerContext, withinMs: number = PART_ANSWERS_MS): Promise<SystemStatus> {
  const { config, system, log, clock } = context;
  const asked = async <Value>(section: string, work: Promise<Value>): Promise<Value | null> => {
    try {
      const value = await answeredWithin(work, withinMs);
      if (value === null) log.warn({ section }, 'a section of the System page did not answer in time');
      return value;
    } catch (error) {
      log.warn({ section, err: error }, 'a section of the System page could not be read');
      return null;
    }
  };
  const reading = readProcesses(context);
  const latency = reading.then((found) => readLatency(context, found));
  const [parts, processes, latencies, stored, redis, queue, store, database, backups, people] = await Promise.all([
    standingParts(context),
    asked('processes', reading),
    asked('latency', latency),
    asked('versions', readVersions(context)),
    system === undefined
      ? null
      : asked(
          'redis',
          system.redisVersion().then((version) => version ?? ''),
        ),
    asked('queue', readQueue(context)),
    asked('store', readStoreVolume(context)),
    asked('database', readDatabaseSize(context)),
    asked('backups', readBackups(context)),
    asked('people', readPeople(context)),
  ]);
  return {
    at: new Date(clock.nowMs()).toISOString(),
    parts,
    processes: processes?.map(processView) ?? null,
    latency: latencies,
    versions: {
      server: SERVER_VERSION,
      revision: config.revision,
      minimumClient: stored?.minimumClient ?? null,
      oldestDesk: stored?.oldestDesk ?? null,
      schema: stored?.schema ?? null,
      pendingStepCount: stored?.pendingStepCount ?? null,
      newerStepCount: stored?.newerStepCount ?? null,
      postgres: stored?.postgres ?? null,
      redis: redis || null,
    },
    queue,
    disk: { store, database },
    backups,
    people,
  };
}

async function standingParts(context: ServerContext): Promise<SystemStatus['parts']> {
  const nowMs = context.clock.nowMs();
  const parts =
    (await context.system?.parts.read()) ?? (await readParts(context)).map((part) => ({ ...part, sinceMs: nowMs }));
  const isDatabaseDown = parts.some(({ name, status }) => name === 'database' && status === 'down');
  return parts.map(({ name, status, isRequired, sinceMs }) => ({
    name,
    status,
    isRequired,
    since: new Date(sinceMs).toISOString(),
    sentence: partSentence({ name, status }, isDatabaseDown),
  }));
}

function processView({ figures, startedAt, lastSeenAt, ...rest }: ProcessReading): SystemProcess {
  const { openStreamCount, memoryBytes } = figures;
  return {
    ...rest,
    startedAt: startedAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    openStreamCount,
    memoryBytes,
  };
}
