import type { Clock } from '../context.ts';

/** What is measured on the way out of the application, by who asks for it. */
export const LATENCY_GROUPS = ['health', 'list', 'dashboard', 'upload', 'sync'] as const;
export type LatencyGroup = (typeof LATENCY_GROUPS)[number];

/** Over so many minutes, the one that is under way included. */
export const LATENCY_MINUTES = 15;

/** Upper ends of the steps that times are counted in; what is longer stands in one more. */
export const STEPS_MS: readonly number[] = [
  1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1_000, 1_500, 2_000, 3_000, 5_000, 7_000, 10_000,
  20_000,
];

/** How many answers took how long, by group: as many numbers as there are steps, and one more. Counts of processes add up. */
export type LatencyCounts = Readonly<Partial<Record<LatencyGroup, readonly number[]>>>;

export interface Latencies {
  /** @param route the pattern that answered, not the address as called */
  observe(request: { readonly method: string; readonly route: string; readonly milliseconds: number }): void;
  counts(): LatencyCounts;
}

/** Times of answers of the last minutes: a ring of one histogram a minute, so that what is old goes by itself. */
export function createLatencies(clock: Clock): Latencies {
  const ring = new Map<number, Map<LatencyGroup, number[]>>();
  const minute = () => Math.floor(clock.nowMs() / 60_000);
  const forgetOld = () => {
    for (const each of ring.keys()) if (each <= minute() - LATENCY_MINUTES) ring.delete(each);
  };
  return {
    observe({ method, route, milliseconds }) {
      const group = groupOf(method, route);
      if (group === null) return;
      forgetOld();
      const groups = ring.get(minute()) ?? new Map<LatencyGroup, number[]>();
      ring.set(minute(), groups);
      const counts = groups.get(group) ?? noCounts();
      groups.set(group, counts);
      const step = stepOf(milliseconds);
      counts[step] = (counts[step] ?? 0) + 1;
    },
    counts() {
      forgetOld();
      return addCounts([...ring.values()].map((groups) => Object.fromEntries(groups)));
    },
  };
}

export function addCounts(all: readonly LatencyCounts[]): LatencyCounts {
  const sums: Partial<Record<LatencyGroup, number[]>> = {};
  for (const counts of all) {
    for (const group of LATENCY_GROUPS) {
      const added = counts[group];
      if (added === undefined) continue;
      const before = sums[group] ?? noCounts();
      sums[group] = before.map((count, step) => count + (added[step] ?? 0));
    }
  }
  return sums;
}

/**
 * The time within which this share of the answers came: the upper end of the step it falls into, so never too good.
 * @param shareE4 of all answers, in ten-thousandths
 * @returns null where there is no answer, or where it took longer than the last step
 */
export function percentileMs(counts: readonly number[], shareE4: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const wanted = Math.ceil((total * shareE4) / 10_000);
  let passed = 0;
  for (const [step, count] of counts.entries()) {
    passed += count;
    if (passed >= wanted) return STEPS_MS[step] ?? null;
  }
  return null;
}

function groupOf(method: string, route: string): LatencyGroup | null {
  if (route.startsWith('/api/sync/')) return 'sync';
  switch (`${method} ${route}`) {
    case 'GET /api/health':
      return 'health';
    case 'GET /api/invoices':
      return 'list';
    case 'GET /api/dashboard':
      return 'dashboard';
    case 'POST /api/invoices':
      return 'upload';
    default:
      return null;
  }
}

function stepOf(milliseconds: number): number {
  const step = STEPS_MS.findIndex((end) => milliseconds <= end);
  return step === -1 ? STEPS_MS.length : step;
}

const noCounts = (): number[] => Array<number>(STEPS_MS.length + 1).fill(0);
