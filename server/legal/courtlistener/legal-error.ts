import type { LegalFailureReason, LegalFailureView, LegalSource } from '#shared/api/legal.ts';

/** A source that was asked could not answer: `LEGAL_001`, with what to do about it. */
export class LegalError extends Error {
  readonly source: LegalSource;
  readonly reason: LegalFailureReason;
  readonly isRetryable: boolean;
  /** From when on it is worth another try; null where no time would help, or none is known. */
  readonly retryAtMs: number | null;

  constructor(
    reason: LegalFailureReason,
    retryAtMs: number | null,
    detail: string,
    source: LegalSource = 'courtlistener',
  ) {
    super(`${source}: ${reason} (${detail})`);
    this.name = 'LegalError';
    this.source = source;
    this.reason = reason;
    // A key that is refused today is refused tomorrow; a changed interface needs another version of LAIT.
    this.isRetryable = reason !== 'auth' && reason !== 'contract';
    this.retryAtMs = this.isRetryable ? retryAtMs : null;
  }
}

/** The source does not understand the question: the person's to mend, and no failure of the source. */
export class QuestionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'QuestionError';
  }
}

/** A page of results that the source no longer knows where to find: the search begins again. */
export class CursorError extends Error {
  constructor() {
    super('The place in the results is not known any more.');
    this.name = 'CursorError';
  }
}

export function failureView({ source, reason, isRetryable, retryAtMs }: LegalError): LegalFailureView {
  const retryAt = retryAtMs === null ? null : new Date(retryAtMs).toISOString();
  return { code: 'LEGAL_001', source, reason, isRetryable, retryAt };
}
