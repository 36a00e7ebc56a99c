/** How devices that took a version fare, each counted once by its last word. */
export interface RolloutHealth {
  /** Said that they began, finished or failed to install it. */
  readonly reached: number;
  /** Installation failed, the application crashed, or sync no longer works. */
  readonly failing: number;
}

/** Fewer are an accident, not a pattern. */
const FEWEST_FAILING = 3;
/** One in twenty. */
const TOLERATED_PERCENT = 5;

/** Whether a rollout pauses by itself: three devices or more, and more than one in twenty of those reached. */
export function isUnhealthy({ reached, failing }: RolloutHealth): boolean {
  return failing >= FEWEST_FAILING && failing * 100 > reached * TOLERATED_PERCENT;
}
