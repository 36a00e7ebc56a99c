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

/** Whole seconds of each phase in which LAIT did not answer; a second without a question counts for nothing. */
export function failedSecondsOf(probes: readonly Probe[], phases: readonly Phase[]): readonly PhaseSeconds[] {
  return phases.map(({ phase, fromMs, toMs }) => ({
    phase,
    seconds: Math.round((toMs - fromMs) / 1_000),
    failedSeconds: new Set(
      probes
        .filter(({ atMs, isAnswered }) => !isAnswered && atMs >= fromMs && atMs < toMs)
        .map(({ atMs }) => Math.floor(atMs / 1_000)),
    ).size,
  }));
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
