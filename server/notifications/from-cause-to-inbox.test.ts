import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '../access/actor.ts';
import { refreshAccess } from '../access/scope-access.ts';
import { signAccessToken } from '../auth/access-tokens.ts';
import { openSession } from '../auth/sessions.ts';
import { readConfig } from '../config/read-config.ts';
import { readUpload } from '../invoices/read-upload.ts';
import { startWorker } from '../jobs/start-worker.ts';
import { createLogger } from '../ops/logger.ts';
import { startServer } from '../ops/start-server.ts';
import { withChanges } from '../sync/with-changes.ts';
import { redisServer } from '../testing/redis-server.ts';
import { TEST_JWT_KEY, TEST_PASSWORD } from '../testing/test-cluster.ts';
import { billFile, type Desk, deskAt } from './desk.testing.ts';
import { listenTo } from './listen.testing.ts';
import { type ListeningFirm, listeningFirm, type SignedInPerson } from './listening-firm.testing.ts';

const ALL_THREE = ['invoice.uploaded', 'invoice.processed', 'invoice.flagged'];

describe('what happens to a bill', () => {
  let firm: ListeningFirm;
  let desk: Desk;
  let scopeId: string;
  /** Sends; looks after the matter; approves everywhere; sees everything; is kept out of this matter. */
  let sender: SignedInPerson;
  let keeper: SignedInPerson;
  let approver: SignedInPerson;
  let onlooker: SignedInPerson;
  let walled: SignedInPerson;
  let admin: SignedInPerson;
  beforeAll(async () => {
    let nowMs = Date.parse('2026-04-01T09:00:00Z');
    // No two things happen in the same moment here.
    const clock = {
      nowMs: () => {
        nowMs += 1;
        return nowMs;
      },
    };
    firm = await listeningFirm({ environment: { LAIT_LIMIT_UPLOAD: '100000' }, parts: { clock } });
    desk = deskAt(firm);
    [sender, keeper, approver] = [await firm.person(), await firm.person(), await firm.person('approver')];
    [onlooker, walled, admin] = [await firm.person(), await firm.person(), await firm.person('administrator')];
    scopeId = await firm.matter(sender, keeper, walled);
    await firm.wall(walled, scopeId);
    for (const { actor } of [approver, onlooker]) await firm.firm.grant(actor, null);
    const userIds = [approver.actor.userId, onlooker.actor.userId];
    await withChanges(firm.server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds }));
    await startWorker(firm.server.context);
  });
  afterAll(() => firm.close());

  it('reaches the inbox of those it concerns and the stream of all who see it, and nobody behind the wall', async () => {
    const everybody = [sender, keeper, approver, onlooker, walled, admin];
    const streams = await Promise.all(everybody.map(({ token }) => listenTo(firm.url, token)));
    for (const stream of streams) await stream.hears('ready');
    await desk.send(sender, billFile(1), scopeId);
    expect(await Promise.all(everybody.map(desk.told))).toEqual([
      ['invoice.processed', 'invoice.flagged'],
      ALL_THREE,
      ['invoice.flagged'],
      [],
      [],
      [],
    ]);
    for (const stream of streams.slice(0, 4)) {
      await stream.hears('invoice.flagged');
      expect(stream.types().filter((type) => type.startsWith('invoice.'))).toEqual(ALL_THREE);
    }
    const [, ofKeeper] = streams;
    for (const stream of streams.slice(4)) expect(stream.types()).toEqual([]);
    // Their desk is told that there is something to fetch, in their own scope and in the matter.
    const poked = ofKeeper?.heard.flatMap(({ type, data }) => (type === 'sync.poke' ? JSON.parse(data).scopeIds : []));
    expect(new Set(poked)).toEqual(new Set([scopeId, `user:${keeper.actor.userId}`]));
    for (const stream of streams) stream.close();
  });

  it('is told as ids and counts, with the event it comes from', async () => {
    const { notifications } = await desk.inbox(keeper);
    const invoice = await firm.server.admin.selectFrom('invoices').select(['id', 'finding_count']).executeTakeFirst();
    const events = await firm.server.admin.selectFrom('events').select(['id', 'type']).orderBy('seq').execute();
    expect(notifications.map(({ eventId, type }) => [eventId, type])).toEqual(
      events.map(({ id, type }) => [id, type]).reverse(),
    );
    expect(notifications[0]).toMatchObject({
      type: 'invoice.flagged',
      scopeId,
      subjectId: invoice?.id,
      data: { findingCount: invoice?.finding_count, lineCount: expect.any(Number) },
      readAt: null,
    });
    for (const { data } of notifications) {
      for (const value of Object.values(data)) expect(typeof value).toBe('number');
    }
  });

  it('is told once, however often the worker runs', async () => {
    const uploadId = await desk.send(sender, billFile(2), scopeId);
    const before = await desk.told(keeper);
    await firm.server.admin.updateTable('uploads').set({ state: 'received' }).where('id', '=', uploadId).execute();
    await readUpload(firm.server.context, uploadId);
    expect(await desk.told(keeper)).toEqual(before);
  });

  it('is one line for a file of many bills, with their sums', async () => {
    const before = (await desk.told(keeper)).length;
    await desk.send(sender, billFile(3, 4), scopeId);
    const { notifications } = await desk.inbox(keeper);
    expect(notifications.length).toBe(before + 3);
    const [flagged, processed] = notifications;
    expect(processed).toMatchObject({ type: 'invoice.processed', subjectId: null, data: { invoiceCount: 4 } });
    expect(flagged).toMatchObject({ type: 'invoice.flagged', data: { eventCount: 4 } });
    const { rows } = await firm.server.adminPool.query(
      `SELECT sum((data ->> 'findingCount')::int)::int AS count FROM (
        SELECT data FROM events WHERE type = 'invoice.flagged' ORDER BY seq DESC LIMIT 4) last`,
    );
    expect(flagged?.data.findingCount).toBe(rows[0]?.count);
  });

  it('goes to approvers who see it where nobody looks after the matter, and not to everybody who could', async () => {
    const before = await Promise.all([sender, approver, onlooker].map(desk.told));
    // Of a matter that the file names itself and nobody has entered: only grants of everything reach it.
    await desk.send(onlooker, billFile(4));
    const after = await Promise.all([sender, approver, onlooker].map(desk.told));
    expect(after.map((types, index) => types.slice(before[index]?.length))).toEqual([
      [],
      ALL_THREE,
      ['invoice.processed', 'invoice.flagged'],
    ]);
  });

  it('goes to whom the bill is assigned', async () => {
    const assigned = await firm.person();
    await firm.firm.grant(assigned.actor, null);
    await withChanges(firm.server.context, SYSTEM, (batch) =>
      refreshAccess(batch, { userIds: [assigned.actor.userId] }),
    );
    const invoice = await firm.server.admin
      .selectFrom('invoices')
      .select('id')
      .where('scope_id', '=', scopeId)
      .executeTakeFirstOrThrow();
    const assign = { assigned_to: assigned.actor.userId };
    await firm.server.admin.updateTable('invoices').set(assign).where('id', '=', invoice.id).execute();
    await firm.happen({ type: 'invoice.processed', scopeId, subjectId: invoice.id });
    expect(await desk.told(assigned)).toEqual(['invoice.processed']);
  });

  it('that cannot be read is told to whoever sent it, and to nobody else', async () => {
    const before = await Promise.all([keeper, approver, admin].map(desk.told));
    const uploadId = await desk.send(
      onlooker,
      new TextEncoder().encode('Dear client,\nplease find nothing enclosed.\n'),
    );
    expect((await desk.inbox(onlooker)).notifications[0]).toMatchObject({
      type: 'invoice.processed',
      scopeId: `user:${onlooker.actor.userId}`,
      subjectId: uploadId,
      data: { invoiceCount: 0, code: 'FILE_001' },
    });
    expect(await Promise.all([keeper, approver, admin].map(desk.told))).toEqual(before);
  });

  it('sent again from behind a wall is told to the people of its matter alone', async () => {
    const before = await Promise.all([keeper, admin].map(desk.told));
    await desk.send(walled, billFile(1));
    expect(await desk.told(walled)).toEqual([]);
    const [keepers = [], admins = []] = before;
    expect(await Promise.all([keeper, admin].map(desk.told))).toEqual([[...keepers, 'invoice.uploaded'], admins]);
  });
});

describe('what happens to the server', () => {
  const directory = mkdtempSync(join(tmpdir(), 'lait-lifecycle-'));
  let firm: ListeningFirm;
  let desk: Desk;
  beforeAll(async () => {
    firm = await listeningFirm();
    desk = deskAt(firm);
  });
  afterAll(async () => {
    await firm.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('reaches administrators, in their inbox and on their streams, and nobody else', async () => {
    const redis = await redisServer();
    const reading = readConfig({
      environment: {
        DATABASE_URL: firm.server.adminUrl,
        JWT_SECRET_KEY: TEST_JWT_KEY,
        POSTGRES_PASSWORD: TEST_PASSWORD,
        LAIT_DATA_DIRECTORY: directory,
        HTTP_PORT: '0',
        REDIS_URL: redis.url,
      },
      mode: 'api',
      readFile: () => '',
    });
    if (!reading.ok) throw new Error(reading.problems.join(' '));
    const silent = createLogger('ERROR', { write: () => {} });
    const [admin, approver] = [await firm.person('administrator'), await firm.person('approver')];
    await firm.firm.grant(approver.actor, null);
    const staying = await startServer(reading.config, silent);
    // Its clock is the machine's; tokens of the moved clock of the tests would be of another day.
    const tokenOf = async ({ actor }: SignedInPerson) => {
      const { value } = await withChanges(staying.context, SYSTEM, (batch) =>
        openSession(staying.context, batch, actor.userId, 'desktop', { ip: '127.0.0.1', userAgent: 'test' }),
      );
      const given = { userId: actor.userId, sessionId: value.sessionId };
      return (await signAccessToken(staying.context, given)).token;
    };
    const url = staying.url ?? '';
    const theirs = await listenTo(url, await tokenOf(admin));
    const others = await listenTo(url, await tokenOf(approver));
    for (const stream of [theirs, others]) await stream.hears('ready');
    const other = await startServer(reading.config, silent);
    await theirs.hears('system.startup');
    other.context.systemErrors?.report('INTERNAL');
    await theirs.hears('system.error');
    await other.stop();
    await theirs.hears('system.shutdown');
    expect(JSON.parse(theirs.heard.find(({ type }) => type === 'system.error')?.data ?? '')).toMatchObject({
      scopeId: null,
      subjectId: null,
      data: { code: 'INTERNAL', leftOut: 0 },
    });
    const lastId = theirs.lastId();
    await staying.stop();
    expect(await theirs.ended).toBe('end');
    expect(others.types()).toEqual([]);
    // The one that ended said so after its streams had ended: it is there for whoever comes back.
    const back = await listenTo(firm.url, admin.token, lastId);
    await back.hears('system.shutdown');
    expect(await desk.told(admin)).toEqual([
      'system.startup',
      'system.startup',
      'system.error',
      'system.shutdown',
      'system.shutdown',
    ]);
    expect(await desk.told(approver)).toEqual([]);
    back.close();
    await redis.close();
  });
});
