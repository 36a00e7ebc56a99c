export interface Recovery {
  /** From the destruction back to the newest commit that was restored. */
  readonly recoveryPointSeconds: number;
  /** From the destruction to the first push that was accepted again. */
  readonly recoveryTimeSeconds: number;
  readonly isOnTarget: boolean;
  readonly isWithinLimit: boolean;
}

/** Targets of LAIT, in seconds: a minute of work, five minutes of waiting. */
export const TARGETS = { point: 60, time: 300 } as const;
/** What the operations guide allows at most. */
export const LIMITS = { point: 3_600, time: 900 } as const;

/** @throws where the times do not follow each other: then nothing was measured */
export function recoveryOf(times: {
  readonly newestRestoredMs: number;
  readonly destroyedAtMs: number;
  readonly firstPushAtMs: number;
}): Recovery {
  const { newestRestoredMs, destroyedAtMs, firstPushAtMs } = times;
  if (!(newestRestoredMs <= destroyedAtMs && destroyedAtMs < firstPushAtMs)) {
    throw new Error('The newest restored commit, the destruction and the first push must follow each other.');
  }
  const recoveryPointSeconds = (destroyedAtMs - newestRestoredMs) / 1_000;
  const recoveryTimeSeconds = (firstPushAtMs - destroyedAtMs) / 1_000;
  const isBelow = ({ point, time }: { readonly point: number; readonly time: number }) =>
    recoveryPointSeconds <= point && recoveryTimeSeconds <= time;
  return { recoveryPointSeconds, recoveryTimeSeconds, isOnTarget: isBelow(TARGETS), isWithinLimit: isBelow(LIMITS) };
}
