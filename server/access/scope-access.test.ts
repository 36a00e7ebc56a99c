import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { type PersonActor, SYSTEM } from './actor.ts';
import { type TestFirm, testFirm } from './firm.testing.ts';
import { readAs } from './read-as.ts';
import { mayReadScope, refreshAccess, usersWhoSee, visibleScopes } from './scope-access.ts';
import { type Announced, testBatch } from './test-batch.testing.ts';

describe('access', () => {
  let server: TestContext;
  let firm: TestFirm;
  let ann: PersonActor;
  let matter: string;
  beforeAll(async () => {
    server = await testContext();
    firm = testFirm(server);
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    ann = await firm.user();
    matter = await firm.matter();
  });

  const refresh = (question: Parameters<typeof refreshAccess>[1] = { userIds: [ann.userId] }) =>
    testBatch(server.context, SYSTEM, async (batch, kept) => ({ changes: await refreshAccess(batch, question), kept }));
  const scopesOf = async (actor: PersonActor) =>
    (await readAs(server.context, actor, (db) => visibleScopes(db, actor.userId)))
      .filter(({ scopeId }) => scopeId.startsWith('matter:'))
      .map(({ scopeId, epoch }) => `${scopeId.slice(7)} ${epoch}`);
  const liftWalls = () =>
    server.admin.updateTable('walls').set({ lifted_at: new Date() }).where('user_id', '=', ann.userId).execute();
  const versionOf = async (actor: PersonActor) =>
    (
      await server.admin
        .selectFrom('users')
        .select('access_version')
        .where('id', '=', actor.userId)
        .executeTakeFirstOrThrow()
    ).access_version;

  it('is to the firm and to the own things from the first moment, and to no matter', async () => {
    const scopes = await visibleScopes(server.admin, ann.userId);
    expect(scopes.map(({ scopeId }) => scopeId).sort()).toEqual(['firm', `user:${ann.userId}`]);
    expect((await refresh()).changes).toEqual([]);
  });

  it('a wall beats a grant of the matter, a grant of everything and every role', async () => {
    const chief = await firm.user('administrator');
    const approver = await firm.user('approver');
    const everybody = [ann, chief, approver];
    for (const actor of everybody) {
      await firm.grant(actor, matter);
      await firm.grant(actor, null);
      await firm.wall(actor, matter);
    }
    await refresh({ userIds: everybody.map(({ userId }) => userId) });
    for (const { userId } of everybody)
      expect(await mayReadScope(server.admin, userId, `matter:${matter}`)).toBe(false);
  });

  it('begins a new epoch when it is given again, and keeps the old one while it lasts', async () => {
    await firm.grant(ann, matter);
    await refresh();
    expect((await refresh()).changes).toEqual([]);
    expect(await scopesOf(ann)).toEqual([`${matter} 1`]);
    await firm.wall(ann, matter);
    expect((await refresh()).changes).toEqual([
      { userId: ann.userId, scopeId: `matter:${matter}`, epoch: 1, isGranted: false },
    ]);
    expect(await scopesOf(ann)).toEqual([]);
    await liftWalls();
    await refresh();
    expect(await scopesOf(ann)).toEqual([`${matter} 2`]);
  });

  it('reaches a new matter through a grant of everything', async () => {
    await firm.grant(ann, null);
    const later = await firm.matter();
    await refresh({ matterIds: [later] });
    expect(await scopesOf(ann)).toEqual([`${later} 1`]);
    expect(await usersWhoSee(server.admin, `matter:${later}`)).toContain(ann.userId);
  });

  it('raises the version of whoever is concerned, wakes their desks, and leaves others alone', async () => {
    const ben = await firm.user();
    await firm.grant(ann, matter);
    const { kept } = await refresh({ userIds: [ann.userId, ben.userId] });
    expect([await versionOf(ann), await versionOf(ben)]).toEqual([2, 1]);
    expect(kept.pokes).toEqual([`user:${ann.userId}`]);
    await refresh({ userIds: [ann.userId, ben.userId] });
    expect([await versionOf(ann), await versionOf(ben)]).toEqual([2, 1]);
  });

  it('takes notifications about a matter away with the matter', async () => {
    const other = await firm.matter();
    await firm.grant(ann, matter);
    await firm.grant(ann, other);
    await refresh();
    const ids = [server.context.newId(), server.context.newId()];
    for (const [index, about] of [matter, other].entries()) {
      await server.admin
        .insertInto('notifications')
        .values({
          id: ids[index] ?? '',
          user_id: ann.userId,
          type: 'invoice.flagged',
          about_scope_id: `matter:${about}`,
          subject_id: null,
          read_at: null,
          updated_seq: null,
          deleted_at: null,
        })
        .execute();
    }
    await firm.wall(ann, matter);
    const { kept } = await refresh();
    expect(kept.changes).toEqual([
      {
        scopeId: `user:${ann.userId}`,
        table: 'notification',
        rowId: ids[0],
        op: 'delete',
        rowVersion: 2,
        previousVersion: 1,
      },
    ]);
    const left = await server.admin
      .selectFrom('notifications')
      .select('id')
      .where('user_id', '=', ann.userId)
      .where('deleted_at', 'is', null)
      .execute();
    expect(left).toEqual([{ id: ids[1] }]);
  });

  it('of somebody disabled is not counted among those who hear of a scope', async () => {
    await firm.grant(ann, matter);
    await refresh();
    await server.admin.updateTable('users').set({ state: 'disabled' }).where('id', '=', ann.userId).execute();
    expect(await usersWhoSee(server.admin, `matter:${matter}`)).toEqual([]);
  });

  it('ends behind a wall that is raised while a grant is given in another transaction', async () => {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let hasWall: (kept: Announced) => void = () => {};
    const wallIsUp = new Promise<Announced>((resolve) => {
      hasWall = resolve;
    });
    const raising = testBatch(server.context, SYSTEM, async (batch, kept) => {
      await batch.db
        .insertInto('walls')
        .values({
          id: server.context.newId(),
          matter_id: matter,
          user_id: ann.userId,
          reason: 'x',
          raised_by: null,
          lifted_at: null,
        })
        .execute();
      await refreshAccess(batch, { userIds: [ann.userId] });
      hasWall(kept);
      await held;
    });
    await wallIsUp;
    const granting = testBatch(server.context, SYSTEM, async (batch) => {
      await batch.db
        .insertInto('grants')
        .values({ id: server.context.newId(), user_id: ann.userId, matter_id: matter, granted_by: null })
        .execute();
      return refreshAccess(batch, { userIds: [ann.userId] });
    });
    // The one who grants waits; only then is the wall there for all to see.
    await expect.poll(() => waitingFor(server), { timeout: 10_000 }).toBe(1);
    letGo();
    await raising;
    expect(await granting).toEqual([]);
    expect(await scopesOf(ann)).toEqual([]);
  });
});

async function waitingFor(server: TestContext): Promise<number> {
  const { rows } = await server.adminPool.query<{ count: number }>(
    `SELECT count(*) AS count FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return rows[0]?.count ?? 0;
}
