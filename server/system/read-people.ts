import { sql } from 'kysely';
import type { z } from 'zod';
import type { systemPeople } from '#shared/api/system.ts';
import type { ServerContext } from '../context.ts';
import { readBounded } from './read-bounded.ts';

const ACTIVE_MINUTES = 15;

/** How many are signed in, and how many of them were there just now. */
export async function readPeople(
  context: Pick<ServerContext, 'database' | 'clock'>,
): Promise<z.infer<typeof systemPeople>> {
  const now = new Date(context.clock.nowMs());
  const since = new Date(now.getTime() - ACTIVE_MINUTES * 60_000);
  const row = await readBounded(context, async (db) => {
    const { rows } = await sql<{ desktop: number; browser: number; active: number }>`
      SELECT count(*) FILTER (WHERE kind = 'desktop') AS desktop, count(*) FILTER (WHERE kind <> 'desktop') AS browser,
        count(DISTINCT user_id) FILTER (WHERE last_used_at > ${since}) AS active
      FROM sessions WHERE ended_at IS NULL AND expires_at > ${now}`.execute(db);
    return rows[0];
  });
  return {
    desktopSessionCount: row?.desktop ?? 0,
    browserSessionCount: row?.browser ?? 0,
    activePersonCount: row?.active ?? 0,
  };
}
