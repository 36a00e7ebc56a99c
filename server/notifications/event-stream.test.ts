import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '../access/actor.ts';
import { refreshAccess } from '../access/scope-access.ts';
import { changeUser } from '../auth/accounts.ts';
import { endSessions } from '../auth/sessions.ts';
import { memoryBus } from '../bus/memory-bus.ts';
import { withChanges } from '../sync/with-changes.ts';
import { testContext } from '../testing/test-context.ts';
import { listenTo } from './listen.testing.ts';
import { type ListeningFirm, listeningFirm, type SignedInPerson } from './listening-firm.testing.ts';
import { trimEvents } from './trim-events.ts';

const DAY_MS = 86_400_000;

describe('the event stream', () => {
  let firm: ListeningFirm;
  let ann: SignedInPerson;
  let ben: SignedInPerson;
  let admin: SignedInPerson;
  let scopeId: string;
  beforeAll(async () => {
    firm = await listeningFirm();
    [ann, ben, admin] = [await firm.person(), await firm.person('approver'), await firm.person('administrator')];
    scopeId = await firm.matter(ann, ben);
  });
  afterAll(() => firm.close());

  const ready = async ({ token }: SignedInPerson, lastEventId: string | null = null) => {
    const listening = await listenTo(firm.url, token, lastEventId);
    await listening.hears('ready');
    return listening;
  };
  const flagged = (subjectId: string | null = null, about = scopeId) =>
    firm.happen({ type: 'invoice.flagged', scopeId: about, subjectId, data: { findingCount: 2 } });
  const countOf = (lines: readonly { readonly type: string }[], type: string) =>
    lines.filter((each) => each.type === type).length;

  it('says first that it is there, then what happens to whoever may see it, as ids and counts, numbered', async () => {
    const [theirs, others] = [await ready(ann), await ready(admin)];
    const subjectId = firm.server.context.newId();
    await flagged(subjectId);
    await firm.happen({ type: 'system.error', scopeId: null, data: { code: 'INTERNAL' } });
    await theirs.hears('invoice.flagged');
    await others.hears('system.error');
    const event = theirs.heard.find(({ type }) => type === 'invoice.flagged');
    expect(JSON.parse(event?.data ?? '')).toEqual({
      id: expect.any(String),
      type: 'invoice.flagged',
      at: '2026-04-01T09:00:00.000Z',
      scopeId,
      subjectId,
      data: { findingCount: 2 },
    });
    const { rows } = await firm.server.adminPool.query('SELECT seq FROM events WHERE subject_id = $1', [subjectId]);
    expect(Number(event?.id)).toBe(rows[0]?.seq);
    await firm.happen({ type: 'invoice.processed', scopeId });
    await theirs.hears('invoice.processed');
    expect(theirs.types()).not.toContain('system.error');
    // An administrator without a grant sees no matter.
    expect(others.types()).not.toContain('invoice.flagged');
    for (const each of [theirs, others]) each.close();
  });

  it('pokes about scopes one may see, and about no others', async () => {
    const [theirs, others] = [await ready(ann), await ready(admin)];
    const change = (scope: string, rowId: string) =>
      withChanges(firm.server.context, SYSTEM, async (batch) =>
        batch.change({ scopeId: scope, table: 'comment', rowId, op: 'put', rowVersion: 1, previousVersion: 0 }),
      );
    await change(scopeId, 'one');
    await theirs.hears('sync.poke');
    await change('firm', 'two');
    await others.hears('sync.poke');
    const scopesOf = ({ heard }: typeof theirs) =>
      heard.flatMap(({ type, data }) => (type === 'sync.poke' ? JSON.parse(data).scopeIds : []));
    await expect.poll(() => scopesOf(theirs)).toEqual([scopeId, 'firm']);
    expect(scopesOf(others)).toEqual(['firm']);
    for (const each of [theirs, others]) each.close();
  });

  it('loses nothing and doubles nothing over gaps, however many write meanwhile', async () => {
    const listeners = [];
    const seen: string[] = [];
    let isWriting = true;
    const write = async () => {
      for (let count = 0; count < 60; count += 1) await flagged();
    };
    const writing = Promise.all(Array.from({ length: 6 }, write)).then(() => {
      isWriting = false;
    });
    const whole = await ready(ann);
    let lastId = whole.lastId();
    const from = Number(lastId);
    while (isWriting) {
      const part = await listenTo(firm.url, ann.token, lastId);
      listeners.push(part);
      await part.hears('ready');
      await new Promise((resolve) => setTimeout(resolve, 40));
      part.close();
      await part.ended;
      if (part.lastId() !== '') lastId = part.lastId();
      seen.push(...part.heard.flatMap(({ type, id }) => (type === 'invoice.flagged' ? [id ?? ''] : [])));
    }
    await writing;
    const last = await ready(ann, lastId);
    seen.push(...last.heard.flatMap(({ type, id }) => (type === 'invoice.flagged' ? [id ?? ''] : [])));
    const { rows } = await firm.server.adminPool.query(
      "SELECT seq FROM events WHERE type = 'invoice.flagged' AND scope_id = $1 AND seq > $2 ORDER BY seq",
      [scopeId, from],
    );
    const written = rows.map(({ seq }) => String(seq));
    expect(listeners.length).toBeGreaterThan(2);
    expect(written.length).toBeGreaterThan(100);
    expect(seen).toEqual(written);
    const heard = () => whole.heard.flatMap(({ type, id }) => (type === 'invoice.flagged' ? [id] : []));
    await expect.poll(heard).toEqual(written);
    for (const each of [whole, last]) each.close();
  });

  it('hides what a wall hides, also of what happened before the wall and was not yet told', async () => {
    const walled = await firm.person();
    const about = await firm.matter(walled, ann);
    const away = await ready(walled);
    const since = away.lastId();
    away.close();
    await flagged(null, about);
    await firm.wall(walled, about);
    const back = await ready(walled, since);
    await flagged(null, about);
    await firm.happen({ type: 'invoice.processed', scopeId: `user:${walled.actor.userId}` });
    await back.hears('invoice.processed');
    expect(back.types()).not.toContain('invoice.flagged');
    back.close();
    const other = await ready(ann, since);
    expect(other.types().filter((type) => type === 'invoice.flagged')).toHaveLength(2);
    other.close();
  });

  it('hides from an open stream what happened before the wall but was read after it', async () => {
    // Another process writes, and its wake-up is lost: nothing is read until the next one of our own.
    const elsewhere = await testContext({ sharing: firm.server, parts: { bus: memoryBus() } });
    const walled = await firm.person();
    const about = await firm.matter(walled, ann);
    const [theirs, others] = [await ready(walled), await ready(ann)];
    await firm.happen({ type: 'invoice.flagged', scopeId: about }, elsewhere.context);
    expect(others.types()).toEqual([]);
    await firm.wall(walled, about);
    await others.hears('invoice.flagged');
    await theirs.hears('sync.poke');
    expect(theirs.types()).not.toContain('invoice.flagged');
    for (const each of [theirs, others]) each.close();
    await elsewhere.close();
  });

  it('tells of a matter from the moment access is given, and says that there is something to fetch', async () => {
    const late = await firm.person();
    const about = await firm.matter(ann);
    const listening = await ready(late);
    await firm.firm.grant(late.actor, about.slice('matter:'.length));
    await withChanges(firm.server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [late.actor.userId] }));
    await listening.hears('sync.poke');
    expect(JSON.parse(listening.heard.find(({ type }) => type === 'sync.poke')?.data ?? '').scopeIds).toEqual([
      `user:${late.actor.userId}`,
    ]);
    await flagged(null, about);
    await listening.hears('invoice.flagged');
    listening.close();
  });

  it('tells one who was away for weeks, or comes from another log, to take the state as it is', async () => {
    const before = await ready(ann);
    const since = before.lastId();
    before.close();
    await flagged();
    firm.server.clock.advance(61 * DAY_MS);
    expect((await trimEvents(firm.server.context)).eventCount).toBeGreaterThan(0);
    const now = (await firm.signIn(ann.actor)).token;
    for (const lastEventId of [since, '999999999999', 'no number of ours']) {
      const back = await listenTo(firm.url, now, lastEventId);
      await back.hears('ready');
      expect(back.heard.map(({ type }) => type)).toEqual(['resync', 'ready']);
      await flagged();
      await back.hears('invoice.flagged');
      back.close();
    }
    ann = await firm.signIn(ann.actor);
    [ben, admin] = [await firm.signIn(ben.actor), await firm.signIn(admin.actor)];
    const recent = await ready(ann);
    await flagged();
    await trimEvents(firm.server.context);
    const again = await ready(ann, recent.lastId());
    expect(countOf(again.heard, 'resync')).toBe(0);
    for (const each of [recent, again]) each.close();
  });

  it('ends with its session, and says nothing more', async () => {
    const [first, other] = [await firm.signIn(ann.actor), await firm.signIn(ann.actor)];
    const [ending, staying] = [await ready(first), await ready(other)];
    await withChanges(firm.server.context, SYSTEM, (batch) =>
      endSessions(batch, { sessionId: first.actor.sessionId }, 'signed_out'),
    );
    expect(await ending.ended).toBe('end');
    await flagged();
    await staying.hears('invoice.flagged');
    expect(ending.types()).not.toContain('invoice.flagged');
    staying.close();
    expect((await listenTo(firm.url, first.token)).status).toBe(401);
  });

  it('says nothing to a session that ended in another process, though nobody told this one', async () => {
    const first = await firm.signIn(ann.actor);
    const listening = await ready(first);
    await firm.server.admin
      .updateTable('sessions')
      .set({ ended_at: new Date(), end_reason: 'elsewhere' })
      .where('id', '=', first.actor.sessionId)
      .execute();
    await flagged();
    expect(await listening.ended).toBe('end');
    expect(listening.types()).toEqual([]);
  });

  it('ends when the account is disabled', async () => {
    const leaving = await firm.person();
    const listening = await ready(leaving);
    await changeUser(firm.server.context, SYSTEM, leaving.actor.userId, { state: 'disabled' });
    expect(await listening.ended).toBe('end');
  });

  it('ends for an administrator what is theirs alone when they no longer are one', async () => {
    const former = await firm.person('administrator');
    const listening = await ready(former);
    await firm.happen({ type: 'system.startup', scopeId: null });
    await listening.hears('system.startup');
    await changeUser(firm.server.context, SYSTEM, former.actor.userId, { role: 'reviewer' });
    await firm.happen({ type: 'system.shutdown', scopeId: null });
    await firm.happen({ type: 'invoice.processed', scopeId: `user:${former.actor.userId}` });
    await listening.hears('invoice.processed');
    expect(listening.types()).not.toContain('system.shutdown');
    listening.close();
  });

  it('ends with its token, so that the listener comes back with a new one and where it was', async () => {
    const { clock } = firm.server;
    const person = await firm.signIn(ann.actor);
    const listening = await ready(person);
    await flagged();
    await listening.hears('invoice.flagged');
    clock.advance(59 * 60_000);
    await flagged();
    await listening.hears('invoice.flagged', 2);
    clock.advance(60_000);
    expect(await listening.ended).toBe('end');
    await flagged();
    expect((await listenTo(firm.url, person.token)).status).toBe(401);
    const back = await ready(await firm.signIn(ann.actor), listening.lastId());
    expect(countOf(back.heard, 'invoice.flagged')).toBe(1);
    back.close();
    [ben, admin] = [await firm.signIn(ben.actor), await firm.signIn(admin.actor)];
    ann = await firm.signIn(ann.actor);
  });

  it('is held ten times by one person at most: one more ends the oldest', async () => {
    const person = await firm.person();
    const open = [];
    for (let count = 0; count < 11; count += 1) open.push(await ready(person));
    expect(await open[0]?.ended).toBe('end');
    expect(open.slice(1).map(({ isEnded }) => isEnded())).toEqual(Array.from({ length: 10 }, () => false));
    for (const each of open) each.close();
  });

  it('is not for whoever has no token', async () => {
    expect((await listenTo(firm.url, 'nobody')).status).toBe(401);
  });
});
