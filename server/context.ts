import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Bus } from './bus/bus.ts';
import type { Cache } from './cache/cache.ts';
import type { ServerConfig } from './config/server-config.ts';
import type { Database } from './db/database.ts';
import type { FileStore } from './invoices/file-store.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { LegalParts } from './legal/legal-parts.ts';
import type { Limiter } from './limits/limiter.ts';
import type { ReadinessProbe } from './ops/health-routes.ts';
import type { Metrics } from './ops/metrics.ts';
import type { SystemErrors } from './ops/system-events.ts';
import type { SystemWatch } from './system/system-watch.ts';

/** Everything a part of the server is handed: all side effects, so that a test can lend its own. */
export interface ServerContext {
  readonly config: ServerConfig;
  /** As the role `lait_app`: no superuser, no row-security bypass. */
  readonly pool: Pool;
  readonly database: Kysely<Database>;
  readonly clock: Clock;
  /** A UUIDv7. */
  newId(): string;
  /** Cryptographically random bytes. */
  randomBytes(count: number): Uint8Array;
  readonly log: Logger;
  readonly cache: Cache;
  readonly limiter: Limiter;
  readonly bus: Bus;
  readonly fileStore: FileStore;
  /** Optional parts, for readiness. */
  readonly probes?: Readonly<Record<string, ReadinessProbe>>;
  readonly metrics?: Metrics;
  readonly systemErrors?: SystemErrors;
  /** What this process knows of itself. */
  readonly system?: SystemWatch;
  readonly jobs: Jobs;
  readonly legal: LegalParts;
}

export interface Clock {
  nowMs(): number;
}
