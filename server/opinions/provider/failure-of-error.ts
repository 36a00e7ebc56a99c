import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import type { OpinionFailureReason } from '#shared/api/opinions.ts';
import type { ProviderAnswer } from './provider-answer.ts';

type Failed = Extract<ProviderAnswer, { kind: 'failed' }>;

/** What went wrong, by name. The two kinds of 429 differ: one passes with time, the other when somebody pays. */
export function failureOfError(
  error: unknown,
  given: { readonly nowMs: number; readonly isTimeout: boolean; readonly isEnded: boolean },
): Failed {
  if (given.isTimeout) return failed('timeout', true);
  if (given.isEnded || error instanceof APIUserAbortError) return failed('deadline', false);
  if (error instanceof APIConnectionTimeoutError) return failed('timeout', true);
  if (error instanceof APIConnectionError) return failed('network', true);
  if (error instanceof SyntaxError) return failed('broken_json', false);
  // The line broke while the answer was read.
  if (error instanceof TypeError && error.message === 'terminated') return failed('network', true);
  if (!(error instanceof APIError)) throw error;
  const { status, code, headers } = error;
  const requestId = error.requestID ?? null;
  const retryAfterMs = retryAfterOf(headers, given.nowMs);
  const isQuota = code === 'insufficient_quota' || error.type === 'insufficient_quota';
  if (status === 429) return failed(isQuota ? 'quota' : 'throttled', !isQuota, { retryAfterMs, requestId });
  if (code === 'content_filter') return failed('filtered', false, { requestId });
  const [reason, isTriedAgain] = REASONS.get(status ?? 0) ?? reasonOfOthers(status ?? 0);
  return failed(reason, isTriedAgain, { retryAfterMs, requestId });
}

const REASONS: ReadonlyMap<number, readonly [OpinionFailureReason, boolean]> = new Map([
  [401, ['auth', false]],
  [403, ['auth', false]],
  [404, ['unknown_model', false]],
  [408, ['timeout', true]],
  [409, ['server', true]],
]);

function reasonOfOthers(status: number): readonly [OpinionFailureReason, boolean] {
  // Without a status the answer broke off under way.
  if (status === 0) return ['network', true];
  return status >= 500 ? ['server', true] : ['rejected', false];
}

function failed(
  reason: OpinionFailureReason,
  isTriedAgain: boolean,
  more: { readonly retryAfterMs?: number | null; readonly requestId?: string | null } = {},
): Failed {
  return {
    kind: 'failed',
    reason,
    isTriedAgain,
    retryAfterMs: more.retryAfterMs ?? null,
    use: null,
    requestId: more.requestId ?? null,
  };
}

/** `retry-after-ms`, or `Retry-After` as seconds or as a date. */
export function retryAfterOf(headers: Headers | undefined, nowMs: number): number | null {
  const milliseconds = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(milliseconds) && milliseconds >= 0) return milliseconds;
  const written = headers?.get('retry-after') ?? null;
  if (written === null || written.trim() === '') return null;
  const seconds = Number(written);
  if (Number.isFinite(seconds)) return seconds >= 0 ? Math.ceil(seconds * 1000) : null;
  const at = Date.parse(written);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}
