import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { HttpFailure } from '../http/http-failure.ts';

export interface ReleaseFiles {
  /**
   * Keeps bytes that have the promised hash and size, and no others.
   * @throws 400 BAD_REQUEST where they have not; nothing is kept
   */
  write(chunks: AsyncIterable<Uint8Array>, expected: { readonly sha512: string; readonly size: number }): Promise<void>;
  /** @param range first and last byte, both included */
  read(sha512: string, range?: { readonly first: number; readonly last: number }): Readable;
  has(sha512: string): Promise<boolean>;
}

const NOT_AS_SIGNED = 'The file is not the one that was signed: its size or hash is another. Nothing was kept.';

/** Artefacts on disk under their SHA-512, written beside and renamed: whole, or not there. They are public code. */
export function releaseFiles(directory: string): ReleaseFiles {
  const pathOf = (sha512: string) => join(directory, Buffer.from(sha512, 'base64').toString('hex'));
  return {
    async write(chunks, { sha512, size }) {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const temporary = join(directory, `incoming-${randomBytes(8).toString('hex')}`);
      const file = await open(temporary, 'wx', 0o600);
      try {
        const digest = createHash('sha512');
        let length = 0;
        for await (const chunk of chunks) {
          length += chunk.byteLength;
          if (length > size) throw new HttpFailure('BAD_REQUEST', NOT_AS_SIGNED);
          digest.update(chunk);
          for (let at = 0; at < chunk.byteLength; ) at += (await file.write(chunk, at)).bytesWritten;
        }
        if (length !== size || digest.digest('base64') !== sha512) throw new HttpFailure('BAD_REQUEST', NOT_AS_SIGNED);
        await file.sync();
        await file.close();
        await rename(temporary, pathOf(sha512));
      } catch (error) {
        await file.close().catch(() => {});
        await rm(temporary, { force: true });
        throw error;
      }
    },
    read: (sha512, range) =>
      createReadStream(pathOf(sha512), range === undefined ? {} : { start: range.first, end: range.last }),
    has: async (sha512) =>
      stat(pathOf(sha512)).then(
        () => true,
        () => false,
      ),
  };
}
