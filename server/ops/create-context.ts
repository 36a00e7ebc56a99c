import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { uuidV7 } from '#shared/domain/ids.ts';
import { backupProbe } from '../backups/watch-backups.ts';
import { memoryBus } from '../bus/memory-bus.ts';
import { redisBus } from '../bus/redis-bus.ts';
import { memoryCache } from '../cache/memory-cache.ts';
import { redisCache } from '../cache/redis-cache.ts';
import type { ServerConfig } from '../config/server-config.ts';
import type { Clock, ServerContext } from '../context.ts';
import { connectPool, kyselyOn } from '../db/connect.ts';
import { MIGRATIONS } from '../db/migrations/all-migrations.ts';
import { encryptedFileStore } from '../invoices/encrypted-file-store.ts';
import { jobsOn } from '../jobs/jobs.ts';
import { createLegalDatabase } from '../legal/courtlistener/create-legal-database.ts';
import { legalProbe } from '../legal/legal-probe.ts';
import { searchLocally } from '../legal/passages/search-locally.ts';
import { memoryLimiter } from '../limits/memory-limiter.ts';
import { redisLimiter } from '../limits/redis-limiter.ts';
import { modelsProbe } from '../models/models-probe.ts';
import { opinionsProbe } from '../opinions/opinions-probe.ts';
import { connectRedis, redisReady } from '../redis/connect-redis.ts';
import { createSystemWatch } from '../system/system-watch.ts';
import type { ReadinessProbe } from './health-routes.ts';
import { countedCache, createMetrics } from './metrics.ts';
import { SERVER_VERSION } from './server-version.ts';
import { stateReader } from './state-reader.ts';
import { systemErrors } from './system-events.ts';

const REDIS_START_MS = 2_000;

export interface OwnedContext {
  readonly context: ServerContext;
  /** Ends every connection; the last thing that happens. */
  close(): Promise<void>;
}

/** The real side effects of one process: PostgreSQL, Redis where it is set, the machine's clock and randomness. */
export async function createContext(config: ServerConfig, appUrl: string, log: Logger): Promise<OwnedContext> {
  const clock: Clock = { nowMs: () => Date.now() };
  const random = (count: number) => new Uint8Array(randomBytes(count));
  const metrics = createMetrics();
  const pool = connectPool(appUrl, {
    size: config.database.poolSize,
    applicationName: `lait-${config.mode}`,
    onIdleError: (error) => log.warn({ err: error }, 'an idle database connection broke'),
  });
  metrics.watchPool(pool);
  const shared = await connectShared(config, clock, log);
  const parts = {
    config,
    pool,
    database: kyselyOn(pool, metrics.observeStatement),
    clock,
    newId: () => uuidV7(clock.nowMs(), random(10)),
    randomBytes: random,
    log,
    cache: countedCache(shared.cache, metrics),
    limiter: shared.limiter,
    bus: shared.bus,
    jobs: jobsOn(pool, log, metrics.observeJob),
    fileStore: encryptedFileStore({
      directory: join(config.dataDirectory, 'files'),
      secret: config.secrets.jwtSecretKey,
      previousSecret: config.secrets.previousJwtSecretKey,
    }),
    metrics,
    probes: { redis: shared.probe },
  };
  const errors = systemErrors(parts);
  const courtlistener = createLegalDatabase(parts, {
    redis: shared.redis,
    report: (code) => errors.report(code),
    observe: metrics.countLegalCall,
  });
  const probes = {
    ...parts.probes,
    legal: legalProbe(courtlistener),
    models: modelsProbe(parts),
    backups: backupProbe(parts),
    opinions: opinionsProbe(parts),
  };
  const context = {
    ...parts,
    probes,
    systemErrors: errors,
    system: createSystemWatch({ ...parts, probes }, shared.version),
    legal: { courtlistener, local: searchLocally },
  };
  metrics.watchState(stateReader(context));
  metrics.showBuild({
    version: SERVER_VERSION,
    revision: config.revision ?? 'unknown',
    schema: MIGRATIONS.at(-1)?.name ?? 'none',
  });
  return {
    context,
    async close() {
      await pool.end();
      shared.close();
    },
  };
}

async function connectShared(config: ServerConfig, clock: Clock, log: Logger) {
  const ownLimiter = memoryLimiter(clock);
  if (config.redisUrl === null) {
    const probe: ReadinessProbe = async () => 'disabled';
    const version = async () => null;
    const own = { cache: memoryCache(clock), limiter: ownLimiter, bus: memoryBus() };
    return { redis: null, ...own, probe, version, close: () => {} };
  }
  const address = { url: config.redisUrl, password: config.secrets.redisPassword || null };
  const redis = connectRedis(address, log);
  const subscriber = connectRedis(address, log);
  await Promise.all([redisReady(redis, REDIS_START_MS), redisReady(subscriber, REDIS_START_MS)]);
  const probe: ReadinessProbe = async () => ((await redis.ping()) === 'PONG' ? 'ok' : 'down');
  return {
    redis,
    cache: redisCache(redis),
    limiter: redisLimiter(redis, ownLimiter),
    bus: redisBus(redis, subscriber),
    probe,
    version: async () => /^redis_version:(\S+)/m.exec(await redis.info('server'))?.[1] ?? null,
    close: () => {
      redis.disconnect();
      subscriber.disconnect();
    },
  };
}
