import type { BenchOptions, BenchResult } from './budget.ts';
import { routeUnderLoad } from './route-load.ts';

/** `dashboard`: every other one reckoned anew, so that the cache does not answer for the database. */
export function run(options: BenchOptions): Promise<BenchResult> {
  return routeUnderLoad(
    {
      name: 'dashboard',
      budgetMs: 200,
      what: 'GET /api/dashboard, every other one with fresh=true',
      prepare: async () => ({
        requestOf: ({ user, ordinal }, { headers }) => ({
          path: (user + ordinal) % 2 === 0 ? '/api/dashboard' : '/api/dashboard?fresh=true',
          headers,
        }),
      }),
    },
    options,
  );
}
