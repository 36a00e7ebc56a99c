import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.ts';

/**
 * Runs a few statements of a person's transaction past row security, for what the server itself must do
 * there: reckon access anew, write another person's notification, tell "not there" from "behind a wall".
 * What it reads must not reach the person unfiltered. Use it rarely; every use is found by this name.
 */
export async function asSystem<Value>(db: Transaction<Database>, work: () => Promise<Value>): Promise<Value> {
  const { rows } = await sql<{ actor: string | null }>`
    SELECT current_setting('lait.actor', true) AS actor, set_config('lait.actor', 'system', true)`.execute(db);
  const value = await work();
  // Not in a `finally`: after an error the transaction is over, and so is the setting.
  await sql`SELECT set_config('lait.actor', ${rows[0]?.actor ?? ''}, true)`.execute(db);
  return value;
}
