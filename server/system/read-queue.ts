import { sql } from 'kysely';
import type { SystemQueue } from '#shared/api/system.ts';
import type { ServerContext } from '../context.ts';
import { JOB_SCHEMA, QUEUES } from '../jobs/jobs.ts';
import { errorCode, errorKind } from './error-kind.ts';
import { readBounded } from './read-bounded.ts';

const MOST_FAILURES = 20;
const FAILED_DAYS = 7;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const jobs = sql.raw(`${JOB_SCHEMA}.job`);

/** How the queue stands by kind of job, every known kind listed, and what failed last: ids, times and names of errors. */
export async function readQueue(context: Pick<ServerContext, 'database' | 'clock'>): Promise<SystemQueue> {
  const now = new Date(context.clock.nowMs());
  const since = new Date(now.getTime() - FAILED_DAYS * 86_400_000);
  return readBounded(context, async (db) => {
    const { rows: counts } = await sql<CountRow>`
      SELECT name, count(*) FILTER (WHERE state IN ('created', 'retry')) AS waiting,
        count(*) FILTER (WHERE state = 'active') AS running,
        min(start_after) FILTER (WHERE state IN ('created', 'retry') AND start_after <= ${now}) AS oldest
      FROM ${jobs} WHERE state < 'completed' GROUP BY name`.execute(db);
    const { rows: failed } = await sql<{ name: string; failed: number }>`
      SELECT name, count(*) AS failed FROM ${jobs}
      WHERE state = 'failed' AND completed_on > ${since} GROUP BY name`.execute(db);
    const { rows: failures } = await sql<FailureRow>`
      SELECT id, name, state::text AS state, coalesce(completed_on, started_on, created_on) AS at, retry_count, start_after,
        data ->> 'askedByRequest' AS request_id, output ->> 'name' AS error_name, output ->> 'code' AS error_code
      FROM ${jobs}
      WHERE (state = 'failed' AND completed_on > ${since}) OR (state = 'retry' AND output IS NOT NULL)
      ORDER BY 4 DESC, id LIMIT ${MOST_FAILURES}`.execute(db);
    const kinds = Object.keys(QUEUES).map((kind) => {
      const row = counts.find(({ name }) => name === kind);
      return {
        kind,
        waiting: row?.waiting ?? 0,
        running: row?.running ?? 0,
        failed: failed.find(({ name }) => name === kind)?.failed ?? 0,
        oldestWaitingAt: row?.oldest?.toISOString() ?? null,
      };
    });
    return { kinds, failures: failures.map(failureOf) };
  });
}

function failureOf(row: FailureRow): SystemQueue['failures'][number] {
  return {
    jobId: row.id,
    kind: Object.hasOwn(QUEUES, row.name) ? row.name : 'other',
    at: row.at.toISOString(),
    errorKind: errorKind(row.error_name),
    errorCode: errorCode(row.error_code),
    requestId: row.request_id !== null && UUID.test(row.request_id) ? row.request_id : null,
    // Counted as it is given out again, not as it fails.
    tries: row.retry_count + 1,
    nextTryAt: row.state === 'retry' ? row.start_after.toISOString() : null,
  };
}

interface CountRow {
  readonly name: string;
  readonly waiting: number;
  readonly running: number;
  readonly oldest: Date | null;
}

interface FailureRow {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly at: Date;
  readonly retry_count: number;
  readonly start_after: Date;
  readonly request_id: string | null;
  readonly error_name: string | null;
  readonly error_code: string | null;
}
