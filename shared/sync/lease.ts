/**
 * The server's time as a device knows it between two contacts, so that a lease ends when it should whatever is done
 * to the wall clock. Stored with the cache and carried forward at every look.
 */
export interface ServerClock {
  readonly serverMs: number;
  readonly wallMs: number;
  readonly monotonicMs: number;
  /** One run of the process: a monotonic clock means nothing in the next. */
  readonly sessionId: string;
  /** The wall clock went backwards since the last contact: no lease holds until the next. */
  readonly isSuspect: boolean;
}

export interface ClockReading {
  readonly wallMs: number;
  readonly monotonicMs: number;
  readonly sessionId: string;
}

/** Small corrections by a time service are no trick. */
const TOLERATED_MS = 60_000;

export function clockAtContact(serverMs: number, now: ClockReading): ServerClock {
  return { serverMs, ...now, isSuspect: false };
}

/** Carries the server's time forward: by whichever clock says that more time has passed (sleep stops some of them). */
export function carryForward(clock: ServerClock, now: ClockReading): ServerClock {
  const byWall = now.wallMs - clock.wallMs;
  const byMonotonic = now.sessionId === clock.sessionId ? now.monotonicMs - clock.monotonicMs : 0;
  return {
    serverMs: clock.serverMs + Math.max(byWall, byMonotonic, 0),
    // The highest wall time seen: setting the clock back in small steps is setting it back.
    wallMs: Math.max(clock.wallMs, now.wallMs),
    monotonicMs: now.monotonicMs,
    sessionId: now.sessionId,
    isSuspect: clock.isSuspect || byWall < -TOLERATED_MS,
  };
}

/** @param leaseUntilMs by the server's time; a scope may be read until then */
export function isReadable(clock: ServerClock, leaseUntilMs: number): boolean {
  return !clock.isSuspect && clock.serverMs < leaseUntilMs;
}
