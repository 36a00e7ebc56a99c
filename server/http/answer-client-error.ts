import type { Socket } from 'node:net';
import type { ServerContext } from '../context.ts';

const STATUS: Readonly<Record<string, readonly [number, string, string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'The headers of the request are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'The request did not come in time.'],
};
const BROKEN: readonly [number, string, string] = [400, 'Bad Request', 'The request cannot be read.'];

/**
 * Answers bytes that never became a request (no route, no hook sees them) in the envelope of all answers, and
 * closes the connection: what follows on it cannot be told apart any more (request smuggling).
 */
export function answerClientError(
  { log, newId }: Pick<ServerContext, 'log' | 'newId'>,
  error: Error & { readonly code?: string },
  socket: Socket,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, phrase, message] = STATUS[error.code ?? ''] ?? BROKEN;
  const requestId = newId();
  log.warn({ request_id: requestId, status, error_code: error.code }, 'bytes that are no request');
  const body = JSON.stringify({ error: { code: 'BAD_REQUEST', message, request_id: requestId } });
  socket.end(
    `HTTP/1.1 ${status} ${phrase}\r\nContent-Type: application/json\r\nX-Content-Type-Options: nosniff\r\n` +
      `Cache-Control: no-store\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
