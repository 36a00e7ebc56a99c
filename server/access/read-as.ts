import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { ServerContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import type { Actor } from './actor.ts';

/** A transaction in which row security knows who asks. */
export type ReadTransaction = Transaction<Database>;

/**
 * Reads as somebody: one READ ONLY transaction on one snapshot, in which row security shows what this actor may
 * see. Outside of it (and of `withChanges`) `lait_app` sees no row of the record at all.
 * @param read runs its queries on the transaction it is given, never on `context.database`
 */
export async function readAs<Value>(
  context: Pick<ServerContext, 'database'>,
  actor: Actor,
  read: (db: ReadTransaction) => Promise<Value>,
): Promise<Value> {
  return context.database
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (db) => {
      await actAs(db, actor);
      return read(db);
    });
}

/**
 * How PostgreSQL plans the statements of a transaction: `fitted` to the values of each, or `kept` from one time to
 * the next, which saves most of the work of a statement that finds a few rows by their ids.
 */
export type Plans = 'fitted' | 'kept';

/**
 * Tells row security who acts, until the transaction ends. Never per session: a setting that outlives its
 * transaction would follow the connection to the next person.
 */
export async function actAs(db: Transaction<Database>, actor: Actor, plans: Plans = 'fitted'): Promise<void> {
  const userId = actor.kind === 'person' ? actor.userId : '';
  const mode = plans === 'kept' ? 'force_generic_plan' : 'auto';
  await sql`SELECT set_config('lait.user_id', ${userId}, true), set_config('lait.actor', ${actor.kind}, true),
    set_config('plan_cache_mode', ${mode}, true)`.execute(db);
}
