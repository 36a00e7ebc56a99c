import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Bus } from './bus/bus.ts';
import type { Cache } from './cache/cache.ts';
import type { ServerConfig } from './config/server-config.ts';
import type { Database } from './db/database.ts';
import type { FileStore } from './invoices/file-store.ts';
import type { Limiter } from './limits/limiter.ts';

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
}

export interface Clock {
  nowMs(): number;
}
