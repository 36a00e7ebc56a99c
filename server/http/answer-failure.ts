import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { ServerContext } from '../context.ts';
import { isDatabaseGone } from '../db/database-gone.ts';
import { isDiskFull } from '../ops/disk-full.ts';
import { HttpFailure } from './http-failure.ts';

/**
 * Turns whatever was thrown into `{error: {code, message, request_id, details?}}`. What we did not foresee is
 * a 500 without its text; the log has its kind and place, never its content.
 */
export function answerFailure(
  context: Pick<ServerContext, 'log' | 'systemErrors'>,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const failure = failureOf(error);
  if (failure.status >= 500) {
    const known = error instanceof Error ? error : new Error('not an error');
    context.log.error({
      request_id: request.id,
      error_code: failure.code,
      error_name: known.name,
      sql_state: 'code' in known && typeof known.code === 'string' ? known.code : undefined,
      stack: placesOf(known),
    });
  }
  if (failure.code === 'INTERNAL') context.systemErrors?.report(failure.code);
  if (failure.retryAfterSeconds !== null) reply.header('retry-after', String(failure.retryAfterSeconds));
  reply.status(failure.status).send(envelopeOf(failure, request.id));
}

/** Where it happened; a message may run over several lines and is left out whole. */
function placesOf({ stack = '' }: Error): readonly string[] {
  const lines = stack.split('\n').map((line) => line.trim());
  return lines.filter((line) => line.startsWith('at ')).slice(0, 8);
}

export function answerNotFound(request: FastifyRequest, reply: FastifyReply): void {
  reply.status(404).send(envelopeOf(new HttpFailure('NOT_FOUND', 'There is nothing at this address.'), request.id));
}

function envelopeOf({ code, message, details }: HttpFailure, requestId: string) {
  return { error: { code, message, request_id: requestId, ...(details === undefined ? {} : { details }) } };
}

function failureOf(error: unknown): HttpFailure {
  if (error instanceof HttpFailure) return error;
  if (isDatabaseGone(error)) {
    return new HttpFailure(
      'DATABASE_UNAVAILABLE',
      'The database cannot be reached. Nothing was changed by this request unless an earlier answer said so; try again in a moment.',
      { retryAfterSeconds: 5 },
    );
  }
  if (isDiskFull(error)) {
    return new HttpFailure(
      'UNAVAILABLE',
      "The server's disk is full. Nothing of this was kept here; what you did is kept on your desk and is sent again by itself.",
      { retryAfterSeconds: 60 },
    );
  }
  if (isUnstorableText(error)) {
    return new HttpFailure(
      'BAD_REQUEST',
      'There is a character in the text that cannot be kept (NUL). Nothing was changed; take it out and send it again.',
    );
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const details = error.validation.map(({ instancePath, keyword, message }) => ({
      path: instancePath,
      // The library quotes the field's name, which is the caller's own text.
      message: keyword === 'unrecognized_keys' ? 'There is a field here that this address does not know.' : message,
    }));
    return new HttpFailure('BAD_REQUEST', 'The request is not as this address expects it.', { details });
  }
  const status = statusOf(error);
  if (status === 413) return new HttpFailure('TOO_LARGE', 'The request is larger than this address accepts.');
  if (status === 415) return new HttpFailure('UNSUPPORTED_MEDIA_TYPE', 'This address does not accept that media type.');
  if (status === 404) return new HttpFailure('NOT_FOUND', 'There is nothing at this address.');
  if (status !== null && status >= 400 && status < 500) {
    return new HttpFailure('BAD_REQUEST', 'The request cannot be read.');
  }
  return new HttpFailure(
    'INTERNAL',
    'Something went wrong here. Nothing was lost; try again, or report the request id.',
  );
}

/** PostgreSQL's words for text it cannot hold: 22021 in a text, 22P05 in JSON. Whoever sent it must mend it. */
function isUnstorableText(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '22021' || error.code === '22P05');
}

function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return null;
  return typeof error.statusCode === 'number' ? error.statusCode : null;
}
