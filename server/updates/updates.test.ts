import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Enrolled, ReleaseView } from '#shared/api/updates.ts';
import type { SignedRelease } from '#shared/updates/descriptor.ts';
import { readSignedRelease, type UpdateKey } from '#shared/updates/trusted-keys.ts';
import { makeReleaseKey, signKeyStatement, signRelease } from '../../scripts/cli/sign-release.ts';
import { SYSTEM } from '../access/actor.ts';
import { inviteUser } from '../auth/accounts.ts';
import { type TestServer, testServer } from '../testing/test-server.ts';
import { isSigned } from './is-signed.ts';

const PASSWORD = 'a sentence that nobody guesses';
const WINDOWS = '/updates/stable/win32/x64';

describe('new versions of the desktop application', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lait-releases-'));
  const keyFiles = ['first', 'second', 'third', 'stranger'].map((name) => join(folder, name));
  let keys: UpdateKey[];
  let server: TestServer;
  let administrator: Record<string, string>;
  let reviewer: Record<string, string>;

  beforeAll(async () => {
    server = await testServer({ environment: { LAIT_LIMIT_INTERACTIVE: '100000', LAIT_LIMIT_UPLOAD: '10000' } });
    keys = [];
    for (const file of keyFiles) keys.push(await makeReleaseKey(file));
    for (const file of keyFiles) expect(statSync(file).mode & 0o077).toBe(0);
    administrator = await signedIn('admin@firm.example', 'administrator');
    reviewer = await signedIn('reviewer@firm.example', 'reviewer');
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function signedIn(email: string, role: 'administrator' | 'reviewer'): Promise<Record<string, string>> {
    const { userId, invitation } = await inviteUser(server.context, SYSTEM, { email, displayName: 'N. N.', role });
    const post = (url: string, payload: object) => server.app.inject({ method: 'POST', url, payload });
    await post('/api/auth/setup', { token: invitation.token, password: PASSWORD });
    await server.admin.updateTable('users').set({ is_demo: true }).where('id', '=', userId).execute();
    const login = await post('/api/auth/login', { email, password: PASSWORD, kind: 'desktop' });
    return { authorization: `Bearer ${login.json().accessToken}` };
  }
  const as = (
    headers: Record<string, string>,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object | Buffer,
  ) =>
    server.app.inject({
      method,
      url,
      headers: { ...headers, ...(Buffer.isBuffer(payload) ? { 'content-type': 'application/octet-stream' } : {}) },
      ...(payload === undefined ? {} : { payload }),
    });
  const artefact = (version: string) => Buffer.from(`installer of ${version} ${'x'.repeat(5_000)}`);
  async function signed(version: string, minimumServer = '0.1.0', keyFile = keyFiles[0] ?? ''): Promise<SignedRelease> {
    const from = join(folder, `${version}-${randomBytes(4).toString('hex')}`);
    mkdirSync(from);
    writeFileSync(join(from, `LAIT-${version}-win-x64.exe`), artefact(version));
    writeFileSync(join(from, 'notes.txt'), 'no installer');
    const outcome = await signRelease({ folder: from, keyFile, version, minimumServer, notes: 'Faster.' });
    if (outcome.kind === 'usage') throw new Error(outcome.message);
    return outcome.release;
  }
  async function ready(version: string, minimumServer?: string): Promise<string> {
    const added = await as(administrator, 'POST', '/api/admin/releases', await signed(version, minimumServer));
    expect(added.statusCode).toBe(201);
    const { id } = added.json();
    const stored = await as(
      administrator,
      'PUT',
      `/api/admin/releases/${id}/files/LAIT-${version}-win-x64.exe`,
      artefact(version),
    );
    expect(stored.statusCode).toBe(204);
    return id;
  }
  const publish = async (id: string, ring: string, percentage: number) =>
    expect(
      (await as(administrator, 'POST', `/api/admin/releases/${id}/publish`, { ring, percentage })).statusCode,
    ).toBe(204);
  const release = async (id: string): Promise<ReleaseView> =>
    (await as(administrator, 'GET', '/api/admin/releases')).json().releases.find((each: ReleaseView) => each.id === id);
  async function enrol(appVersion = '1.0.0', who = reviewer): Promise<{ id: string; headers: Record<string, string> }> {
    const deviceId = server.context.newId();
    const reply = await as(who, 'POST', '/api/devices/enrol', {
      deviceId,
      name: 'A laptop',
      platform: 'win32',
      arch: 'x64',
      appVersion,
    });
    expect(reply.statusCode).toBe(200);
    return { id: deviceId, headers: { authorization: `Bearer ${reply.json<Enrolled>().deviceToken}` } };
  }
  type Device = Awaited<ReturnType<typeof enrol>>;
  const offered = async ({ headers }: Device, version?: string): Promise<string | null> => {
    const query = version === undefined ? '' : `?version=${version}`;
    const { release: offer } = (await as(headers, 'GET', `${WINDOWS}/release.json${query}`)).json();
    return offer === null ? null : JSON.parse(offer.descriptor).version;
  };
  const report = ({ headers }: Device, version: string, status: string) =>
    as(headers, 'POST', '/updates/report', { version, status });

  it('are taken only with a signature by a key of this firm, and only once', async () => {
    const before = await as(administrator, 'POST', '/api/admin/releases', await signed('1.0.1'));
    expect(before.statusCode).toBe(409);
    const [first, second] = keys;
    expect((await as(administrator, 'POST', '/api/admin/update-keys', { keys: [first, second] })).statusCode).toBe(204);
    expect((await as(administrator, 'POST', '/api/admin/update-keys', { keys: [second] })).statusCode).toBe(409);
    const forged = await signed('1.0.1');
    const stranger = await signed('1.0.1', '0.1.0', keyFiles[3]);
    for (const bad of [{ ...forged, descriptor: forged.descriptor.replace('1.0.1', '9.0.1') }, stranger]) {
      const reply = await as(administrator, 'POST', '/api/admin/releases', bad);
      expect([reply.statusCode, reply.json().error.code]).toEqual([400, 'BAD_REQUEST']);
    }
    const id = await ready('1.0.1');
    expect(await release(id)).toMatchObject({ state: 'ready', ring: null, files: [{ isStored: true }] });
    const again = await as(administrator, 'POST', '/api/admin/releases', await signed('1.0.1'));
    expect(again.statusCode).toBe(409);
  });

  it('are published only when every file is there, each with the size and hash that were signed', async () => {
    const { id } = (await as(administrator, 'POST', '/api/admin/releases', await signed('1.0.2'))).json();
    const url = `/api/admin/releases/${id}/files/LAIT-1.0.2-win-x64.exe`;
    const early = await as(administrator, 'POST', `/api/admin/releases/${id}/publish`, { ring: 'it', percentage: 100 });
    expect(early.statusCode).toBe(409);
    const bytes = artefact('1.0.2');
    const changed = Buffer.from(bytes);
    changed[10] = 0;
    for (const bad of [changed, bytes.subarray(0, 100), Buffer.concat([bytes, bytes]), Buffer.alloc(0)]) {
      expect((await as(administrator, 'PUT', url, bad)).statusCode).toBe(400);
    }
    expect((await as(administrator, 'PUT', url.replace('1.0.2-win', '1.0.9-win'), bytes)).statusCode).toBe(404);
    expect((await release(id)).state).toBe('incomplete');
    expect((await as(administrator, 'PUT', url, bytes)).statusCode).toBe(204);
    expect((await release(id)).state).toBe('ready');
  });

  it('go to 20 % of 200 devices, stop, go to all, become the least, and are rolled back by a higher version', async () => {
    const fleet: Device[] = [];
    for (let count = 0; count < 4; count += 1) {
      // A person may have a hundred devices.
      const owner = await signedIn(`owner${count}@firm.example`, 'reviewer');
      for (let each = 0; each < 50; each += 1) fleet.push(await enrol('1.0.0', owner));
    }
    const served = async () => {
      const versions = await Promise.all(fleet.map((device) => offered(device)));
      return versions.filter((version) => version === '1.1.0').length;
    };
    const id = await ready('1.1.0');
    await publish(id, 'everyone', 20);
    const some = await served();
    expect(some).toBeGreaterThan(20);
    expect(some).toBeLessThan(60);
    expect(await served()).toBe(some);
    await as(administrator, 'POST', `/api/admin/releases/${id}/pause`, { reason: 'a call from the help desk' });
    expect(await served()).toBe(0);
    expect((await release(id)).pauseReason).toBe('a call from the help desk');
    await as(administrator, 'POST', `/api/admin/releases/${id}/resume`);
    expect(await served()).toBe(some);
    await publish(id, 'everyone', 100);
    expect(await served()).toBe(200);

    // A version that only the smallest circle has becomes the least: whoever is below gets it now.
    const next = await ready('1.2.0');
    await publish(next, 'it', 100);
    const [device] = fleet;
    if (device === undefined) throw new Error('There is a fleet.');
    expect(await offered(device)).toBe('1.1.0');
    await as(administrator, 'POST', '/api/admin/update-minimum', { version: '1.2.0' });
    expect(await offered(device)).toBe('1.2.0');
    const { minimumClient } = (await as(device.headers, 'GET', `${WINDOWS}/release.json`)).json();
    expect(minimumClient).toBe('1.2.0');
    await as(administrator, 'POST', '/api/admin/update-minimum', { version: '1.0.0' });

    // Back to the older code, under a higher number.
    await as(administrator, 'DELETE', `/api/admin/releases/${next}`);
    await publish(await ready('1.2.1'), 'everyone', 100);
    expect(await offered(device, '1.2.0')).toBe('1.2.1');
  });

  it('reach the circles from the smallest to the largest', async () => {
    const [it_, pilot, everyone] = [await enrol('2.0.0'), await enrol('2.0.0'), await enrol('2.0.0')];
    for (const [device, ring] of [
      [it_, 'it'],
      [pilot, 'pilot'],
    ] as const) {
      const changed = await as(administrator, 'PATCH', `/api/admin/update-devices/${device.id}`, { ring });
      expect(changed.statusCode).toBe(204);
    }
    const id = await ready('2.1.0');
    const who = async () => [await offered(it_), await offered(pilot), await offered(everyone)];
    await publish(id, 'it', 100);
    expect(await who()).toEqual(['2.1.0', null, null]);
    await publish(id, 'pilot', 0);
    expect(await who()).toEqual(['2.1.0', null, null]);
    await publish(id, 'pilot', 100);
    expect(await who()).toEqual(['2.1.0', '2.1.0', null]);
    await publish(id, 'everyone', 100);
    expect(await who()).toEqual(['2.1.0', '2.1.0', '2.1.0']);
    await as(administrator, 'DELETE', `/api/admin/releases/${id}`);
    expect(await who()).toEqual([null, null, null]);
  });

  it('are not offered where this server is too old for them', async () => {
    const device = await enrol('3.0.0');
    await publish(await ready('3.1.0', '99.0.0'), 'everyone', 100);
    expect(await offered(device)).toBeNull();
  });

  it('are described to electron-updater, downloaded in pieces, and are what was signed', async () => {
    const device = await enrol('4.0.0');
    const id = await ready('4.1.0');
    await publish(id, 'everyone', 100);
    const feed = await as(device.headers, 'GET', `${WINDOWS}/latest.yml`);
    const described = parse(feed.body);
    const bytes = artefact('4.1.0');
    expect(described).toMatchObject({
      version: '4.1.0',
      sha512: createHash('sha512').update(bytes).digest('base64'),
      files: [{ size: bytes.length }],
    });
    const { release: offer, keyStatements } = (await as(device.headers, 'GET', `${WINDOWS}/release.json`)).json();
    const reading = readSignedRelease(offer, keys.slice(0, 2), isSigned);
    expect(reading.ok && reading.descriptor.files[0]?.sha512).toBe(described.sha512);
    expect(keyStatements).toEqual([]);
    const url = `${WINDOWS}/${described.path}`;
    const whole = await as(device.headers, 'GET', url);
    expect(whole.rawPayload.equals(bytes)).toBe(true);
    const rest = await as({ ...device.headers, range: 'bytes=1000-' }, 'GET', url);
    expect([rest.statusCode, rest.headers['content-range']]).toEqual([
      206,
      `bytes 1000-${bytes.length - 1}/${bytes.length}`,
    ]);
    expect(rest.rawPayload.equals(bytes.subarray(1_000))).toBe(true);
    expect((await as({ ...device.headers, range: `bytes=${bytes.length}-` }, 'GET', url)).statusCode).toBe(416);
    expect((await as(device.headers, 'GET', '/updates/stable/linux/x64/latest-linux.yml')).statusCode).toBe(404);
  });

  it('stop by themselves when devices that took them fare badly, and administrators are told', async () => {
    const id = await ready('5.1.0');
    await publish(id, 'everyone', 100);
    const fleet: Device[] = [];
    for (let count = 0; count < 20; count += 1) {
      fleet.push(await enrol('5.0.0', await signedIn(`taker${count}@firm.example`, 'reviewer')));
    }
    // However many devices one person brings, they are one person.
    for (let count = 0; count < 4; count += 1) await report(await enrol('5.0.0'), '5.1.0', 'crashed');
    expect((await release(id)).pausedAt).toBeNull();
    for (const device of fleet.slice(0, 12)) await report(device, '5.1.0', 'installed');
    for (const device of fleet.slice(12, 13)) await report(device, '5.1.0', 'install_failed');
    expect((await release(id)).pausedAt).toBeNull();
    // The same device again is no third one.
    for (const device of fleet.slice(12, 13)) await report(device, '5.1.0', 'crashed');
    expect((await release(id)).pausedAt).toBeNull();
    for (const device of fleet.slice(13, 14)) await report(device, '5.1.0', 'sync_failed');
    expect(await release(id)).toMatchObject({ pauseReason: 'HEALTH', outcome: { installed: 12, failing: 6 } });
    const [fresh] = fleet.slice(-1);
    expect(fresh && (await offered(fresh))).not.toBe('5.1.0');
    const told = await server.admin
      .selectFrom('events')
      .select(['type', 'scope_id', 'data'])
      .where('subject_id', '=', id)
      .execute();
    expect(told).toEqual([
      { type: 'system.error', scope_id: null, data: { code: 'ROLLOUT_PAUSED', failing: 3, reached: 15 } },
    ]);
    await as(administrator, 'DELETE', `/api/admin/releases/${id}`);
  });

  it('are asked for with the device’s own token, which opens nothing else and ends with the device', async () => {
    const device = await enrol();
    expect((await as(device.headers, 'GET', '/api/auth/me')).statusCode).toBe(401);
    expect((await as(device.headers, 'GET', '/api/invoices')).statusCode).toBe(401);
    expect((await as(reviewer, 'GET', `${WINDOWS}/release.json`)).statusCode).toBe(401);
    const stolen = await as(administrator, 'POST', '/api/devices/enrol', {
      deviceId: device.id,
      name: 'Mine now',
      platform: 'linux',
      arch: 'x64',
      appVersion: '1.0.0',
    });
    expect(stolen.statusCode).toBe(403);
    expect((await as(device.headers, 'GET', `${WINDOWS}/release.json`)).statusCode).toBe(200);
    await as(administrator, 'DELETE', `/api/admin/devices/${device.id}`);
    expect((await as(device.headers, 'GET', `${WINDOWS}/release.json`)).statusCode).toBe(401);
    const { rows } = await server.adminPool.query('SELECT update_token_hash FROM devices WHERE id = $1', [device.id]);
    expect(rows[0].update_token_hash.toString('utf8')).not.toContain('ldt_');
  });

  it('show administrators every device with its version, last contact and last fault', async () => {
    const device = await enrol('6.0.0');
    await offered(device, '6.0.1');
    await report(device, '6.1.0', 'refused');
    const { devices } = (await as(administrator, 'GET', '/api/admin/update-devices')).json();
    expect(devices.find(({ id }: { id: string }) => id === device.id)).toMatchObject({
      appVersion: '6.0.1',
      ring: 'everyone',
      contactAt: expect.any(String),
      lastReport: { version: '6.1.0', status: 'refused' },
    });
  });

  it('are trusted by other keys once a trusted one says so, in order and once', async () => {
    const [, second, third] = keyFiles;
    const statement = async (keyFile: string, sequence: number) => {
      const outcome = await signKeyStatement({
        keyFile,
        sequence,
        publicKeyFiles: [`${second}.public.json`, `${third}.public.json`],
      });
      if (outcome.kind === 'usage') throw new Error(outcome.message);
      return outcome.statement;
    };
    const rotate = async (payload: object) =>
      (await as(administrator, 'POST', '/api/admin/update-keys/rotate', payload)).statusCode;
    expect(await rotate(await statement(keyFiles[3] ?? '', 1))).toBe(400);
    expect(await rotate(await statement(keyFiles[0] ?? '', 2))).toBe(400);
    const good = await statement(keyFiles[0] ?? '', 1);
    expect(await rotate(good)).toBe(204);
    expect(await rotate(good)).toBe(400);
    expect((await as(administrator, 'POST', '/api/admin/releases', await signed('7.0.0'))).statusCode).toBe(400);
    const byThird = await signed('7.0.0', '0.1.0', third);
    expect((await as(administrator, 'POST', '/api/admin/releases', byThird)).statusCode).toBe(201);
    const device = await enrol();
    const { keyStatements } = (await as(device.headers, 'GET', `${WINDOWS}/release.json`)).json();
    expect(keyStatements).toEqual([good]);
  });
});
