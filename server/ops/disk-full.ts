/** No space left, over quota; and PostgreSQL's own words for its disk. */
const FULL = new Set(['ENOSPC', 'EDQUOT', '53100']);

/** Whether an error means that a disk of the server is full: nothing was kept, and trying again later is right. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && FULL.has(error.code);
}
