import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { SYSTEM } from '#server/access/actor.ts';
import { readAs } from '#server/access/read-as.ts';
import type { ServerContext } from '#server/context.ts';
import { JOB_SCHEMA, QUEUES } from '#server/jobs/jobs.ts';
import type { OracleCounts } from './oracle-counts.ts';
import type { OracleDevice } from './oracle-device.ts';

type RestContext = Pick<ServerContext, 'database' | 'pool'>;

const ROUNDS_TO_REST = 30;
const LOOK_EVERY_MS = 250;
const LOOKS_FOR_JOBS = 240;
/** No file of these takes a worker so long: whoever had the job was killed. */
const LONGEST_JOB_SECONDS = 5;
/** Nothing waits, or the person is asked. */
const ENDS: ReadonlySet<string> = new Set(['up_to_date', 'attention']);

/**
 * Every file is read, everybody's work is sent, and then everybody has heard of it: a round in which every device came
 * to its end and nothing moved, neither on the way nor in the record.
 * @throws where that does not come
 */
export async function comeToRest(
  devices: readonly OracleDevice[],
  context: RestContext,
  counts: OracleCounts,
): Promise<void> {
  let told: readonly string[] = [];
  for (let round = 0; round < ROUNDS_TO_REST; round += 1) {
    await finishJobs(context);
    const before = await recordStands(context);
    const { mutations } = counts;
    told = [];
    for (const device of devices) told = [...told, await device.sync()];
    const isAtRest = await haveAllEnded(devices);
    const after = await recordStands(context);
    if (isAtRest && counts.mutations === mutations && after === before) return;
  }
  throw new Error(`The devices do not come to rest: ${told.join(' | ')}`);
}

/** Up to which change the record stands, and whether a file is still to be read. Seen by the system alone. */
async function recordStands(context: RestContext): Promise<string> {
  const { rows } = await readAs(context, SYSTEM, (db) =>
    sql<{ high: string; unread: number }>`
      SELECT (SELECT max(seq) FROM change) AS high,
        (SELECT count(*)::int FROM uploads WHERE state = 'received') AS unread`.execute(db),
  );
  const [row] = rows;
  // An empty record would be one that is not seen.
  if (row === undefined || row.high === null) throw new Error('The record cannot be read.');
  return `${row.high}, ${row.unread} unread`;
}

/**
 * Waits for the worker. A job whose worker was killed is given out again after ten minutes, one that failed after some
 * seconds; here both are at once.
 */
async function finishJobs({ pool }: RestContext): Promise<void> {
  const names = Object.keys(QUEUES);
  for (let look = 0; look < LOOKS_FOR_JOBS; look += 1) {
    const { rows } = await pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${JOB_SCHEMA}.job
        WHERE name = ANY($1) AND state IN ('created', 'retry', 'active')`,
      [names],
    );
    if (rows[0]?.count === 0) return;
    await pool.query(
      `UPDATE ${JOB_SCHEMA}.job SET state = 'retry', start_after = now()
        WHERE name = ANY($1) AND (state = 'retry' OR (state = 'active' AND started_on < now() - $2 * interval '1 second'))`,
      [names, LONGEST_JOB_SECONDS],
    );
    await setTimeout(LOOK_EVERY_MS);
  }
  throw new Error('The worker does not come to an end.');
}

/**
 * Whether every device reached the end of its round and has nothing more to send. Work on a file whose matter its
 * sender may not see stays on the device.
 */
async function haveAllEnded(devices: readonly OracleDevice[]): Promise<boolean> {
  for (const { workspace } of devices) {
    const status = await workspace.query('getSyncStatus', {});
    if (!status.ok) throw new Error(status.error.message);
    const { isOnline, state, waitingCount, heldCount } = status.value;
    if (!isOnline || !ENDS.has(state) || waitingCount > heldCount) return false;
  }
  return true;
}
