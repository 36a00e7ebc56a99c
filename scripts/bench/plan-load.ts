/** A request that is sent at its time, whatever became of those before it. */
export interface PlannedRequest {
  /** From the beginning of the load, in milliseconds. */
  readonly atMs: number;
  /** Who sends it, from 0. */
  readonly user: number;
  /** Which of this user's requests it is, from 0. */
  readonly ordinal: number;
}

/**
 * An open-loop load: every user sends one request in each period, at a moment drawn within it, so that requests come
 * as they do from people: now several at once, now none.
 * @param draw whole numbers from 0 to its limit - 1
 * @returns in the order of their times
 */
export function planLoad(load: {
  readonly users: number;
  readonly everyMs: number;
  readonly durationMs: number;
  readonly draw: (limit: number) => number;
}): readonly PlannedRequest[] {
  const { users, everyMs, durationMs, draw } = load;
  const planned: PlannedRequest[] = [];
  for (let ordinal = 0; (ordinal + 1) * everyMs <= durationMs; ordinal += 1) {
    for (let user = 0; user < users; user += 1) {
      planned.push({ atMs: ordinal * everyMs + draw(everyMs), user, ordinal });
    }
  }
  return planned.sort((one, other) => one.atMs - other.atMs || one.user - other.user);
}
