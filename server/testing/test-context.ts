import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import { pino } from 'pino';
import { uuidV7 } from '#shared/domain/ids.ts';
import { memoryBus } from '../bus/memory-bus.ts';
import { memoryCache } from '../cache/memory-cache.ts';
import { readConfig } from '../config/read-config.ts';
import type { ServerConfig } from '../config/server-config.ts';
import type { ServerContext } from '../context.ts';
import { connectPool, kyselyOn } from '../db/connect.ts';
import type { Database } from '../db/database.ts';
import { encryptedFileStore } from '../invoices/encrypted-file-store.ts';
import { jobsOn } from '../jobs/jobs.ts';
import { createLegalDatabase } from '../legal/courtlistener/create-legal-database.ts';
import { memoryLimiter } from '../limits/memory-limiter.ts';
import { TEST_JWT_KEY, TEST_PASSWORD } from './test-cluster.ts';
import { testDatabase } from './test-database.ts';

export interface MovableClock {
  nowMs(): number;
  advance(milliseconds: number): void;
}

export interface TestContext {
  readonly context: ServerContext;
  readonly clock: MovableClock;
  /** As the owner: for looking at what the server did, and for facts a test begins with. */
  readonly admin: Kysely<Database>;
  readonly adminPool: pg.Pool;
  readonly adminUrl: string;
  readonly appUrl: string;
  /** What was logged, one object a line. */
  readonly logged: readonly Record<string, unknown>[];
  close(): Promise<void>;
}

export interface TestContextOptions {
  readonly nowMs?: number | undefined;
  /** Settings as they would stand in the environment. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** Parts to lend instead of the usual ones. */
  readonly parts?: Partial<ServerContext> | undefined;
  /** Another server on the same database (its own pool, cache, limits and clock). */
  readonly sharing?: TestContext | undefined;
}

/** A server's context on a database of its own, with a clock that a test moves. */
export async function testContext(options: TestContextOptions = {}): Promise<TestContext> {
  const database = options.sharing === undefined ? await testDatabase() : null;
  const adminUrl = database?.adminUrl ?? options.sharing?.adminUrl ?? '';
  const appUrl = database?.appUrl ?? options.sharing?.appUrl ?? '';
  const directory = mkdtempSync(join(tmpdir(), 'lait-test-'));
  let nowMs = options.nowMs ?? Date.parse('2026-04-01T09:00:00Z');
  const clock: MovableClock = {
    nowMs: () => nowMs,
    advance: (milliseconds) => {
      nowMs += milliseconds;
    },
  };
  const logged: Record<string, unknown>[] = [];
  const pool = connectPool(appUrl, { size: 10, applicationName: 'lait-test', onIdleError: () => {} });
  const adminPool = connectPool(adminUrl, { size: 3, applicationName: 'lait-test-owner', onIdleError: () => {} });
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const config = testConfig(directory, options.environment);
  const random = (count: number) => new Uint8Array(randomBytes(count));
  const newId = () => uuidV7(clock.nowMs(), random(10));
  const kysely = kyselyOn(pool);
  const context: ServerContext = {
    config,
    pool,
    database: kysely,
    clock,
    newId,
    randomBytes: random,
    log,
    cache: memoryCache(clock),
    limiter: memoryLimiter(clock),
    bus: memoryBus(),
    jobs: jobsOn(pool, log),
    fileStore: encryptedFileStore({
      directory: join(directory, 'files'),
      secret: config.secrets.jwtSecretKey,
      previousSecret: config.secrets.previousJwtSecretKey,
    }),
    legal: {
      courtlistener: createLegalDatabase({ config, clock, database: kysely, newId }, { redis: null }),
      local: null,
    },
    ...options.parts,
  };
  return {
    context,
    clock,
    admin: kyselyOn(adminPool),
    adminPool,
    adminUrl,
    appUrl,
    logged,
    async close() {
      await context.jobs.stop();
      await pool.end();
      await adminPool.end();
      await database?.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function testConfig(directory: string, environment: Readonly<Record<string, string>> = {}): ServerConfig {
  const reading = readConfig({
    environment: {
      JWT_SECRET_KEY: TEST_JWT_KEY,
      POSTGRES_PASSWORD: TEST_PASSWORD,
      LAIT_DATA_DIRECTORY: directory,
      ...environment,
    },
    readFile: () => {
      throw new Error('Tests set values, not files.');
    },
  });
  if (!reading.ok) throw new Error(reading.problems.join(' '));
  return reading.config;
}
