import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '../access/actor.ts';
import { inviteUser } from '../auth/accounts.ts';
import { type TestServer, testServer } from '../testing/test-server.ts';
import { openKey, sealKey } from './seal-key.ts';

const PASSWORD = 'a sentence that nobody guesses';
const KEY = 'ab'.repeat(32);
const OTHER_KEY = 'cd'.repeat(32);

describe("the key of a device's files", () => {
  let server: TestServer;
  let people = 0;
  beforeAll(async () => {
    server = await testServer({ environment: { LAIT_LIMIT_INTERACTIVE: '100000' } });
  });
  afterAll(() => server.close());

  interface Person {
    readonly userId: string;
    readonly headers: Record<string, string>;
  }
  const call = (method: 'POST' | 'PUT' | 'DELETE', url: string, payload: object | undefined, headers = {}) =>
    server.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });

  async function person(role: 'reviewer' | 'administrator' = 'reviewer'): Promise<Person> {
    people += 1;
    const email = `person-${people}@firm.example`;
    const { userId, invitation } = await inviteUser(server.context, SYSTEM, { email, displayName: 'N. N.', role });
    await call('POST', '/api/auth/setup', { token: invitation.token, password: PASSWORD });
    await server.admin.updateTable('users').set({ is_demo: true }).where('id', '=', userId).execute();
    const login = await call('POST', '/api/auth/login', { email, password: PASSWORD, kind: 'desktop' });
    return { userId, headers: { authorization: `Bearer ${login.json().accessToken}` } };
  }
  async function device({ headers }: Person): Promise<string> {
    const deviceId = server.context.newId();
    const laptop = { deviceId, name: 'A laptop', platform: 'linux', arch: 'x64', appVersion: '1.0.0' };
    expect((await call('POST', '/api/devices/enrol', laptop, headers)).statusCode).toBe(200);
    return deviceId;
  }
  const deposit = (id: string, { headers }: Person, keyHex = KEY) =>
    call('PUT', `/api/devices/${id}/key`, { keyHex }, headers);
  const recover = (id: string, { headers }: Person, password = PASSWORD) =>
    call('POST', `/api/devices/${id}/key/recover`, { password }, headers);
  const entriesOn = (id: string) =>
    server.admin
      .selectFrom('audit_log')
      .select(['action', 'outcome', 'detail'])
      .where('object_id', '=', id)
      .where('action', 'like', 'device.key%')
      .orderBy('seq')
      .execute();
  const stored = (id: string) =>
    server.admin.selectFrom('device_keys').selectAll().where('device_id', '=', id).executeTakeFirst();

  it('is handed back to its person with their password, and both ways are in the audit log', async () => {
    const owner = await person();
    const id = await device(owner);
    expect((await deposit(id, owner)).statusCode).toBe(204);
    expect((await stored(id))?.recovered_at).toBeNull();
    const reply = await recover(id, owner);
    expect([reply.statusCode, reply.json(), reply.headers['cache-control']]).toEqual([
      200,
      { keyHex: KEY },
      'no-store',
    ]);
    expect((await stored(id))?.recovered_at).toBeInstanceOf(Date);
    const entries = await entriesOn(id);
    expect(entries.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['device.key_deposit', 'done'],
      ['device.key_recover', 'done'],
    ]);
    expect(JSON.stringify(entries)).not.toContain(KEY);
  });

  it('is the last one that was deposited', async () => {
    const owner = await person();
    const id = await device(owner);
    await deposit(id, owner);
    await deposit(id, owner, OTHER_KEY);
    expect((await recover(id, owner)).json()).toEqual({ keyHex: OTHER_KEY });
  });

  it('lies encrypted, and is of no use for another device, another person or another server', async () => {
    const owner = await person();
    const id = await device(owner);
    await deposit(id, owner);
    const sealed = (await stored(id))?.sealed ?? Buffer.alloc(0);
    expect(sealed.includes(Buffer.from(KEY, 'hex'))).toBe(false);
    const { context } = server;
    const { userId } = owner;
    expect(openKey(context, { deviceId: id, userId }, sealed)).toBe(KEY);
    expect(openKey(context, { deviceId: context.newId(), userId }, sealed)).toBeNull();
    expect(openKey(context, { deviceId: id, userId: context.newId() }, sealed)).toBeNull();
    const secrets = { ...context.config.secrets, jwtSecretKey: 'x'.repeat(64) };
    expect(openKey({ config: { ...context.config, secrets } }, { deviceId: id, userId }, sealed)).toBeNull();
    for (const at of [0, 20, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(openKey(context, { deviceId: id, userId }, changed)).toBeNull();
    }
    expect(sealKey(context, { deviceId: id, userId }, KEY).equals(sealed)).toBe(false);
    // Moved to another device's row in the database it opens nothing either.
    const other = await device(owner);
    await deposit(other, owner, OTHER_KEY);
    await server.admin.updateTable('device_keys').set({ sealed }).where('device_id', '=', other).execute();
    expect((await recover(other, owner)).statusCode).toBe(404);
  });

  it('is neither kept for nor shown to anybody but the person whose device it is', async () => {
    const owner = await person();
    const id = await device(owner);
    await deposit(id, owner);
    for (const stranger of [await person(), await person('administrator')]) {
      expect((await deposit(id, stranger, OTHER_KEY)).statusCode).toBe(404);
      expect((await recover(id, stranger)).statusCode).toBe(404);
    }
    expect((await recover(id, owner)).json()).toEqual({ keyHex: KEY });
    const unknown = server.context.newId();
    expect((await deposit(unknown, owner)).statusCode).toBe(404);
    expect((await recover(unknown, owner)).statusCode).toBe(404);
    expect((await recover(await device(owner), owner)).statusCode).toBe(404);
  });

  it('stays closed for a device that was removed', async () => {
    const owner = await person();
    const administrator = await person('administrator');
    const id = await device(owner);
    await deposit(id, owner);
    const removed = await call('DELETE', `/api/admin/devices/${id}`, undefined, administrator.headers);
    expect(removed.statusCode).toBe(204);
    expect((await recover(id, owner)).statusCode).toBe(403);
    expect((await deposit(id, owner)).statusCode).toBe(403);
    expect((await entriesOn(id)).at(-1)).toMatchObject({ action: 'device.key_recover', outcome: 'denied' });
  });

  it('is not given for a wrong password, and guessing locks the account as at the door', async () => {
    const owner = await person();
    const id = await device(owner);
    await deposit(id, owner);
    const allowed = server.context.config.sessions.failuresBeforeLock;
    for (let attempt = 1; attempt <= allowed; attempt += 1) {
      const reply = await recover(id, owner, 'a guess that is wrong');
      expect([reply.statusCode, reply.json().error.code]).toEqual([403, 'FORBIDDEN']);
    }
    const locked = await recover(id, owner);
    expect([locked.statusCode, locked.json().error.code]).toEqual([429, 'LOCKED']);
    expect((await stored(id))?.recovered_at).toBeNull();
    expect((await entriesOn(id)).filter(({ outcome }) => outcome === 'denied')).toHaveLength(allowed + 1);
  });

  it.each([{}, { keyHex: 'short' }, { keyHex: KEY.toUpperCase() }, { keyHex: KEY, userId: KEY }])(
    'is nothing else: %j is refused',
    async (body) => {
      const owner = await person();
      expect((await call('PUT', `/api/devices/${await device(owner)}/key`, body, owner.headers)).statusCode).toBe(400);
    },
  );
});
