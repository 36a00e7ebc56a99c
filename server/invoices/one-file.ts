import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { HttpFailure } from '../http/http-failure.ts';
import type { IncomingFile } from './take-upload.ts';

const ONE_FILE = 'Send one file a request and nothing beside it. Nothing was kept.';

/**
 * The one file of a multipart request, as it comes. Whoever reads it to its end is told when something follows:
 * a second file that is quietly left out is a bill that nobody checks.
 * @throws 415 for another kind of body, 400 for none, several or other parts; the latter at the end of the chunks
 */
export async function oneFile(request: FastifyRequest): Promise<IncomingFile> {
  if (!request.isMultipart()) {
    throw new HttpFailure('UNSUPPORTED_MEDIA_TYPE', 'Send the file as multipart/form-data.');
  }
  const parts = request.parts();
  const first = await parts.next();
  if (first.done === true) throw new HttpFailure('BAD_REQUEST', 'There is no file in this request.');
  const part = first.value;
  if (part.type !== 'file') throw new HttpFailure('BAD_REQUEST', ONE_FILE);
  return { name: part.filename, chunks: chunksOf(part, parts), isTruncated: () => part.file.truncated };
}

async function* chunksOf(part: MultipartFile, parts: AsyncIterator<unknown>): AsyncIterable<Uint8Array> {
  yield* wholeOf(part.file);
  // The library's own limit of parts is an error here too.
  const isLast = await parts.next().then(
    ({ done }) => done === true,
    () => false,
  );
  if (!isLast) throw new HttpFailure('BAD_REQUEST', ONE_FILE);
}

/** What breaks off on its way is the sender's fault or the network's, not a defect of ours. */
async function* wholeOf(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* chunks;
  } catch {
    throw new HttpFailure(
      'BAD_REQUEST',
      'The upload ended before the file was whole. Nothing was kept; send it again.',
    );
  }
}
