/** What is done after a process or page ended by itself. */
export type LadderStep = { readonly kind: 'restart'; readonly afterMs: number } | { readonly kind: 'give_up' };

/** Ends longer ago than this say nothing about now. */
const REMEMBERED_MS = 5 * 60_000;

/** The process of the workspace: at once, then after a pause, and at the third end the person is asked. */
export const WORKSPACE_PAUSES_MS: readonly number[] = [200, 3_000];
/** A page is reloaded once, with its place; then it is shown in safe mode. */
export const PAGE_PAUSES_MS: readonly number[] = [0];

export interface Ladder {
  /** It has ended now. */
  fell(nowMs: number): LadderStep;
  /** The person has done something about it. */
  reset(): void;
}

export function ladder(pausesMs: readonly number[]): Ladder {
  let falls: readonly number[] = [];
  return {
    fell(nowMs) {
      falls = [...falls.filter((at) => nowMs - at < REMEMBERED_MS), nowMs];
      const afterMs = pausesMs[falls.length - 1];
      return afterMs === undefined ? { kind: 'give_up' } : { kind: 'restart', afterMs };
    },
    reset() {
      falls = [];
    },
  };
}
