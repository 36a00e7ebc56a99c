import { hostname } from 'node:os';
import type { ServerContext } from '../context.ts';
import { SERVER_VERSION } from '../ops/server-version.ts';
import type { ProcessFigures } from './process-figures.ts';
import type { SystemWatch } from './system-watch.ts';

/** How often a process says that it runs. */
export const HEARTBEAT_MS = 10_000;
/** One that has said nothing for so long was ended without a word. */
const FORGOTTEN_AFTER_MS = 3_600_000;

/**
 * Keeps this process's row in `server_processes`, and the memory of since when each part is as it is.
 * @returns a function that takes the row away: what ends as it should is not shown as fallen silent
 */
export async function startHeartbeat(context: ServerContext): Promise<() => Promise<void>> {
  const { system, log } = context;
  if (system === undefined) return async () => {};
  let isFailing = false;
  const beat = async () => {
    try {
      await Promise.all([system.parts.read(), writeRow(context, system)]);
      isFailing = false;
    } catch (error) {
      // Once per outage: the database that is away says so in many places already.
      if (!isFailing) log.warn({ err: error }, 'this process could not say that it runs');
      isFailing = true;
    }
  };
  let underWay = beat();
  await underWay;
  const timer = setInterval(() => {
    underWay = underWay.then(beat);
  }, HEARTBEAT_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await underWay;
    await context.database
      .deleteFrom('server_processes')
      .where('id', '=', system.id)
      .execute()
      .catch((error: unknown) => log.warn({ err: error }, 'this process could not say that it ends'));
  };
}

async function writeRow({ config, clock, database }: ServerContext, system: SystemWatch): Promise<void> {
  const nowMs = clock.nowMs();
  const fresh = { last_seen_at: new Date(nowMs), figures: JSON.stringify(figuresOf(system)) };
  await database
    .insertInto('server_processes')
    .values({
      id: system.id,
      mode: config.mode,
      version: SERVER_VERSION,
      revision: config.revision,
      host: hostname(),
      process_id: process.pid,
      started_at: new Date(system.startedAtMs),
      ...fresh,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(fresh))
    .execute();
  await database
    .deleteFrom('server_processes')
    .where('last_seen_at', '<', new Date(nowMs - FORGOTTEN_AFTER_MS))
    .execute();
}

/** This process, as its row says it. */
export function figuresOf(system: SystemWatch): ProcessFigures {
  return {
    latencies: system.latencies.counts(),
    openStreamCount: system.openStreamCount(),
    memoryBytes: process.memoryUsage.rss(),
  };
}
