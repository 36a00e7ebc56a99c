/**
 * Files that administrators send to the firm's server as they are: a register, a file of a release. A browser streams
 * them itself; a page of the desktop hands them to the main process piece by piece, because it has no network.
 */

/** One piece; small enough that nobody waits for it, large enough that a hundred megabytes are a hundred of them. */
export const BYTES_A_PIECE = 1_048_576;
/** As the server takes at most. */
export const MOST_FILE_BYTES = 2_147_483_648;

export const FILE_MEDIA_TYPES = ['text/csv', 'application/octet-stream'] as const;

const PLACES =
  /^\/api\/admin\/(?:registers\/[a-z0-9-]+\/import\?asOf=\d{4}-\d{2}-\d{2}|releases\/[0-9a-f-]{36}\/files\/[A-Za-z0-9._-]+)$/;

/** Whether a file may go there: nothing else takes one from a page. */
export function takesFile(path: string): boolean {
  return PLACES.test(path);
}
