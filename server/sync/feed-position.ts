import { sql, type Transaction } from 'kysely';
import { asSystem } from '../access/as-system.ts';
import type { Database } from '../db/database.ts';

/** How far the feed goes in this snapshot, and from where on it is still whole. */
export interface FeedPosition {
  /** Every change up to here is committed and visible, and none below will ever be added. */
  readonly high: number;
  readonly horizon: number;
}

/** As the system: a number says nothing, and row security would make of it the highest of one's own. */
export async function feedPosition(db: Transaction<Database>): Promise<FeedPosition> {
  return asSystem(db, async () => {
    const { rows } = await sql<FeedPosition>`
      SELECT h.seq AS horizon, greatest(h.seq, (SELECT max(seq) FROM change)) AS high FROM feed_horizon h`.execute(db);
    return rows[0] ?? { high: 0, horizon: 0 };
  });
}
