import { sql } from 'kysely';
import { SYSTEM } from '../access/actor.ts';
import { type ReadTransaction, readAs } from '../access/read-as.ts';
import type { ServerContext } from '../context.ts';
import { PART_ANSWERS_MS } from './answered-within.ts';

/**
 * Reads figures of the system past every wall: counts, times and sizes, never a row of the record. PostgreSQL itself gives
 * up after a second, so that a page that is asked for again and again does not pile up statements on a slow database.
 */
export function readBounded<Value>(
  context: Pick<ServerContext, 'database'>,
  read: (db: ReadTransaction) => Promise<Value>,
): Promise<Value> {
  return readAs(context, SYSTEM, async (db) => {
    await sql`SELECT set_config('statement_timeout', ${String(PART_ANSWERS_MS)}, true)`.execute(db);
    return read(db);
  });
}
