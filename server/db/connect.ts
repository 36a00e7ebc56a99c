import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from './database.ts';
import { namingPool, type ObserveStatement } from './named-query.ts';

/** PostgreSQL's numbers for the types that are read in our own way. */
const INT8 = 20;
const DATE = 1082;

/**
 * Reads `bigint` as a number (every one of ours is a safe integer; a larger one is a defect and throws,
 * rather than being rounded), `date` as the text it is, everything else as `pg` does.
 */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === INT8) return safeIntegerOf;
    if (oid === DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

function safeIntegerOf(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('A whole number of the database is beyond the safe range.');
  return value;
}

export interface ConnectOptions {
  readonly size: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  /** A connection that broke while idle; the pool replaces it by itself. */
  onIdleError(error: Error): void;
}

/** A pool; connections are made when first needed. */
export function connectPool(url: string, options: ConnectOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.size,
    application_name: options.applicationName,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    types,
  });
  pool.on('error', (error) => {
    // While the pool ends, its connections may meet a server that ends as well.
    if (!pool.ending) options.onIdleError(error);
  });
  // A connection in use has no listener of the pool's: without one its loss would end the process. The query under
  // way fails by itself.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** @param observe told of each statement whether it was there prepared */
export function kyselyOn(pool: pg.Pool, observe?: ObserveStatement): Kysely<Database> {
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool: namingPool(pool, observe) }) });
}
