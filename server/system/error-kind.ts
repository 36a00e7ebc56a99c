/** Names of errors that may be shown: those of the language, of our libraries, and our own. */
const KNOWN = new Set([
  'AbortError',
  'AggregateError',
  'BrokenCircuitError',
  'BulkheadRejectedError',
  'DatabaseError',
  'Error',
  'HttpFailure',
  'InvariantError',
  'LegalError',
  'MaxRetriesPerRequestError',
  'QuestionError',
  'RangeError',
  'ReferenceError',
  'ReplyError',
  'SyntaxError',
  'TaskCancelledError',
  'TimeoutError',
  'TypeError',
  'URIError',
  'ZodError',
]);

/** What kind of error it was, from a closed list: a name that we do not know might be anything, and is `other`. */
export function errorKind(name: unknown): string {
  // The driver of PostgreSQL writes it small.
  if (name === 'error') return 'DatabaseError';
  return typeof name === 'string' && KNOWN.has(name) ? name : 'other';
}

/** SQLSTATE, a code of the operating system, or one of ours in capitals; anything else is left out. */
export function errorCode(code: unknown): string | null {
  if (typeof code !== 'string') return null;
  const isSqlState = /^[0-9][0-9A-Z]{4}$/.test(code);
  const isSystem = /^(?:E[A-Z]{2,14}|(?:LEGAL|ML|FILE)_\d{3}|(?:ERR|UND_ERR)_[A-Z_]{2,40})$/.test(code);
  return isSqlState || isSystem ? code : null;
}
