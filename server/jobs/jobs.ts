import { performance } from 'node:perf_hooks';
import { CompiledQuery, type Transaction } from 'kysely';
import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { MastersTarget } from '../analysis/check-against-masters.ts';
import type { Database } from '../db/database.ts';
import { askedBy } from './asked-by.ts';

/** What the worker does, by name; ids only, never client data, because jobs outlive their rows. */
export interface JobData {
  readonly 'read-upload': { readonly uploadId: string };
  /** After rosters, rates, discounts or matters changed: the open invoices they are about. */
  readonly 'check-against-masters': MastersTarget;
  /** After a guideline was assigned: the open invoices of this client or matter, from after `after`. */
  readonly 'check-by-guideline': {
    readonly kind: 'client' | 'matter';
    readonly id: string;
    readonly after: string | null;
  };
  readonly 'train-models': { readonly trainingId: string };
  /** After somebody asked for opinions: the questions that they were shown. */
  readonly 'ask-opinions': { readonly requestId: string };
  readonly 'legal-search': { readonly searchId: string };
  readonly 'verify-attorney': { readonly verificationId: string };
}
export type JobName = keyof JobData;

/** A job that fails is tried again after 15 s, 30 s, 1 min ... for about an hour; then it stays, as failed. */
export const QUEUES: Readonly<Record<JobName, { readonly retryLimit: number; readonly retryDelay: number }>> = {
  'read-upload': { retryLimit: 8, retryDelay: 15 },
  'train-models': { retryLimit: 3, retryDelay: 60 },
  'check-against-masters': { retryLimit: 8, retryDelay: 15 },
  'check-by-guideline': { retryLimit: 8, retryDelay: 15 },
  'ask-opinions': { retryLimit: 8, retryDelay: 15 },
  'legal-search': { retryLimit: 8, retryDelay: 15 },
  'verify-attorney': { retryLimit: 8, retryDelay: 15 },
};
const JOB_SECONDS = 600;
/** A worker says twice within it that it still works; one that was killed says nothing, and its job is given out again. */
const HEARTBEAT_SECONDS = 60;
/** How often somebody looks for jobs whose worker fell silent. */
const SILENCE_LOOK_SECONDS = 15;
/** How often an idle worker looks for a job, and how many it takes at once. */
const LOOKS = { pollingIntervalSeconds: 0.5, batchSize: 1 };
export const JOB_SCHEMA = 'pgboss';

export interface Jobs {
  /** Queues a job in the transaction that needs it: it is there exactly when that commits. */
  enqueue<N extends JobName>(db: Transaction<Database>, name: N, data: JobData[N]): Promise<void>;
  /** Works on jobs of a kind until `stop`. A job whose worker died is given out again, about a minute and a half later. */
  work<N extends JobName>(name: N, handler: (data: JobData[N]) => Promise<void>): Promise<void>;
  /** Waits for the jobs under way. */
  stop(): Promise<void>;
}

/** What `enqueue` adds: the request over HTTP that asked for it, where one did; not `requestId`, which jobs may have of their own. */
interface AskedJob {
  readonly askedByRequest?: string;
}

/** Told how each attempt at a job ended. */
export type ObserveJob = (job: JobName, outcome: 'done' | 'failed', seconds: number) => void;

/** Jobs in PostgreSQL (pg-boss), as the application's role: the tables are made by mode migrate. */
export function jobsOn(pool: pg.Pool, log: Pick<Logger, 'error'>, observe: ObserveJob = () => {}): Jobs {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: JOB_SCHEMA,
    migrate: false,
    createSchema: false,
    schedule: false,
    superviseIntervalSeconds: SILENCE_LOOK_SECONDS,
    monitorIntervalSeconds: SILENCE_LOOK_SECONDS,
    // Rebuilding indexes needs their owner; mode migrate does it.
    reindex: false,
    monitorVacuum: false,
  });
  // The library says again and again what it could not do just now; it goes on by itself.
  boss.on('error', (error) => log.error({ category: 'job', error_name: error.name }, 'jobs'));
  let starting: Promise<unknown> | null = null;
  const start = async () => {
    starting ??= boss.start().catch((error: unknown) => {
      starting = null;
      throw error;
    });
    await starting;
  };
  return {
    async enqueue(db, name, data) {
      await start();
      const within = {
        async executeSql(text: string, values: unknown[] = []) {
          const { rows } = await db.executeQuery(CompiledQuery.raw(text, [...values]));
          return { rows };
        },
      };
      const ends = { expireInSeconds: JOB_SECONDS, heartbeatSeconds: HEARTBEAT_SECONDS };
      const requestId = askedBy.getStore() ?? '';
      const asked = requestId === '' ? data : { ...data, askedByRequest: requestId };
      await boss.send(name, asked, { db: within, ...ends, ...QUEUES[name], retryBackoff: true });
    },
    async work(name, handler) {
      await start();
      let workerId = '';
      workerId = await boss.work<JobData[typeof name] & AskedJob>(name, LOOKS, async (jobs) => {
        const began = performance.now();
        let outcome: 'done' | 'failed' = 'failed';
        try {
          for (const { id, data } of jobs) {
            const { askedByRequest: requestId = '', ...asked } = data;
            try {
              // Sound: what was asked for is what was queued, without who asked.
              await askedBy.run(requestId, () => handler(asked as unknown as JobData[typeof name]));
            } catch (error) {
              log.error({ category: 'job', job: name, job_id: id, request_id: requestId, err: error }, 'a job failed');
              throw error;
            }
          }
          outcome = 'done';
        } finally {
          observe(name, outcome, (performance.now() - began) / 1_000);
          // There may be more: the next look is at once, not when the interval is over, so that a queue is worked off.
          boss.notifyWorker(workerId);
        }
      });
    },
    async stop() {
      if (starting === null) return;
      await boss.stop({ graceful: true, timeout: 20_000 });
    },
  };
}
