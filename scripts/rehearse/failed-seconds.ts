/** One question of the prober. */
export interface Probe {
  /** When it was asked. */
  readonly atMs: number;
  readonly isAnswered: boolean;
}

export interface PhaseSeconds {
  readonly phase: string;
  readonly seconds: number;
  readonly failedSeconds: number;
}

export interface Phase {
  readonly phase: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** 99.9 % of a month of thirty days leaves 43 minutes, as the operations guide has it. */
export const ALLOWED_SECONDS_A_MONTH = 43 * 60;

/**
 * Seconds of each phase in which LAIT did not answer. A question stands for the time until the next one, so that seconds in
 * which nothing could be asked count as the question before them.
 */
export function failedSecondsOf(probes: readonly Probe[], phases: readonly Phase[]): readonly PhaseSeconds[] {
  const ordered = [...probes].sort((one, other) => one.atMs - other.atMs);
  return phases.map(({ phase, fromMs, toMs }) => {
    let failedMs = 0;
    for (const [index, { atMs, isAnswered }] of ordered.entries()) {
      const untilMs = Math.min(ordered[index + 1]?.atMs ?? toMs, toMs);
      if (!isAnswered) failedMs += Math.max(0, untilMs - Math.max(atMs, fromMs));
    }
    return { phase, seconds: Math.round((toMs - fromMs) / 1_000), failedSeconds: Math.round(failedMs / 1_000) };
  });
}

export interface Availability {
  readonly failedSeconds: number;
  readonly allowedSeconds: number;
  readonly isWithin: boolean;
}

/** What one of each phase in a month comes to against what 99.9 % allows. */
export function availabilityOf(phases: readonly PhaseSeconds[]): Availability {
  const failedSeconds = phases.reduce((sum, phase) => sum + phase.failedSeconds, 0);
  return { failedSeconds, allowedSeconds: ALLOWED_SECONDS_A_MONTH, isWithin: failedSeconds <= ALLOWED_SECONDS_A_MONTH };
}
