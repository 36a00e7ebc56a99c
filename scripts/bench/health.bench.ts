import type { BenchOptions, BenchResult } from './budget.ts';
import { routeUnderLoad } from './route-load.ts';

/** `health`: what a load balancer asks, while everybody asks it. */
export function run(options: BenchOptions): Promise<BenchResult> {
  return routeUnderLoad(
    {
      name: 'health',
      budgetMs: 20,
      what: 'GET /api/health',
      prepare: async () => ({
        requestOf: (_, { address }) => ({ path: '/api/health', headers: { 'x-forwarded-for': address } }),
      }),
    },
    options,
  );
}
