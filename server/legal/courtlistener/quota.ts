/** At most `limit` requests in any `seconds`. */
export interface QuotaWindow {
  readonly seconds: number;
  readonly limit: number;
}

export type Reservation = { readonly isAllowed: true } | { readonly isAllowed: false; readonly retryAtMs: number };

export interface QuotaState {
  readonly windows: readonly (QuotaWindow & { readonly used: number })[];
  /** When the next request may leave; null: now. */
  readonly nextAtMs: number | null;
}

/**
 * What one account may ask of a source: several windows over one sliding history, as the source itself counts. A place is
 * taken before a request leaves, all windows at once or none, so that many at once never take the same place.
 */
export interface Quota {
  /** @param count places to take together; more than a window holds is never allowed */
  reserve(nowMs: number, count?: number): Promise<Reservation>;
  /** Nothing leaves before then: the source has said so. A later moment beats an earlier one. */
  holdUntil(untilMs: number): Promise<void>;
  state(nowMs: number): Promise<QuotaState>;
}

export function longestMs(windows: readonly QuotaWindow[]): number {
  return Math.max(...windows.map(({ seconds }) => seconds)) * 1_000;
}
