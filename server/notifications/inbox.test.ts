import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PullReply, RowImage } from '#shared/api/sync.ts';
import { checksumHex, checksumOf } from '#shared/sync/checksum.ts';
import type { NotificationBody } from '#shared/sync/synced-row.ts';
import { SYSTEM } from '../access/actor.ts';
import { refreshAccess } from '../access/scope-access.ts';
import { changeUser } from '../auth/accounts.ts';
import { withChanges } from '../sync/with-changes.ts';
import { type Desk, deskAt } from './desk.testing.ts';
import { type ListeningFirm, listeningFirm, type SignedInPerson } from './listening-firm.testing.ts';
import { trimEvents } from './trim-events.ts';
import { writeNotifications } from './write-notifications.ts';

const DAY_MS = 86_400_000;

describe('an inbox', () => {
  let firm: ListeningFirm;
  let desk: Desk;
  let ann: SignedInPerson;
  let ben: SignedInPerson;
  beforeAll(async () => {
    firm = await listeningFirm();
    desk = deskAt(firm);
  });
  beforeEach(async () => {
    [ann, ben] = [await firm.person(), await firm.person()];
  });
  afterAll(() => firm.close());

  const flagged = async (scopeId: string, count = 1) => {
    for (let number = 0; number < count; number += 1) {
      firm.server.clock.advance(10);
      await firm.happen({ type: 'invoice.flagged', scopeId, data: { findingCount: number } });
    }
  };
  const idsOf = async (person: SignedInPerson) => (await desk.inbox(person)).notifications.map(({ id }) => id);

  /** The rows of a person's own scope on a desk that pulls from the beginning, checked against the server's sum. */
  async function synced({ actor, token }: SignedInPerson, cursor = 0): Promise<readonly RowImage[]> {
    const { transport } = desk.connect({ actor, token });
    const scopeId = `user:${actor.userId}`;
    const asked = {
      protocol: 1,
      schema: 1,
      generation: null,
      deviceId: firm.server.context.newId(),
      appVersion: '0.2.0',
      scopes: [{ scopeId, epoch: 1, cursor }],
      purged: [],
      limit: 2000,
    };
    const sent = await transport.pull(asked);
    const reply: PullReply | null = sent.ok ? sent.value : null;
    const page = reply?.kind === 'page' ? reply.scopes[0] : undefined;
    if (page === undefined) throw new Error(`The pull was answered with ${JSON.stringify(sent)}.`);
    const standing = page.rows.filter(({ body }) => body !== null);
    expect(page.checksum).toBe(checksumHex(checksumOf(standing)));
    return standing;
  }

  it('comes to every desk of its person with the feed, and to nobody else', async () => {
    const scopeId = await firm.matter(ann, ben);
    await flagged(scopeId, 2);
    const rows = await synced(ann);
    expect(rows.map(({ id }) => id).sort()).toEqual((await idsOf(ann)).sort());
    expect(rows.map(({ body }) => body as NotificationBody)).toMatchObject([
      { type: 'invoice.flagged', scopeId, subjectId: null, data: { findingCount: 0 }, readAt: null },
      { data: { findingCount: 1 } },
    ]);
    const bens = await idsOf(ben);
    expect(bens.length).toBe(2);
    for (const { id } of rows) expect(bens).not.toContain(id);
  });

  it('is shown newest first, page by page, each once, all or only what is unread', async () => {
    await flagged(await firm.matter(ann), 7);
    const seen: string[] = [];
    let query = '?limit=3';
    for (;;) {
      const { notifications, next } = await desk.inbox(ann, query);
      seen.push(...notifications.map(({ data }) => String(data.findingCount)));
      if (next === null) break;
      query = `?limit=3&after=${next}`;
    }
    expect(seen).toEqual(['6', '5', '4', '3', '2', '1', '0']);
    const ids = await idsOf(ann);
    await desk.connect(ann).transport.markRead(ids.slice(0, 4));
    const unread = await desk.inbox(ann, '?unreadOnly=true&limit=2');
    expect([unread.unreadCount, unread.notifications.map(({ id }) => id)]).toEqual([3, ids.slice(4, 6)]);
  });

  it('is marked as read from a desk, once, for all desks; what is not the own is passed over', async () => {
    const scopeId = await firm.matter(ann, ben);
    await flagged(scopeId, 2);
    const [first = '', second = ''] = await idsOf(ann);
    const [bens = ''] = await idsOf(ben);
    const { transport } = desk.connect(ann);
    expect(await transport.markRead([first, bens, firm.server.context.newId()])).toEqual({ ok: true, value: null });
    const readAt = (await desk.inbox(ann)).notifications[0]?.readAt;
    expect(readAt).not.toBeNull();
    firm.server.clock.advance(1_000);
    await transport.markRead([first, second]);
    const { notifications, unreadCount } = await desk.inbox(ann);
    expect([unreadCount, notifications[0]?.readAt]).toEqual([0, readAt]);
    expect((await desk.inbox(ben)).unreadCount).toBe(2);
    expect((await synced(ann)).map(({ version }) => version)).toEqual([2, 2]);
    expect(await transport.markRead(['no id'])).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  });

  it('lets go of what a wall hides, here and on the desk, and lifting the wall brings nothing back', async () => {
    const [scopeId, other] = [await firm.matter(ann, ben), await firm.matter(ann)];
    await flagged(scopeId, 2);
    await flagged(other);
    await firm.wall(ann, scopeId);
    const left = (await desk.inbox(ann)).notifications;
    expect(left.map((each) => each.scopeId)).toEqual([other]);
    expect((await synced(ann)).map(({ id }) => id)).toEqual(left.map(({ id }) => id));
    await flagged(scopeId);
    expect((await idsOf(ann)).length).toBe(1);
    expect((await idsOf(ben)).length).toBe(3);
    await firm.server.admin.updateTable('walls').set({ lifted_at: new Date() }).execute();
    await withChanges(firm.server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [ann.actor.userId] }));
    expect((await idsOf(ann)).length).toBe(1);
    await flagged(scopeId);
    expect((await idsOf(ann)).length).toBe(2);
  });

  it('never shows what is about a matter one may not see, even if it were there', async () => {
    const scopeId = await firm.matter(ann);
    await flagged(scopeId);
    await firm.server.admin
      .updateTable('scope_access')
      .set({ revoked_at: new Date() })
      .where('scope_id', '=', scopeId)
      .execute();
    expect(await desk.inbox(ann)).toMatchObject({ notifications: [], unreadCount: 0 });
  });

  it('and a wall raised at the same moment never miss each other, whichever comes first', async () => {
    const [before, after] = [await firm.matter(ann), await firm.matter(ann)];
    const { context } = firm.server;
    const raise = async (scopeId: string, meanwhile: () => Promise<void>) => {
      await firm.firm.wall(ann.actor, scopeId.slice('matter:'.length));
      await withChanges(context, SYSTEM, async (batch) => {
        await refreshAccess(batch, { userIds: [ann.actor.userId] });
        await meanwhile();
      });
    };
    // The wall is first and not yet committed: what happens now waits for it.
    let happening: Promise<void> = Promise.resolve();
    await raise(before, async () => {
      happening = firm.happen({ type: 'invoice.flagged', scopeId: before });
      await somebodyWaits();
    });
    await happening;
    // The notification is first: the wall waits, and withdraws it.
    let raising: Promise<void> = Promise.resolve();
    await withChanges(context, SYSTEM, async (batch) => {
      const event = {
        id: context.newId(),
        type: 'invoice.flagged',
        scopeId: after,
        subjectId: null,
        data: {},
      } as const;
      await writeNotifications(batch, SYSTEM, [event], () => context.newId());
      raising = raise(after, async () => {});
      await somebodyWaits();
    });
    await raising;
    expect(await idsOf(ann)).toEqual([]);
    const standing = await firm.server.admin
      .selectFrom('notifications')
      .select('id')
      .where('user_id', '=', ann.actor.userId)
      .where('deleted_at', 'is', null)
      .execute();
    expect(standing).toEqual([]);
    expect(await synced(ann)).toEqual([]);
  });

  it('of an administrator loses what is for administrators with the role', async () => {
    const [former] = [await firm.person('administrator'), await firm.person('administrator')];
    await firm.happen({ type: 'system.startup', scopeId: null });
    expect((await idsOf(former)).length).toBe(1);
    await changeUser(firm.server.context, SYSTEM, former.actor.userId, { role: 'approver' });
    expect(await idsOf(former)).toEqual([]);
    expect(await synced(former)).toEqual([]);
  });

  it('is kept for two months, read or not, and then gone from every desk', async () => {
    await flagged(await firm.matter(ann), 2);
    firm.server.clock.advance(30 * DAY_MS);
    ann = await firm.signIn(ann.actor);
    await flagged(await firm.matter(ann));
    firm.server.clock.advance(31 * DAY_MS);
    ann = await firm.signIn(ann.actor);
    expect((await trimEvents(firm.server.context)).notificationCount).toBeGreaterThanOrEqual(2);
    expect((await idsOf(ann)).length).toBe(1);
    expect((await synced(ann)).map(({ id }) => id)).toEqual(await idsOf(ann));
  });

  async function somebodyWaits(): Promise<void> {
    for (let attempt = 0; attempt < 1_000; attempt += 1) {
      const { rowCount } = await firm.server.adminPool.query(
        `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
          WHERE l.locktype = 'advisory' AND NOT l.granted AND d.datname = current_database()`,
      );
      if ((rowCount ?? 0) > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error('Nobody waits for access.');
  }
});
