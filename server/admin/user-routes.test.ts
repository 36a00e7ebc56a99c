import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonActor } from '../access/actor.ts';
import { type TestFirm, testFirm } from '../access/firm.testing.ts';
import { type AdminServer, adminServer } from './admin-server.testing.ts';

describe('users', () => {
  let server: AdminServer;
  let firm: TestFirm;
  let chief: PersonActor;
  beforeAll(async () => {
    server = await adminServer();
    firm = testFirm(server);
    chief = await firm.user('administrator');
  });
  afterAll(() => server.close());

  const userOf = (id: string) =>
    server.admin
      .selectFrom('users')
      .select(['role', 'state', 'display_name', 'access_version'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
  const change = (actor: PersonActor, userId: string, body: object) =>
    server.call(actor, 'PATCH', `/api/admin/users/${userId}`, body);
  const signIn = async (userId: string) => {
    const now = new Date(server.clock.nowMs());
    const later = new Date(server.clock.nowMs() + 1_000_000);
    const id = server.context.newId();
    await server.admin
      .insertInto('sessions')
      .values({
        id,
        user_id: userId,
        kind: 'browser',
        created_at: now,
        expires_at: later,
        last_used_at: now,
        ended_at: null,
        end_reason: null,
        ip: '10.1.2.3',
      })
      .execute();
    return id;
  };

  it('are listed with what they may see', async () => {
    const ann = await firm.user('approver');
    await firm.matter();
    const matterId = await firm.matter();
    await server.call(chief, 'POST', '/api/admin/grants', { userId: ann.userId, matterId });
    const { body } = await server.call(chief, 'GET', '/api/admin/users');
    expect(body).toMatchObject({
      users: expect.arrayContaining([
        expect.objectContaining({
          id: ann.userId,
          role: 'approver',
          state: 'active',
          hasSecondFactor: false,
          seesAllMatters: false,
          matterCount: 1,
          lastSeenAt: null,
        }),
      ]),
    });
    expect(JSON.stringify(body)).not.toMatch(/password|secret/);
  });

  it('of another role or name are so at once, for every desk', async () => {
    const ann = await firm.user();
    expect((await change(chief, ann.userId, { role: 'approver', displayName: 'Ann B.' })).status).toBe(204);
    expect(await userOf(ann.userId)).toMatchObject({ role: 'approver', display_name: 'Ann B.', access_version: 2 });
    const feed = await server.admin.selectFrom('change').selectAll().where('row_id', '=', ann.userId).execute();
    expect(feed).toMatchObject([{ scope_id: 'firm', table_name: 'person', row_version: 2 }]);
    const entry = await server.admin
      .selectFrom('audit_log')
      .select('detail')
      .where('object_id', '=', ann.userId)
      .executeTakeFirst();
    expect(entry?.detail).toMatchObject({ role: 'approver' });
  });

  it('are invited, and helped to a new password, with a token that nobody else is shown', async () => {
    const body = { email: 'New.Person@Firm.test', displayName: 'New Person', role: 'approver' };
    const invited = await server.call(chief, 'POST', '/api/admin/users', body);
    expect(invited.status).toBe(201);
    const userId = invited.at('userId');
    expect(await userOf(userId)).toMatchObject({ state: 'invited', role: 'approver' });
    expect((await server.call(chief, 'POST', '/api/admin/users', body)).status).toBe(409);
    const set = (token: string, password: string) => server.call(null, 'POST', '/api/auth/setup', { token, password });
    expect((await set(invited.at('invitation', 'token'), 'a long first phrase of mine')).status).toBe(204);
    expect((await userOf(userId)).state).toBe('active');
    const reset = await server.call(chief, 'POST', `/api/admin/users/${userId}/reset`);
    expect(reset.status).toBe(201);
    expect((await set(reset.at('token'), 'another long phrase of mine')).status).toBe(204);
    expect((await set(reset.at('token'), 'another long phrase of mine')).status).toBe(400);
    expect((await server.call(chief, 'POST', `/api/admin/users/${server.context.newId()}/reset`)).status).toBe(404);
    const { body: audit } = await server.call(chief, 'GET', `/api/admin/audit?userId=${userId}`);
    expect(JSON.stringify(audit)).not.toContain(reset.at('token'));
  });

  it('disabled are signed out everywhere, and come back as what they were', async () => {
    const ann = await firm.user();
    const session = await signIn(ann.userId);
    await change(chief, ann.userId, { state: 'disabled' });
    expect(await userOf(ann.userId)).toMatchObject({ state: 'disabled', access_version: expect.any(Number) });
    const ended = await server.admin.selectFrom('sessions').selectAll().where('id', '=', session).executeTakeFirst();
    expect(ended?.end_reason).toBe('disabled');
    await change(chief, ann.userId, { state: 'active' });
    // No password was ever set.
    expect((await userOf(ann.userId)).state).toBe('invited');
    await change(chief, ann.userId, { state: 'active' });
    expect((await userOf(ann.userId)).state).toBe('invited');
  });

  it('are changed in what may be changed, and in nothing else', async () => {
    const ann = await firm.user();
    for (const body of [
      {},
      { password: 'x' },
      { role: 'owner' },
      { isDemo: true },
      { displayName: ' ' },
      { state: 'invited' },
    ])
      expect([body, (await change(chief, ann.userId, body)).status]).toEqual([body, 400]);
    expect((await change(chief, server.context.newId(), { role: 'approver' })).status).toBe(404);
  });

  it('keep one active administrator, even when two remove each other at the same time', async () => {
    await server.admin.updateTable('users').set({ role: 'reviewer' }).where('role', '=', 'administrator').execute();
    const [one, two] = [await firm.user('administrator'), await firm.user('administrator')];
    const answers = await Promise.all([
      change(one, two.userId, { role: 'reviewer' }),
      change(two, one.userId, { state: 'disabled' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    const left = await server.admin
      .selectFrom('users')
      .select('id')
      .where('role', '=', 'administrator')
      .where('state', '=', 'active')
      .execute();
    expect(left).toHaveLength(1);
  });

  it('are signed out, and their devices stopped, by an administrator', async () => {
    const boss = await firm.user('administrator');
    const ann = await firm.user();
    const session = await signIn(ann.userId);
    const device = server.context.newId();
    await server.admin
      .insertInto('devices')
      .values({
        id: device,
        user_id: ann.userId,
        name: 'Laptop',
        platform: 'linux',
        app_version: '1',
        schema_version: 1,
        revoked_at: null,
      })
      .execute();
    const list = async (what: string) =>
      (await server.call(boss, 'GET', `/api/admin/${what}?userId=${ann.userId}`)).body;
    expect(await list('sessions')).toMatchObject({ sessions: [{ id: session, ip: '10.1.2.3' }] });
    expect(await list('devices')).toMatchObject({ devices: [{ id: device, revokedAt: null }] });
    expect((await server.call(boss, 'DELETE', `/api/admin/sessions/${session}`)).status).toBe(204);
    expect((await server.call(boss, 'DELETE', `/api/admin/devices/${device}`)).status).toBe(204);
    expect(await list('sessions')).toEqual({ sessions: [] });
    expect(await list('devices')).toMatchObject({ devices: [{ revokedAt: expect.any(String) }] });
    expect((await server.call(boss, 'DELETE', `/api/admin/sessions/${session}`)).status).toBe(404);
    const entries = await server.admin
      .selectFrom('audit_log')
      .select('action')
      .where('actor_id', '=', boss.userId)
      .execute();
    expect(entries.map(({ action }) => action)).toEqual(['session.end', 'device.revoke']);
  });
});
