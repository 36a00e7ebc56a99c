import type { LockLimits } from './lock-rules.ts';

export interface IdleParts {
  limits(): LockLimits;
  /** Since somebody last used keyboard or mouse, whatever program they used (`powerMonitor.getSystemIdleTime`). */
  idleSeconds(): number;
  nowMs(): number;
  lock(): void;
  touch(): void;
}

/** How often to look: a lock comes at most so much late. */
export const IDLE_LOOK_MS = 5_000;

/** Locks when nobody was at the machine for long enough, also when it slept through the time. @returns one look */
export function watchIdle(parts: IdleParts): () => void {
  let lookedAtMs = parts.nowMs();
  return () => {
    const nowMs = parts.nowMs();
    const { afterMs } = parts.limits();
    const sleptMs = nowMs - lookedAtMs;
    const idleMs = parts.idleSeconds() * 1000;
    lookedAtMs = nowMs;
    if (afterMs !== null && (idleMs >= afterMs || sleptMs >= afterMs)) parts.lock();
    // Whoever is there counts as working, whatever in.
    else if (idleMs < IDLE_LOOK_MS * 2) parts.touch();
  };
}
