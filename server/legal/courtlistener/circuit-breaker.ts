import type { Clock } from '../../context.ts';

export interface CircuitBreaker {
  /** Whether a request may leave: null, or until when the source is left alone. After the rest one request tries. */
  restsUntil(): number | null;
  /** As `restsUntil`, and takes the try. */
  enter(): number | null;
  /** Nothing was asked after all. */
  giveBack(): void;
  succeeded(): void;
  failed(): void;
}

export interface BreakerOptions {
  readonly clock: Clock;
  readonly failures: number;
  readonly withinMs: number;
  readonly restMs: number;
}

/**
 * Leaves a source alone that failed so often in so short a time. Own code rather than a library's, which reads the
 * machine's clock: every moment here is the server's clock, which tests move.
 */
export function circuitBreaker({ clock, failures, withinMs, restMs }: BreakerOptions): CircuitBreaker {
  let failedAt: number[] = [];
  let restsUntilMs: number | null = null;
  /** One request is out to see whether the source is back. */
  let triedAt: number | null = null;

  function restsUntil(): number | null {
    const now = clock.nowMs();
    if (restsUntilMs === null) return null;
    if (now < restsUntilMs) return restsUntilMs;
    // A try that never came back is forgotten like everything else.
    return triedAt !== null && now - triedAt < restMs ? triedAt + restMs : null;
  }

  return {
    restsUntil,
    enter() {
      const until = restsUntil();
      if (until === null && restsUntilMs !== null) triedAt = clock.nowMs();
      return until;
    },
    giveBack() {
      triedAt = null;
    },
    succeeded() {
      failedAt = [];
      restsUntilMs = null;
      triedAt = null;
    },
    failed() {
      const now = clock.nowMs();
      failedAt = [...failedAt.filter((at) => at > now - withinMs), now];
      if (triedAt === null && failedAt.length < failures) return;
      restsUntilMs = now + restMs;
      triedAt = null;
      failedAt = [];
    },
  };
}
