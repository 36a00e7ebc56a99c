import type { Pool } from 'pg';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { MUTATION_NAMES } from '#shared/review/catalogue.ts';
import type { Cache } from '../cache/cache.ts';
import { OWN_WRITES } from '../cache/own-writes.ts';
import { stateGauges } from './show-state.ts';
import type { ServerState } from './state-reader.ts';

/**
 * What a process counts. Labels are closed sets of the code's own words: no label ever takes a value that a caller
 * wrote, so that the number of series is bounded and nothing of a client stands in one.
 */
export interface Metrics {
  /** One answered request; `route` is the pattern, or `unknown` for an address that there is not. */
  observeRequest(request: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }): void;
  observeCache(isHit: boolean): void;
  /** Whether a statement was there prepared, or had to be read. */
  observeStatement(isHit: boolean): void;
  countRateLimited(budget: string): void;
  countAuthentication(action: `auth.${string}`, outcome: string): void;
  /** A push and what became of it: results, or why the device must begin otherwise. */
  countPush(kind: string): void;
  /** @param name as the caller wrote it; one that the catalogue does not have counts as `unknown` */
  countMutation(name: string, outcome: string): void;
  /** What was sent on open streams. */
  countDeliveries(kind: 'event' | 'poke', count: number): void;
  countLegalCall(outcome: string): void;
  observeJob(job: string, outcome: 'done' | 'failed', seconds: number): void;
  /** From asking to the end of what a worker does for somebody who waits. */
  observeWait(what: 'upload' | 'legal_search', seconds: number): void;
  watchPool(pool: Pick<Pool, 'totalCount' | 'idleCount' | 'waitingCount' | 'options'>): void;
  watchStreams(count: () => number): void;
  /** Read when somebody reads the figures; what cannot be read in time is left out. */
  watchState(read: () => Promise<ServerState>): void;
  showBuild(build: { readonly version: string; readonly revision: string; readonly schema: string }): void;
  /** In Prometheus's text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** With the guide's targets among them: 100 ms, 2 s, 5 s, 10 s. */
const REQUEST_SECONDS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];
const WAIT_SECONDS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300];
const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
/** Open for hours by nature: counted as streams, their length is no time to answer. */
const STREAMS = '/api/events';
const NAMES: ReadonlySet<string> = new Set(MUTATION_NAMES);

/** Figures of this process, its own registry: two servers in one process (tests) do not mix. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const histogram = <L extends string>(name: string, help: string, buckets: number[], labelNames: L[]) =>
    new Histogram({ name, help, buckets, labelNames, registers });
  const counter = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Counter({ name, help, labelNames, registers });

  const requests = histogram(
    'lait_http_request_seconds',
    'Time to answer, by method, route pattern and class of status; streams are answered when they fail.',
    REQUEST_SECONDS,
    ['method', 'route', 'status'],
  );
  const cacheHits = counter(
    'lait_cache_hits_total',
    'Answers that the cache had; the hit ratio is hits / (hits + misses).',
  );
  const cacheMisses = counter(
    'lait_cache_misses_total',
    'Answers that the cache did not have, or could not be asked for.',
  );
  const statementHits = counter(
    'lait_prepared_statement_hits_total',
    'Statements that PostgreSQL had prepared on the connection; the hit ratio is hits / (hits + misses).',
  );
  const statementMisses = counter(
    'lait_prepared_statement_misses_total',
    'Statements that PostgreSQL had to read: the first time on a connection, or each time without a name.',
  );
  const limited = counter('lait_rate_limited_total', 'Requests refused because their budget was spent.', ['budget']);
  const authentications = counter(
    'lait_authentication_total',
    'Sign-ins, locks and other authentication events, by what was tried and what came of it.',
    ['action', 'outcome'],
  );
  const pushes = counter('lait_sync_pushes_total', 'Pushes of devices, by what they were answered.', ['kind']);
  const mutations = counter('lait_sync_mutations_total', 'What people did, by name and outcome.', ['name', 'outcome']);
  const deliveries = counter('lait_event_deliveries_total', 'What was sent on open event streams.', ['kind']);
  const legalCalls = counter(
    'lait_legal_calls_total',
    'Requests to the legal database: answered, why not, or why none was sent (resting, budget).',
    ['outcome'],
  );
  const jobs = histogram('lait_job_seconds', 'Attempts at jobs, by job and outcome.', WAIT_SECONDS, [
    'queue',
    'outcome',
  ]);
  const waits = histogram(
    'lait_wait_seconds',
    'From an upload to its findings, and from asking to the end of a legal search.',
    WAIT_SECONDS,
    ['what'],
  );
  let refresh = async () => {};
  let countStreams: () => number = () => 0;
  const streams = new Gauge({
    name: 'lait_event_streams',
    help: 'Open event streams of this process.',
    registers,
    collect() {
      streams.set(countStreams());
    },
  });

  return {
    observeRequest({ method, route, status, seconds }) {
      if (route === STREAMS && status < 400) return;
      requests.observe(
        { method: METHODS.includes(method) ? method : 'other', route, status: `${Math.floor(status / 100)}xx` },
        seconds,
      );
    },
    observeCache: (isHit) => (isHit ? cacheHits : cacheMisses).inc(),
    observeStatement: (isHit) => (isHit ? statementHits : statementMisses).inc(),
    countRateLimited: (budget) => limited.inc({ budget }),
    countAuthentication: (action, outcome) => authentications.inc({ action: action.slice('auth.'.length), outcome }),
    countPush: (kind) => pushes.inc({ kind }),
    countMutation: (name, outcome) => mutations.inc({ name: NAMES.has(name) ? name : 'unknown', outcome }),
    countDeliveries: (kind, count) => deliveries.inc({ kind }, count),
    countLegalCall: (outcome) => legalCalls.inc({ outcome }),
    observeJob: (job, outcome, seconds) => jobs.observe({ queue: job, outcome }, seconds),
    observeWait: (what, seconds) => waits.observe({ what }, seconds),
    watchPool(pool) {
      const connections = new Gauge({
        name: 'lait_database_connections',
        help: 'Connections of the pool to PostgreSQL; awaited: requests that wait for one; most: how many there may be.',
        labelNames: ['state'],
        registers,
        collect() {
          connections.set({ state: 'open' }, pool.totalCount);
          connections.set({ state: 'idle' }, pool.idleCount);
          connections.set({ state: 'awaited' }, pool.waitingCount);
          connections.set({ state: 'most' }, pool.options.max);
        },
      });
    },
    watchStreams(count) {
      countStreams = count;
    },
    watchState(read) {
      const show = stateGauges(registry);
      refresh = async () => show(await read());
    },
    showBuild(build) {
      const gauge = new Gauge({
        name: 'lait_build_info',
        help: 'Always 1: which version, revision and last step of the schema this process knows.',
        labelNames: ['version', 'revision', 'schema'],
        registers,
      });
      gauge.set({ ...build }, 1);
    },
    async text() {
      await refresh();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}

/** The same cache, with the hits and misses of answers counted. */
export function countedCache(cache: Cache, metrics: Pick<Metrics, 'observeCache'>): Cache {
  return {
    ...cache,
    async get(key) {
      const value = await cache.get(key);
      if (!key.startsWith(OWN_WRITES)) metrics.observeCache(value !== null);
      return value;
    },
  };
}
