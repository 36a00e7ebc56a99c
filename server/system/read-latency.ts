import { sql } from 'kysely';
import type { LatencyGroupView } from '#shared/api/system.ts';
import type { ServerContext } from '../context.ts';
import { addCounts, LATENCY_GROUPS, LATENCY_MINUTES, type LatencyGroup, percentileMs } from './latencies.ts';
import { readBounded } from './read-bounded.ts';
import type { ProcessReading } from './read-processes.ts';

/** The operations guide's targets for 95 answers in 100; it names none for lists and sync. */
const TARGETS_MS: Readonly<Record<LatencyGroup, number | null>> = {
  health: 100,
  list: null,
  dashboard: 2_000,
  upload: 5_000,
  sync: null,
};
const LEGAL_TARGET_MS = 10_000;
const [HALF_E4, NINETY_FIVE_E4] = [5_000, 9_500];

/** Answers of all processes together; a legal search counts from being asked to its end, wherever it was worked on. */
export async function readLatency(
  context: Pick<ServerContext, 'database' | 'clock'>,
  processes: readonly ProcessReading[],
): Promise<{ readonly minutes: number; readonly groups: LatencyGroupView[] }> {
  const counts = addCounts(processes.map(({ figures }) => figures.latencies));
  const groups = LATENCY_GROUPS.map((group) => {
    const ofGroup = counts[group] ?? [];
    return {
      group,
      answerCount: ofGroup.reduce((sum, count) => sum + count, 0),
      p50Ms: percentileMs(ofGroup, HALF_E4),
      p95Ms: percentileMs(ofGroup, NINETY_FIVE_E4),
      targetMs: TARGETS_MS[group],
    };
  });
  return { minutes: LATENCY_MINUTES, groups: [...groups, await readSearches(context)] };
}

async function readSearches(context: Pick<ServerContext, 'database' | 'clock'>): Promise<LatencyGroupView> {
  const since = new Date(context.clock.nowMs() - LATENCY_MINUTES * 60_000);
  const row = await readBounded(context, async (db) => {
    const { rows } = await sql<{ count: number; p50: number | null; p95: number | null }>`
      SELECT count(*) AS count, percentile_disc(0.5) WITHIN GROUP (ORDER BY ms)::int AS p50,
        percentile_disc(0.95) WITHIN GROUP (ORDER BY ms)::int AS p95
      FROM (SELECT greatest(0, extract(epoch FROM ended_at - asked_at) * 1000) AS ms FROM legal_searches
        WHERE asked_at > ${since} AND ended_at IS NOT NULL) AS ended`.execute(db);
    return rows[0];
  });
  return {
    group: 'legal',
    answerCount: row?.count ?? 0,
    p50Ms: row?.p50 ?? null,
    p95Ms: row?.p95 ?? null,
    targetMs: LEGAL_TARGET_MS,
  };
}
