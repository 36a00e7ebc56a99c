/** From here on a direct dependency without a release needs a reason on file. */
export const QUIET_MONTHS = 18;
const MONTH_MS = (365.25 / 12) * 24 * 60 * 60 * 1_000;

/** What a registry says of one package. */
export interface Registered {
  /** Of the version that is pinned. */
  readonly releasedAt: string | null;
  /** The newer of the pinned version's date and that of the version the registry calls latest. */
  readonly lastReleaseAt: string | null;
  readonly latestVersion: string | null;
  /** The makers' own words where they deprecated the pinned version. */
  readonly deprecated: string | null;
}

export type Verdict =
  | { readonly kind: 'kept_up' }
  | { readonly kind: 'kept'; readonly because: string }
  /** Nobody has said why it may stay: the verb fails. */
  | { readonly kind: 'needs_a_decision'; readonly because: string }
  | { readonly kind: 'unknown' };

/**
 * Judges a direct dependency: deprecated by its makers, or quiet for eighteen months, it needs a reason on file.
 * @param registered null where the registry was not reached
 * @param reason the one on file
 */
export function judgeDependency(registered: Registered | null, reason: string | null, nowMs: number): Verdict {
  if (registered === null || registered.lastReleaseAt === null) return { kind: 'unknown' };
  const months = Math.floor((nowMs - Date.parse(registered.lastReleaseAt)) / MONTH_MS);
  const objection =
    registered.deprecated === null
      ? months < QUIET_MONTHS
        ? null
        : `no release for ${months} months`
      : `deprecated: ${registered.deprecated}`;
  if (objection === null) return { kind: 'kept_up' };
  return reason === null ? { kind: 'needs_a_decision', because: objection } : { kind: 'kept', because: reason };
}

/** @returns null for what is no answer of a registry about this package */
export function readRegistered(stdout: string, version: string): Registered | null {
  const answer = record(parsed(stdout));
  const times = record(answer.time);
  if (answer.time === undefined) return null;
  const latestVersion = text(record(answer['dist-tags']).latest);
  const releasedAt = text(times[version]);
  const latestAt = latestVersion === null ? null : text(times[latestVersion]);
  const dates = [releasedAt, latestAt].filter((each) => each !== null && Number.isFinite(Date.parse(each))) as string[];
  const lastReleaseAt = dates.sort((left, right) => Date.parse(right) - Date.parse(left))[0] ?? null;
  return { releasedAt, lastReleaseAt, latestVersion, deprecated: text(answer.deprecated) };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
