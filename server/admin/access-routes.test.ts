import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PersonActor } from '../access/actor.ts';
import { type TestFirm, testFirm } from '../access/firm.testing.ts';
import { readAs } from '../access/read-as.ts';
import { visibleScopes } from '../access/scope-access.ts';
import { type AdminServer, adminServer } from './admin-server.testing.ts';

describe('grants and walls', () => {
  let server: AdminServer;
  let firm: TestFirm;
  let chief: PersonActor;
  let ann: PersonActor;
  let matterId: string;
  beforeAll(async () => {
    server = await adminServer();
    firm = testFirm(server);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    [chief, ann] = [await firm.user('administrator'), await firm.user()];
    matterId = await firm.matter();
  });

  const mattersOf = async (actor: PersonActor) =>
    (await readAs(server.context, actor, (db) => visibleScopes(db, actor.userId)))
      .map(({ scopeId, epoch }) => `${scopeId} ${epoch}`)
      .filter((text) => text.startsWith('matter:'));
  const pokesDuring = async (work: () => Promise<unknown>) => {
    const heard: string[][] = [];
    const stop = server.context.bus.subscribe('sync', (message) => heard.push(JSON.parse(message).scopeIds));
    await work();
    stop();
    return heard.flat();
  };

  it('are in force when the answer comes, and wake the desk of whom they concern', async () => {
    const pokes = await pokesDuring(async () => {
      const given = await server.call(chief, 'POST', '/api/admin/grants', { userId: ann.userId, matterId });
      expect(given).toMatchObject({ status: 201, body: { gained: 1, lost: 0 } });
    });
    expect(pokes).toContain(`user:${ann.userId}`);
    expect(await mattersOf(ann)).toEqual([`matter:${matterId} 1`]);

    let wallId = '';
    const pokesOfWall = await pokesDuring(async () => {
      const body = { userId: ann.userId, matterId, reason: 'acts for the other side' };
      const raised = await server.call(chief, 'POST', '/api/admin/walls', body);
      expect(raised).toMatchObject({ status: 201, body: { gained: 0, lost: 1 } });
      wallId = raised.at('id');
    });
    expect(pokesOfWall).toContain(`user:${ann.userId}`);
    expect(await mattersOf(ann)).toEqual([]);

    expect((await server.call(chief, 'DELETE', `/api/admin/walls/${wallId}`)).body).toMatchObject({ gained: 1 });
    expect(await mattersOf(ann)).toEqual([`matter:${matterId} 2`]);
    const grants = await server.call(chief, 'GET', `/api/admin/grants?userId=${ann.userId}`);
    const withdrawn = await server.call(chief, 'DELETE', `/api/admin/grants/${grants.at('grants', 0, 'id')}`);
    expect(withdrawn).toMatchObject({ status: 200, body: { lost: 1 } });
    expect(await mattersOf(ann)).toEqual([]);

    const entries = await server.admin
      .selectFrom('audit_log')
      .select(['action', 'actor_id', 'scope_id', 'outcome'])
      .where('scope_id', '=', `matter:${matterId}`)
      .orderBy('seq')
      .execute();
    expect(entries.map(({ action }) => action)).toEqual(['grant.give', 'wall.raise', 'wall.lower', 'grant.withdraw']);
    for (const entry of entries) expect(entry).toMatchObject({ actor_id: chief.userId, outcome: 'done' });
  });

  it('a wall holds against a grant given later', async () => {
    await server.call(chief, 'POST', '/api/admin/walls', { userId: ann.userId, matterId, reason: 'x' });
    await server.call(chief, 'POST', '/api/admin/grants', { userId: ann.userId, matterId });
    const all = await server.call(chief, 'POST', '/api/admin/grants', { userId: ann.userId, matterId: null });
    expect(all.status).toBe(201);
    expect(await mattersOf(ann)).not.toContain(`matter:${matterId} 1`);
  });

  it('given or raised twice are refused, with the one that stands kept', async () => {
    const grant = { userId: ann.userId, matterId };
    const wall = { ...grant, reason: 'x' };
    for (const [path, body] of [
      ['/api/admin/grants', grant],
      ['/api/admin/walls', wall],
    ] as const) {
      expect((await server.call(chief, 'POST', path, body)).status).toBe(201);
      expect(await server.call(chief, 'POST', path, body)).toMatchObject({
        status: 409,
        body: { error: { code: 'CONFLICT' } },
      });
    }
    const { body } = await server.call(chief, 'GET', `/api/admin/walls?userId=${ann.userId}`);
    expect(body).toMatchObject({ walls: [{ userId: ann.userId }] });
  });

  it('an administrator behind a wall neither sees the matter, nor its wall, nor lowers it', async () => {
    const other = await firm.user('administrator');
    await server.call(chief, 'POST', '/api/admin/grants', { userId: ann.userId, matterId });
    const wall = await server.call(chief, 'POST', '/api/admin/walls', {
      userId: other.userId,
      matterId,
      reason: 'x',
    });
    const listed = async (path: string) => {
      const { status, text } = await server.call(other, 'GET', path);
      expect(status).toBe(200);
      return text;
    };
    for (const path of ['/api/admin/matters', '/api/admin/walls', '/api/admin/grants', '/api/admin/audit'])
      expect([path, (await listed(path)).includes(matterId)]).toEqual([path, false]);
    const absent = await server.call(other, 'GET', `/api/admin/audit/export?matterId=${server.context.newId()}`);
    expect(absent.status).toBe(404);
    const refusals = [
      await server.call(other, 'DELETE', `/api/admin/walls/${wall.at('id')}`),
      await server.call(other, 'POST', '/api/admin/grants', { userId: other.userId, matterId }),
      await server.call(other, 'PATCH', `/api/admin/matters/${matterId}`, { name: 'x' }),
      await server.call(other, 'GET', `/api/admin/audit/export?matterId=${matterId}`),
    ];
    for (const refusal of refusals) {
      expect(refusal.status).toBe(404);
      expect(refusal.at('error', 'message')).toBe(absent.at('error', 'message'));
    }
    const denied = await server.admin
      .selectFrom('audit_log')
      .select('scope_id')
      .where('actor_id', '=', other.userId)
      .where('outcome', '=', 'denied')
      .where('scope_id', 'is not', null)
      .execute();
    expect(denied).toEqual(refusals.map(() => ({ scope_id: `matter:${matterId}` })));
    expect(await mattersOf(other)).toEqual([]);
  });

  it('of nobody, of nothing and with unknown fields are refused with a reason', async () => {
    const nobody = { userId: server.context.newId(), matterId };
    expect((await server.call(chief, 'POST', '/api/admin/grants', nobody)).status).toBe(404);
    const nothing = { userId: ann.userId, matterId: server.context.newId() };
    expect((await server.call(chief, 'POST', '/api/admin/grants', nothing)).status).toBe(404);
    const more = { userId: ann.userId, matterId, granted_by: ann.userId };
    expect((await server.call(chief, 'POST', '/api/admin/grants', more)).status).toBe(400);
    expect((await server.call(chief, 'POST', '/api/admin/walls', { userId: ann.userId, matterId })).status).toBe(400);
  });
});

describe('matters', () => {
  let server: AdminServer;
  let firm: TestFirm;
  let chief: PersonActor;
  beforeAll(async () => {
    server = await adminServer();
    firm = testFirm(server);
    chief = await firm.user('administrator');
  });
  afterAll(() => server.close());

  it('are made, found, renamed and closed, and reach whoever may see every matter', async () => {
    const ann = await firm.user();
    await server.call(chief, 'POST', '/api/admin/grants', { userId: ann.userId, matterId: null });
    const client = await server.call(chief, 'POST', '/api/admin/clients', { number: '77', name: 'A 100% Client' });
    expect(client.status).toBe(201);
    const body = { clientId: client.at('id'), number: '77-1', name: 'A Matter' };
    const matter = await server.call(chief, 'POST', '/api/admin/matters', body);
    expect(matter.status).toBe(201);
    expect((await server.call(chief, 'POST', '/api/admin/matters', body)).status).toBe(409);
    const scopes = await visibleScopes(server.admin, ann.userId);
    expect(scopes.map(({ scopeId }) => scopeId)).toContain(`matter:${matter.at('id')}`);

    const change = await server.call(chief, 'PATCH', `/api/admin/matters/${matter.at('id')}`, {
      name: 'Renamed',
      isClosed: true,
    });
    expect(change.status).toBe(204);
    const found = await server.call(chief, 'GET', `/api/admin/matters?search=${encodeURIComponent('100% cl')}`);
    expect(found.body).toMatchObject({
      matters: [
        {
          id: matter.at('id'),
          number: '77-1',
          name: 'Renamed',
          clientId: client.at('id'),
          clientNumber: '77',
          clientName: 'A 100% Client',
          isConfirmed: true,
          isClosed: true,
          userCount: 1,
          wallCount: 0,
        },
      ],
    });
    expect((await server.call(chief, 'GET', '/api/admin/matters?search=100_')).body).toEqual({
      matters: [],
      next: null,
    });
    const feed = await server.admin
      .selectFrom('change')
      .select(['table_name', 'row_version'])
      .where('row_id', '=', matter.at('id'))
      .orderBy('seq')
      .execute();
    expect(feed).toEqual([
      { table_name: 'matter', row_version: 1 },
      { table_name: 'matter', row_version: 2 },
    ]);
  });
});
