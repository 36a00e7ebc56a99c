import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verification, verificationAccepted } from '#shared/api/legal-verification.ts';
import { SYSTEM } from '../access/actor.ts';
import { refreshAccess } from '../access/scope-access.ts';
import { startWorker } from '../jobs/start-worker.ts';
import { type Desk, deskAt } from '../notifications/desk.testing.ts';
import { listenTo } from '../notifications/listen.testing.ts';
import type { SignedInPerson } from '../notifications/listening-firm.testing.ts';
import { withChanges } from '../sync/with-changes.ts';
import { type LegalFirm, legalFirm, passage } from './searches/legal-firm.testing.ts';

const BOTH = ['legal.search_complete', 'legal.verification_complete'] as const;

/** From the question to the inbox and the open window of somebody else, over real sockets, through the real worker. */
describe('what a legal search and a check of an attorney come to', () => {
  let firm: LegalFirm;
  let desk: Desk;
  let matterId: string;
  let scopeId: string;
  /** Asks, with a grant of everything; looks after the matter; sees everything; is kept out of this matter. */
  let asker: SignedInPerson;
  let keeper: SignedInPerson;
  let onlooker: SignedInPerson;
  let walled: SignedInPerson;
  beforeAll(async () => {
    let nowMs = Date.parse('2026-04-01T09:00:00Z');
    // No two things happen in the same moment here.
    const clock = {
      nowMs: () => {
        nowMs += 1;
        return nowMs;
      },
    };
    firm = await legalFirm({ parts: { clock } });
    desk = deskAt(firm);
    [asker, keeper, onlooker, walled] = [
      await firm.person(),
      await firm.person(),
      await firm.person(),
      await firm.person(),
    ];
    scopeId = await firm.matter(keeper, walled);
    matterId = scopeId.slice('matter:'.length);
    await firm.wall(walled, scopeId);
    for (const { actor } of [asker, onlooker]) await firm.firm.grant(actor, null);
    const userIds = [asker.actor.userId, onlooker.actor.userId];
    await withChanges(firm.server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds }));
    firm.passages.push(passage(scopeId, 'Block billing was accepted here'));
    await startWorker(firm.server.context);
  });
  afterAll(() => firm.closeAll());

  const everybody = () => [asker, keeper, onlooker, walled];
  const toldSince = async (before: readonly (readonly string[])[]) => {
    const after = await Promise.all(everybody().map(desk.told));
    return after.map((types, index) => types.slice(before[index]?.length));
  };

  const ask = async (type: (typeof BOTH)[number], about: string | null, name = 'Okafor, Ada'): Promise<string> => {
    if (type === 'legal.search_complete') {
      const id = await firm.ask(asker, 'block billing', { matterId: about });
      await firm.ended(asker, id);
      return id;
    }
    const asked = await firm.call(asker, 'POST', '/api/legal/verify-attorney', { name, matterId: about });
    const { verificationId } = asked.read(verificationAccepted);
    for (let attempt = 0; attempt < 400; attempt += 1) {
      const check = (await firm.call(asker, 'GET', `/api/legal/verifications/${verificationId}`)).read(verification);
      if (check.state === 'done') return verificationId;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('The check never ended.');
  };

  it.each(BOTH)('%s of a matter reaches its people and whoever asked, and nobody behind the wall', async (type) => {
    const streams = await Promise.all(everybody().map(({ token }) => listenTo(firm.url, token)));
    for (const stream of streams) await stream.hears('ready');
    const before = await Promise.all(everybody().map(desk.told));
    const id = await ask(type, matterId);
    expect(await toldSince(before)).toEqual([[type], [type], [], []]);
    const { notifications } = await desk.inbox(keeper);
    expect(notifications[0]).toMatchObject({ type, scopeId, subjectId: id });
    for (const value of Object.values(notifications[0]?.data ?? {}))
      expect(['string', 'number']).toContain(typeof value);
    expect(JSON.stringify(notifications[0])).not.toMatch(/Okafor|billing/);
    for (const stream of streams.slice(0, 3)) {
      await stream.hears(type);
      expect(stream.types().filter((each) => each.startsWith('legal.'))).toEqual([type]);
    }
    expect(streams[3]?.types()).toEqual([]);
    for (const stream of streams) stream.close();
    // And what it is about: there for who was told, not there for whom the wall is.
    const path = type === 'legal.search_complete' ? 'searches' : 'verifications';
    const statuses = await Promise.all(
      everybody().map((person) => firm.call(person, 'GET', `/api/legal/${path}/${id}`)),
    );
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200, 404]);
  });

  it.each(BOTH)('%s of no matter is told to whoever asked alone', async (type) => {
    const before = await Promise.all(everybody().map(desk.told));
    const id = await ask(type, null);
    expect(await toldSince(before)).toEqual([[type], [], [], []]);
    expect((await desk.inbox(asker)).notifications[0]).toMatchObject({
      scopeId: `user:${asker.actor.userId}`,
      subjectId: id,
    });
  });

  it('is withdrawn from the inbox of whom a wall is raised against afterwards', async () => {
    const late = await firm.person();
    await firm.firm.grant(late.actor, matterId);
    await withChanges(firm.server.context, SYSTEM, (batch) => refreshAccess(batch, { matterIds: [matterId] }));
    await ask('legal.search_complete', matterId);
    expect(await desk.told(late)).toEqual(['legal.search_complete']);
    await firm.wall(late, scopeId);
    expect(await desk.told(late)).toEqual([]);
  });

  it('carries LEGAL_001 and when to ask again where the source failed', async () => {
    firm.source.fail('throttled', 2);
    await ask('legal.verification_complete', null, 'Duarte, Pia');
    expect((await desk.inbox(asker)).notifications[0]?.data).toMatchObject({
      code: 'LEGAL_001',
      reason: 'throttled',
      retryAt: expect.stringMatching(/^2026-/),
    });
  });
});
