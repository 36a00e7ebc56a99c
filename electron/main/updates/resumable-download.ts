import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface DownloadRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As signed. */
  readonly expected: { readonly sha512: string; readonly size: number };
  /** Where unfinished downloads lie, over restarts too. */
  readonly partsFolder: string;
  readonly destination: string;
  fetch(url: string, init: RequestInit): Promise<Response>;
  onProgress?(received: number): void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * `interrupted`: what has come is kept, the next attempt goes on from there. `refused`: the bytes are not those that
 * were signed; all of them are gone. `disk`: they cannot be written here.
 */
export class DownloadFailure extends Error {
  readonly kind: 'interrupted' | 'refused' | 'disk';
  constructor(kind: DownloadFailure['kind'], message: string) {
    super(message);
    this.name = 'DownloadFailure';
    this.kind = kind;
  }
}

/** @throws DownloadFailure; the destination is whole and as signed, or not there */
export async function resumableDownload(request: DownloadRequest): Promise<void> {
  const { expected, partsFolder, destination } = request;
  const part = join(partsFolder, `${Buffer.from(expected.sha512, 'base64').toString('hex').slice(0, 40)}.part`);
  await onDisk(() => mkdir(partsFolder, { recursive: true, mode: 0o700 }));
  let have = await sizeOf(part);
  // More than was signed is no beginning of it.
  if (have > expected.size) {
    await rm(part, { force: true });
    have = 0;
  }
  if (have < expected.size) await fetchRest(request, part, have);
  if ((await sha512Of(part)) !== expected.sha512) {
    await rm(part, { force: true });
    throw new DownloadFailure('refused', 'The installer is not the one that was signed.');
  }
  await onDisk(async () => {
    await mkdir(dirname(destination), { recursive: true });
    await copyFile(part, destination);
  });
  await rm(part, { force: true });
}

async function fetchRest(request: DownloadRequest, part: string, have: number): Promise<void> {
  const { url, headers, expected, signal } = request;
  let answer: Response;
  try {
    answer = await request.fetch(url, {
      headers: { ...headers, ...(have === 0 ? {} : { range: `bytes=${have}-` }) },
      redirect: 'error',
      ...(signal === undefined ? {} : { signal }),
    });
  } catch {
    throw new DownloadFailure('interrupted', 'The server is not reached.');
  }
  // A server that knows no ranges sends everything: then it begins anew.
  const isRest = answer.status === 206 && answer.headers.get('content-range')?.startsWith(`bytes ${have}-`) === true;
  if (!isRest && answer.status !== 200)
    throw new DownloadFailure('interrupted', `The server answered ${answer.status}.`);
  const file = await onDisk(() => open(part, isRest ? 'a' : 'w', 0o600));
  let received = isRest ? have : 0;
  try {
    for await (const chunk of chunksOf(answer)) {
      received += chunk.byteLength;
      if (received > expected.size) break;
      await onDisk(() => file.appendFile(chunk));
      request.onProgress?.(received);
    }
    await onDisk(() => file.sync());
  } finally {
    await file.close();
  }
  if (received > expected.size) {
    await rm(part, { force: true });
    throw new DownloadFailure('refused', 'The installer is larger than the one that was signed.');
  }
  if (received < expected.size)
    throw new DownloadFailure('interrupted', 'The line broke before the installer was whole.');
}

async function* chunksOf({ body }: Response): AsyncIterable<Uint8Array> {
  if (body === null) return;
  try {
    yield* body as unknown as AsyncIterable<Uint8Array>;
  } catch {
    // What came before is kept; the caller sees that it is not all.
  }
}

async function onDisk<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch {
    throw new DownloadFailure('disk', 'The installer cannot be written: the disk is full or not writable.');
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

async function sha512Of(path: string): Promise<string> {
  const digest = createHash('sha512');
  for await (const chunk of createReadStream(path)) digest.update(chunk as Buffer);
  return digest.digest('base64');
}
