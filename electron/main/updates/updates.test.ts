import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { UpdateState } from '#shared/api/update-state.ts';
import { releaseDescriptor } from '#shared/updates/descriptor.ts';
import { jsonFile } from '../files/json-file.ts';
import { stepAtStart, updateNote } from './at-start.ts';
import type { UpdateCheck, VerifiedRelease } from './check-for-update.ts';
import type { Report } from './report-queue.ts';
import { DownloadFailure } from './resumable-download.ts';
import { releaseOf, signingPair } from './update-server.testing.ts';
import { storedTrust, updateTrust } from './update-trust.ts';
import { type UpdatesParts, updates } from './updates.ts';

const MINUTE = 60_000;
const ours = signingPair();
const stranger = signingPair();
const silent = { info() {}, warn() {}, error() {} };

function verified(version: string, by = ours): VerifiedRelease {
  const signed = releaseOf(version, Buffer.from('x'), by);
  const descriptor = releaseDescriptor.parse(JSON.parse(signed.descriptor));
  const [file] = descriptor.files;
  if (file === undefined) throw new Error('There is a file.');
  return { signed, descriptor, file };
}

describe('updates', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lait-update-flow-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let count = 0;
  let answer: UpdateCheck;
  let states: UpdateState[];
  let reports: Report[];
  let installed: string[];
  let failing: 'download' | 'install' | null;
  let nowMs: number;
  let restarts: number;
  beforeEach(() => {
    count += 1;
    answer = { kind: 'none', minimumClient: '0.1.0' };
    states = [];
    reports = [];
    installed = [];
    failing = null;
    nowMs = 1_000_000;
    restarts = 0;
  });

  const started = (currentVersion: string, more: Partial<UpdatesParts> = {}) =>
    updates({
      currentVersion,
      target: { platform: 'linux', arch: 'x64' },
      isSelfInstalling: true,
      note: jsonFile(join(folder, `note-${count}.json`), updateNote),
      trust: updateTrust(jsonFile(join(folder, `trust-${count}.json`), storedTrust)),
      installer: {
        async download(_release, onProgress) {
          onProgress(1);
          if (failing === 'download') throw new DownloadFailure('refused', 'other bytes');
        },
        async install({ descriptor }) {
          installed.push(descriptor.version);
          return failing !== 'install';
        },
      },
      check: async () => answer,
      reports: {
        put: async (report) => void reports.push(report),
        send: async () => undefined,
        forget: async () => undefined,
      },
      restart() {
        restarts += 1;
      },
      onState: (state) => void states.push(state),
      nowMs: () => nowMs,
      log: silent,
      ...more,
    });
  const enrolled = () =>
    updateTrust(jsonFile(join(folder, `trust-${count}.json`), storedTrust)).pin({ keys: [ours.key], sequence: 0 });
  const fetched = async (version: string, by = ours) => {
    answer = { kind: 'offer', release: verified(version, by), minimumClient: '0.1.0' };
    await started('1.0.0').look();
  };

  it('are fetched quietly, installed at the next start, and reported when they run', async () => {
    await enrolled();
    await fetched('1.1.0');
    expect(states.at(-1)?.stage).toEqual({ kind: 'ready', version: '1.1.0', notes: 'Faster.' });
    expect(await started('1.0.0').atStart()).toBe(true);
    expect(installed).toEqual(['1.1.0']);
    expect(await started('1.1.0').atStart()).toBe(false);
    expect(reports).toEqual([
      { version: '1.1.0', status: 'downloaded' },
      { version: '1.1.0', status: 'installed' },
    ]);
    expect(await started('1.1.0').atStart()).toBe(false);
    expect(installed).toEqual(['1.1.0']);
  });

  it('that did not finish are said, tried once more later, and then left alone', async () => {
    await enrolled();
    await fetched('1.1.0');
    await started('1.0.0').atStart();
    expect(await started('1.0.0').atStart()).toBe(false);
    expect(states.at(-1)?.trouble).toContain('did not finish');
    expect(reports.at(-1)).toEqual({ version: '1.1.0', status: 'install_failed', code: 'DID_NOT_FINISH' });
    nowMs += 11 * MINUTE;
    expect(await started('1.0.0').atStart()).toBe(true);
    nowMs += 60 * MINUTE;
    expect(await started('1.0.0').atStart()).toBe(false);
    expect(installed).toEqual(['1.1.0', '1.1.0']);
    // A newer one is a new chance.
    await fetched('1.2.0');
    expect(await started('1.0.0').atStart()).toBe(false);
    expect(await started('1.0.0').atStart()).toBe(true);
    expect(installed.at(-1)).toBe('1.2.0');
  });

  it('whose note on the disk was changed to something that no pinned key signed are not installed', async () => {
    await enrolled();
    await fetched('9.0.0', stranger);
    expect(await started('1.0.0').atStart()).toBe(false);
    expect(await started('1.0.0').installNow()).toBe(false);
    expect(installed).toEqual([]);
  });

  it('are installed at once when the person says so: LAIT starts anew, also after attempts that came to nothing', async () => {
    await enrolled();
    await fetched('1.1.0');
    expect(await started('1.0.0').atStart()).toBe(true);
    expect(await started('1.0.0').atStart()).toBe(false);
    expect(await started('1.0.0').installNow()).toBe(true);
    expect(restarts).toBe(1);
    expect(await started('1.0.0').atStart()).toBe(true);
    expect(installed).toEqual(['1.1.0', '1.1.0']);
  });

  it('that are not what was signed are refused, said and reported, and the work goes on', async () => {
    await enrolled();
    answer = { kind: 'refused', code: 'FORGED' };
    await started('1.0.0').look();
    expect(states.at(-1)?.trouble).toContain('did not sign');
    expect(reports.at(-1)).toEqual({ version: '1.0.0', status: 'refused', code: 'FORGED' });
    failing = 'download';
    await fetched('1.1.0');
    expect(reports.at(-1)).toEqual({ version: '1.1.0', status: 'refused', code: 'HASH' });
    expect(await started('1.0.0').atStart()).toBe(false);
  });

  it('are only announced where administrators install', async () => {
    await enrolled();
    answer = { kind: 'offer', release: verified('1.1.0'), minimumClient: '1.1.0' };
    const managed = started('1.0.0', { isSelfInstalling: false });
    await managed.look();
    expect(managed.state()).toMatchObject({ stage: { kind: 'announced', version: '1.1.0' }, mustUpdate: true });
    expect(await managed.atStart()).toBe(false);
    // Also what was fetched before administrators took over stays where it is.
    await fetched('1.1.0');
    expect(await started('1.0.0', { isSelfInstalling: false }).atStart()).toBe(false);
    expect(installed).toEqual([]);
  });

  it('whose installer does not start leave the old version at work', async () => {
    await enrolled();
    await fetched('1.1.0');
    failing = 'install';
    expect(await started('1.0.0').atStart()).toBe(false);
    expect(states.at(-1)?.trouble).toContain('nothing is lost');
    expect(reports.at(-1)).toEqual({ version: '1.1.0', status: 'install_failed', code: 'NOT_STARTED' });
  });

  it('go with the firm: its keys, what was fetched under them, and what is still on its way count nothing any more', async () => {
    await enrolled();
    await fetched('1.1.0');
    const leaving = started('1.0.0');
    await leaving.forget();
    expect(await leaving.installNow()).toBe(false);
    expect(await started('1.0.0').atStart()).toBe(false);
    // Another firm's keys can be pinned now, and an answer that was under way brings nothing back.
    const trust = updateTrust(jsonFile(join(folder, `trust-${count}.json`), storedTrust));
    await trust.pin({ keys: [stranger.key], sequence: 0 });
    expect((await trust.current())?.keys).toEqual([stranger.key]);
    const asked = Promise.withResolvers<UpdateCheck>();
    const slow = started('1.0.0', { check: () => asked.promise });
    const looking = slow.look();
    await slow.forget();
    asked.resolve({ kind: 'offer', release: verified('1.1.0'), minimumClient: '2.0.0' });
    await looking;
    expect(slow.state()).toEqual({ stage: { kind: 'current' }, trouble: null, mustUpdate: false });
    expect(await started('1.0.0').atStart()).toBe(false);
    expect(installed).toEqual([]);
  });

  it('wait while the server is away or is none, without a word to the person', async () => {
    answer = { kind: 'unanswered', reason: 'not_lait' };
    const waiting = started('1.0.0');
    await waiting.look();
    expect(waiting.state()).toEqual({ stage: { kind: 'current' }, trouble: null, mustUpdate: false });
    answer = { kind: 'unanswered', reason: 'not_enrolled' };
    await waiting.look();
    expect(waiting.state().stage).toEqual({ kind: 'off', why: 'not_enrolled' });
  });
});

it('a clock that was set back does not keep an update waiting for ever', () => {
  const signed = releaseOf('1.1.0', Buffer.from('x'), ours);
  const note = {
    ready: { version: '1.1.0', signed },
    attempt: { version: '1.1.0', from: '1.0.0', atMs: 10 * 86_400_000, count: 1 },
  };
  expect(stepAtStart(note, '1.0.0', 0)).toEqual({ kind: 'install', version: '1.1.0', count: 2 });
});
