/** What simulated people do, and what is measured beside it. */
export const ACTIONS = [
  'health',
  'sign in',
  'first contact',
  'list',
  'read',
  'dashboard',
  'pull',
  'decide',
  'upload',
  'search',
  'processed',
  'seen by others',
] as const;
export type Action = (typeof ACTIONS)[number];

/** In milliseconds; null where none was set. */
export interface Target {
  /** The guide's 95th percentile: the outer limit, which fails a run. */
  readonly guideMs: number | null;
  /** The budget of `npm run bench` on a quiet machine: told beside it. */
  readonly budgetMs: number | null;
}

/** The guide's "Performance Targets" and the project's own budgets, at the 95th percentile. */
export const TARGETS: Readonly<Record<Action, Target>> = {
  health: { guideMs: 100, budgetMs: 20 },
  'sign in': { guideMs: null, budgetMs: null },
  'first contact': { guideMs: null, budgetMs: null },
  list: { guideMs: null, budgetMs: 100 },
  read: { guideMs: null, budgetMs: null },
  dashboard: { guideMs: 2_000, budgetMs: 200 },
  pull: { guideMs: null, budgetMs: null },
  decide: { guideMs: null, budgetMs: null },
  upload: { guideMs: 5_000, budgetMs: 500 },
  search: { guideMs: 10_000, budgetMs: null },
  processed: { guideMs: null, budgetMs: 2_000 },
  'seen by others': { guideMs: null, budgetMs: 150 },
};
