/** The closed set of codes in the error envelope; docs/error-codes.md says what a caller does about each. */
export const FAILURES = {
  BAD_REQUEST: 400,
  BAD_CREDENTIALS_FORMAT: 400,
  UNAUTHENTICATED: 401,
  TOTP_REQUIRED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  TOO_LARGE: 413,
  FILE_001: 415,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  LOCKED: 429,
  INTERNAL: 500,
  DATABASE_UNAVAILABLE: 502,
  UNAVAILABLE: 503,
  LEGAL_001: 503,
  ML_001: 503,
} as const;

export type FailureCode = keyof typeof FAILURES;

/** Thrown by a route, turned into `{error: {code, message, request_id, details?}}` by the application. */
export class HttpFailure extends Error {
  readonly code: FailureCode;
  readonly status: number;
  readonly details: unknown;
  readonly retryAfterSeconds: number | null;

  constructor(
    code: FailureCode,
    message: string,
    extra: { readonly status?: number; readonly details?: unknown; readonly retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.name = 'HttpFailure';
    this.code = code;
    this.status = extra.status ?? FAILURES[code];
    this.details = extra.details;
    this.retryAfterSeconds = extra.retryAfterSeconds ?? null;
  }
}
