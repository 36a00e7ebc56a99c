import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const DIGEST_BYTES = 32;
/** How a copy begins: encrypted, or with its digest alone. */
const ENCRYPTED = Buffer.from('LAITB1');
const PLAIN = Buffer.from('LAITP1');

/**
 * Copies a file as `LAITB1`, nonce, text, tag (AES-256-GCM, its path as associated data), or without a key as `LAITP1`, text,
 * SHA-256: either way a copy that was changed or cut off is known when it is read.
 */
export async function sealCopy(from: string, to: string, key: Buffer | null, path: string): Promise<void> {
  const target = () => createWriteStream(to, { mode: 0o600, flags: 'a' });
  if (key === null) {
    const digest = createHash('sha256');
    await writeFile(to, PLAIN, { mode: 0o600 });
    await pipeline(createReadStream(from), hashing(digest), target());
    return writeFile(to, digest.digest(), { flag: 'a' });
  }
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(path));
  await writeFile(to, Buffer.concat([ENCRYPTED, nonce]), { mode: 0o600 });
  await pipeline(createReadStream(from), cipher, target());
  await writeFile(to, cipher.getAuthTag(), { flag: 'a' });
}

/**
 * @param to null: only read to the end
 * @throws where the copy is not what was written; what it wrote until then is not to be used
 */
export async function openCopy(from: string, to: string | null, key: Buffer | null, path: string): Promise<void> {
  const [magic, trailerBytes] = key === null ? [PLAIN, DIGEST_BYTES] : [ENCRYPTED, TAG_BYTES];
  const headerBytes = magic.length + (key === null ? 0 : NONCE_BYTES);
  const { size } = await stat(from);
  if (size < headerBytes + trailerBytes) throw new Error('A copy is too short.');
  const { header, trailer } = await endsOf(from, size, headerBytes, trailerBytes);
  if (!header.subarray(0, magic.length).equals(magic)) throw new Error('A copy is none of LAIT, or of another kind.');
  const sink =
    to === null ? new Writable({ write: (_chunk, _encoding, done) => done() }) : createWriteStream(to, { mode: 0o600 });
  const end = size - trailerBytes - 1;
  // A stream that would end before it starts is refused by Node: an empty file has nothing between.
  const text = end < headerBytes ? [] : createReadStream(from, { start: headerBytes, end });
  if (key === null) {
    const digest = createHash('sha256');
    await pipeline(text, hashing(digest), sink);
    if (!digest.digest().equals(trailer)) throw new Error('A copy is not what was written.');
    return;
  }
  const decipher = createDecipheriv(CIPHER, key, header.subarray(magic.length)).setAAD(Buffer.from(path));
  decipher.setAuthTag(trailer);
  await pipeline(text, decipher, sink);
}

/** Written beside, made durable and renamed: a file is whole under its name, or it is not there. */
export async function writeWhole(path: string, write: (temporary: string) => Promise<unknown>): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    await write(temporary);
    const file = await open(temporary, 'r');
    await file.sync();
    await file.close();
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function hashing(digest: ReturnType<typeof createHash>): Transform {
  return new Transform({
    transform(chunk, _encoding, done) {
      digest.update(chunk);
      done(null, chunk);
    },
  });
}

async function endsOf(path: string, size: number, headerBytes: number, trailerBytes: number) {
  const [header, trailer] = [Buffer.alloc(headerBytes), Buffer.alloc(trailerBytes)];
  const file = await open(path, 'r');
  try {
    await file.read(header, 0, headerBytes, 0);
    await file.read(trailer, 0, trailerBytes, size - trailerBytes);
  } finally {
    await file.close();
  }
  return { header, trailer };
}
