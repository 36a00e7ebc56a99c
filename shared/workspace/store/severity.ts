import { SEVERITIES, type Severity } from '#shared/domain/finding.ts';

/** In columns a severity is its place in `SEVERITIES` plus one; 0 is "no finding". */
export function severityNumber(severity: Severity): number {
  return SEVERITIES.indexOf(severity) + 1;
}

export function severityOf(number: number): Severity | null {
  return SEVERITIES[number - 1] ?? null;
}

/** Bits of a set of severities, as `severity_mask` holds them. */
export function severityMask(severities: readonly Severity[]): number {
  return severities.reduce((mask, severity) => mask | (1 << severityNumber(severity)), 0);
}
