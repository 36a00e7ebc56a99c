import type { ServerContext } from '../context.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { CursorError, failureView, LegalError, QuestionError } from './courtlistener/legal-error.ts';

/**
 * What a request that waits for the legal database is answered when that has no answer: LEGAL_001 with the reason and,
 * where time helps, Retry-After; a question it does not understand is the caller's.
 * @param error null: it is turned off
 * @returns `error` itself where it is none of the source's
 */
export function legalRefusal({ clock }: Pick<ServerContext, 'clock'>, error: unknown): unknown {
  if (error === null) {
    return new HttpFailure('LEGAL_001', 'The legal database is turned off. An administrator can turn it on.');
  }
  if (error instanceof QuestionError) return new HttpFailure('BAD_REQUEST', error.message);
  const failure = error instanceof CursorError ? new LegalError('server', clock.nowMs() + 60_000, 'no place') : error;
  if (!(failure instanceof LegalError)) return error;
  const { retryAtMs } = failure;
  return new HttpFailure('LEGAL_001', 'The legal database did not answer. Nothing was lost; try again later.', {
    details: failureView(failure),
    ...(retryAtMs === null ? {} : { retryAfterSeconds: Math.max(1, Math.ceil((retryAtMs - clock.nowMs()) / 1_000)) }),
  });
}
