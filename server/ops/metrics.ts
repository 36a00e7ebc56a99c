import { createServer, type Server } from 'node:http';
import type { Pool } from 'pg';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { BackupState } from '../backups/backup-state.ts';
import type { Cache } from '../cache/cache.ts';
import { OWN_WRITES } from '../cache/own-writes.ts';

export interface Metrics {
  /** One answered request; `route` is the pattern, so that the number of series stays small. */
  observeRequest(request: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }): void;
  observeCache(isHit: boolean): void;
  /** Whether a statement was there prepared, or had to be read. */
  observeStatement(isHit: boolean): void;
  watchPool(pool: Pick<Pool, 'totalCount' | 'idleCount' | 'waitingCount'>): void;
  /** Read when somebody reads the figures; where it cannot be, they are left out. */
  watchBackups(read: () => Promise<BackupState>): void;
  /** In Prometheus's text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Figures of this process, its own registry: two servers in one process (tests) do not mix. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Histogram({
    name: 'lait_http_request_seconds',
    help: 'Time to answer, by route pattern and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    registers,
  });
  const cacheHits = new Counter({
    name: 'lait_cache_hits_total',
    help: 'Answers that the cache had; the hit ratio is hits / (hits + misses).',
    registers,
  });
  const cacheMisses = new Counter({
    name: 'lait_cache_misses_total',
    help: 'Answers that the cache did not have, or could not be asked for.',
    registers,
  });
  const statementHits = new Counter({
    name: 'lait_prepared_statement_hits_total',
    help: 'Statements that PostgreSQL had prepared on the connection; the hit ratio is hits / (hits + misses).',
    registers,
  });
  const statementMisses = new Counter({
    name: 'lait_prepared_statement_misses_total',
    help: 'Statements that PostgreSQL had to read: the first time on a connection, or each time without a name.',
    registers,
  });
  return {
    observeRequest: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    observeCache: (isHit) => (isHit ? cacheHits : cacheMisses).inc(),
    observeStatement: (isHit) => (isHit ? statementHits : statementMisses).inc(),
    watchPool(pool) {
      const connections = new Gauge({
        name: 'lait_database_connections',
        help: 'Connections of the pool to PostgreSQL.',
        labelNames: ['state'],
        registers,
        collect() {
          connections.set({ state: 'open' }, pool.totalCount);
          connections.set({ state: 'idle' }, pool.idleCount);
          connections.set({ state: 'awaited' }, pool.waitingCount);
        },
      });
    },
    watchBackups(read) {
      const at = new Gauge({
        name: 'lait_backup_timestamp_seconds',
        help: 'When a backup was last made (record, files), a backup last proved to restore (drill), the log last put away (archive).',
        labelNames: ['what'],
        registers,
        async collect() {
          const state = await read().catch(() => null);
          at.reset();
          if (state === null) return;
          const times = {
            record: state.backupAt,
            files: state.filesAt,
            drill: state.drillAt,
            archive: state.archivedAt,
          };
          for (const [what, time] of Object.entries(times)) {
            if (time !== null) at.set({ what }, time.getTime() / 1000);
          }
          failing.set(state.isArchiveFailing ? 1 : 0);
        },
      });
      const failing = new Gauge({
        name: 'lait_archive_failing',
        help: '1 where the last attempt to put a piece of the log away failed.',
        registers,
      });
    },
    text: () => registry.metrics(),
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

/**
 * Serves the figures at `GET /metrics` on a port of their own, which the proxy does not pass on: they need no
 * sign-in and hold no client data.
 */
export function serveMetrics(metrics: Metrics, host: string, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}
