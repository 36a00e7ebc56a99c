import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keySigningText } from '#shared/updates/trusted-keys.ts';
import { jsonFile } from '../files/json-file.ts';
import { type CheckParts, checkForUpdate } from './check-for-update.ts';
import { type FeedServer, feedServer, releaseOf, signedText, signingPair } from './update-server.testing.ts';
import { storedTrust, type UpdateTrust, updateTrust } from './update-trust.ts';

const BYTES = Buffer.from('an installer');
const [first, second, third, stranger] = [signingPair(), signingPair(), signingPair(), signingPair()];

describe('asking for a new version', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lait-updates-'));
  let feed: FeedServer;
  let trust: UpdateTrust;
  let count = 0;
  beforeAll(async () => {
    feed = await feedServer();
  });
  afterAll(async () => {
    await feed.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    count += 1;
    trust = updateTrust(jsonFile(join(folder, `trust-${count}.json`), storedTrust));
    await trust.pin({ keys: [first.key, second.key], sequence: 0 });
    feed.status = 200;
  });

  const offer = (release: unknown, keyStatements: unknown[] = []) => {
    feed.offer = { release, minimumClient: '1.0.0', keyStatements };
  };
  const check = (more: Partial<CheckParts> = {}) =>
    checkForUpdate({
      feedUrl: feed.feedUrl,
      target: { platform: 'linux', arch: 'x64' },
      currentVersion: '1.0.0',
      deviceToken: 'ldt_token',
      trust,
      fetch,
      ...more,
    });

  it('finds what a pinned key signed, with the device\u2019s own token', async () => {
    offer(releaseOf('1.1.0', BYTES, second));
    const answer = await check();
    expect(answer).toMatchObject({
      kind: 'offer',
      release: { descriptor: { version: '1.1.0' } },
      minimumClient: '1.0.0',
    });
    expect(feed.asked.at(-1)).toMatchObject({
      path: '/updates/stable/linux/x64/release.json?version=1.0.0',
      token: 'Bearer ldt_token',
    });
    offer(null);
    expect(await check()).toEqual({ kind: 'none', minimumClient: '1.0.0' });
  });

  it('refuses a tampered descriptor, a wrong key, and an older version however well it is signed', async () => {
    const good = releaseOf('1.1.0', BYTES, first);
    const cases = [
      [{ ...good, descriptor: good.descriptor.replace('1.1.0', '1.2.0') }, 'FORGED'],
      [releaseOf('1.1.0', BYTES, stranger), 'UNKNOWN_KEY'],
      [releaseOf('1.0.0', BYTES, first), 'NOT_NEWER'],
      [releaseOf('0.9.0', BYTES, first), 'NOT_NEWER'],
    ] as const;
    for (const [release, code] of cases) {
      offer(release);
      expect(await check()).toEqual({ kind: 'refused', code });
    }
    offer(good);
    expect(await check({ target: { platform: 'win32', arch: 'x64' } })).toEqual({ kind: 'refused', code: 'NO_FILE' });
  });

  it('takes nothing from what is no LAIT server: a sign-in page, broken words, an error, another program', async () => {
    for (const [text, status] of [
      ['<html>Please accept the conditions of this network</html>', 200],
      ['{"version": ', 200],
      ['{}', 200],
      ['oops', 502],
      ['x'.repeat(2_000_000), 200],
    ] as const) {
      feed.offer = text;
      feed.status = status;
      expect(await check()).toEqual({ kind: 'unanswered', reason: 'not_lait' });
    }
    expect(await check({ feedUrl: 'http://127.0.0.1:9/updates' })).toEqual({ kind: 'unanswered', reason: 'offline' });
    feed.status = 401;
    expect(await check()).toEqual({ kind: 'unanswered', reason: 'not_enrolled' });
  });

  it('follows a rotation of keys before it reads the release, and remembers it', async () => {
    const text = JSON.stringify({ format: 1, sequence: 1, keys: [second.key, third.key] });
    const statement = { statement: text, keyId: first.key.keyId, signature: signedText(keySigningText(text), first) };
    offer(releaseOf('1.1.0', BYTES, third), [statement]);
    expect((await check()).kind).toBe('offer');
    offer(releaseOf('1.1.0', BYTES, first));
    expect(await check()).toEqual({ kind: 'refused', code: 'UNKNOWN_KEY' });
    // A new enrolment, or a server that was taken over, does not bring other keys.
    await trust.pin({ keys: [stranger.key], sequence: 9 });
    offer(releaseOf('1.1.0', BYTES, stranger));
    expect(await check()).toEqual({ kind: 'refused', code: 'UNKNOWN_KEY' });
  });
});
