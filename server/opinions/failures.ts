import type { OpinionFailure, OpinionFailureReason } from '#shared/api/opinions.ts';

/** What time alone may mend. */
const PASSES: ReadonlySet<OpinionFailureReason> = new Set([
  'network', 'timeout', 'server', 'throttled', 'deadline', 'firm_cap', 'client_cap', 'truncated', 'broken_json', 'contract', 'canary', 'changed',
]); // biome-ignore format: one list

/** After these the next question would end the same: it is not asked. */
const ENDS_ALL: ReadonlySet<OpinionFailureReason> = new Set([
  'turned_off', 'no_key', 'address_refused', 'no_price', 'no_consent', 'firm_cap', 'client_cap', 'quota', 'auth', 'unknown_model', 'throttled', 'deadline', 'changed',
]); // biome-ignore format: one list

export interface FailureCount {
  add(reason: OpinionFailureReason, retryAtMs: number | null): void;
  /** The reason that makes asking on pointless, once there was one. */
  readonly ended: { readonly reason: OpinionFailureReason; readonly retryAtMs: number | null } | null;
  list(): readonly OpinionFailure[];
}

/** Counts failures of one request by their reason. */
export function failureCount(): FailureCount {
  const counts = new Map<OpinionFailureReason, { count: number; retryAtMs: number | null }>();
  let ended: FailureCount['ended'] = null;
  return {
    add(reason, retryAtMs) {
      const known = counts.get(reason);
      const latest = Math.max(known?.retryAtMs ?? 0, retryAtMs ?? 0);
      counts.set(reason, { count: (known?.count ?? 0) + 1, retryAtMs: latest === 0 ? null : latest });
      if (ended === null && ENDS_ALL.has(reason)) ended = { reason, retryAtMs };
    },
    get ended() {
      return ended;
    },
    list: () =>
      [...counts].map(([reason, { count, retryAtMs }]) => ({
        reason,
        count,
        isRetryable: PASSES.has(reason),
        retryAt: retryAtMs === null ? null : new Date(retryAtMs).toISOString(),
      })),
  };
}
