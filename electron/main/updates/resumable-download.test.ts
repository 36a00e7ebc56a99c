import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { resumableDownload } from './resumable-download.ts';
import { type FeedServer, feedServer } from './update-server.testing.ts';

describe('a download', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lait-download-'));
  let feed: FeedServer;
  let bytes: Buffer;
  let destination: string;
  let count = 0;
  beforeAll(async () => {
    feed = await feedServer();
  });
  afterAll(async () => {
    await feed.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    count += 1;
    bytes = randomBytes(200_000);
    destination = join(folder, `installer-${count}`);
    feed.file = bytes;
    feed.breaksAfter = null;
    feed.knowsRanges = true;
    feed.asked.length = 0;
  });

  const partsFolder = join(folder, 'parts');
  const download = (more: { sha512?: string; size?: number } = {}) =>
    resumableDownload({
      url: `${feed.feedUrl}/files/x.AppImage`,
      headers: { authorization: 'Bearer ldt_token' },
      expected: { sha512: createHash('sha512').update(bytes).digest('base64'), size: bytes.length, ...more },
      partsFolder,
      destination,
      fetch,
    });
  const failure = (work: Promise<void>) =>
    work.then(
      () => 'none',
      ({ kind }: { kind: string }) => kind,
    );

  it('goes on where the line broke, and is whole', async () => {
    feed.breaksAfter = 70_000;
    expect(await failure(download())).toBe('interrupted');
    expect(await failure(download())).toBe('interrupted');
    expect(existsSync(destination)).toBe(false);
    feed.breaksAfter = null;
    await download();
    expect(readFileSync(destination).equals(bytes)).toBe(true);
    expect(feed.asked.map(({ range }) => range)).toEqual([undefined, 'bytes=70000-', 'bytes=140000-']);
    expect(readdirSync(partsFolder)).toEqual([]);
  });

  it('begins anew with a server that knows no ranges', async () => {
    feed.breaksAfter = 70_000;
    await failure(download());
    feed.breaksAfter = null;
    feed.knowsRanges = false;
    await download();
    expect(readFileSync(destination).equals(bytes)).toBe(true);
  });

  it('of other bytes than were signed is refused and leaves nothing', async () => {
    const changed = Buffer.from(bytes);
    changed[100_000] = (changed[100_000] ?? 0) ^ 1;
    feed.file = changed;
    expect(await failure(download())).toBe('refused');
    feed.file = Buffer.concat([bytes, bytes]);
    expect(await failure(download())).toBe('refused');
    expect([existsSync(destination), readdirSync(partsFolder)]).toEqual([false, []]);
  });

  it('that only ever gets half a file stays half, and is never handed over', async () => {
    feed.file = bytes.subarray(0, 100_000);
    expect(await failure(download())).toBe('interrupted');
    expect(existsSync(destination)).toBe(false);
  });

  it('without room or right to write says so', async () => {
    const work = resumableDownload({
      url: `${feed.feedUrl}/files/x.AppImage`,
      headers: {},
      expected: { sha512: createHash('sha512').update(bytes).digest('base64'), size: bytes.length },
      partsFolder: '/dev/null/parts',
      destination,
      fetch,
    });
    expect(await failure(work)).toBe('disk');
  });
});
