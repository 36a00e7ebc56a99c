/** SQLSTATE classes and codes of a server that is gone, starting, stopping, or has no connection left. */
const GONE = /^(?:08...|57P0[1-5]|53300)$/;
const GONE_SYSTEM = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
/** `pg` gives these no code. */
const GONE_WORDS =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|connection ended/i;

/** Whether an error means that PostgreSQL cannot be reached just now, as opposed to one of our defects. */
export function isDatabaseGone(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseGone);
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return GONE.test(code) || GONE_SYSTEM.has(code) || GONE_WORDS.test(error.message);
}
