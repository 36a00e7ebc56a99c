/** Below this the review no longer fits: grid, notes and totals beside one another. */
export const SMALLEST_WINDOW = { width: 900, height: 600 } as const;
