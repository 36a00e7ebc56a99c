import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput } from '#shared/api/workspace.ts';
import { answerOf, errorOf, importOne, ledesBytes, manyLines, rowsOf } from '../workspace.testing.ts';
import { ADA, BEN, type Laptop, LEASE_MS, MATTER, type SyncWorld, syncWorld } from './sync-world.testing.ts';

const ACCEPT = { kind: 'accept' } as const;
const CUT = { kind: 'cut_line' } as const;

describe('two laptops and a server', () => {
  let world: SyncWorld;
  let ada: Laptop;
  let ben: Laptop;
  let invoiceId: string;
  let lineIds: readonly string[];
  beforeEach(async () => {
    world = syncWorld();
    ada = await world.laptop(ADA);
    ben = await world.laptop(BEN);
    invoiceId = await importOne(ada.workspace, ledesBytes({ lines: manyLines(12) }));
    await ada.sync();
    await ada.sync();
    await ben.sync();
    lineIds = (await rowsOf(ada.workspace, invoiceId)).map(({ lineId }) => lineId);
  });
  afterEach(() => world.close());

  const decide = (laptop: Laptop, lines: readonly string[], request: CommandInput<'decideLines'>['request'] = ACCEPT) =>
    answerOf(laptop.workspace.command('decideLines', { lineIds: [...lines], request, reasonCode: null }));
  const decisions = async (laptop: Laptop) =>
    (await rowsOf(laptop.workspace, invoiceId)).map(({ decision }) => decision?.kind ?? null);
  const status = (laptop: Laptop) => answerOf(laptop.workspace.query('getSyncStatus', {}));
  const conflicts = async (laptop: Laptop) =>
    (await answerOf(laptop.workspace.query('listConflicts', { offset: 0, limit: 100 }))).rows;

  it('a file dropped on one laptop is read on the server and stands on the other, the same to the last figure', async () => {
    expect(await rowsOf(ben.workspace, invoiceId)).toEqual(await rowsOf(ada.workspace, invoiceId));
    const [mine, theirs] = await Promise.all(
      [ada, ben].map(({ workspace }) => answerOf(workspace.query('getInvoice', { invoiceId }))),
    );
    expect(theirs?.summary).toEqual(mine?.summary);
    expect(theirs?.rules).toEqual(mine?.rules);
    expect(await status(ada)).toMatchObject({ state: 'up_to_date', waitingCount: 0, heldCount: 0 });
  });

  it('a decision shows at once, is confirmed after the round, and stands on the other laptop', async () => {
    await decide(ada, lineIds.slice(0, 2), CUT);
    const before = (await rowsOf(ada.workspace, invoiceId))[0]?.decision;
    expect(before).toMatchObject({ kind: 'cut_line', durability: 'on_this_device' });
    expect(await status(ada)).toMatchObject({ waitingCount: 1 });
    await ada.sync();
    expect((await rowsOf(ada.workspace, invoiceId))[0]?.decision).toMatchObject({ durability: 'confirmed' });
    await ben.sync();
    expect(await rowsOf(ben.workspace, invoiceId)).toEqual(await rowsOf(ada.workspace, invoiceId));
    const line = await answerOf(ben.workspace.query('getLine', { lineId: lineIds[0] ?? '' }));
    expect(line.decision?.by).toBe('Ada');
  });

  it('a version below the minimum sends what waits, begins nothing new, and says so; a new one goes on', async () => {
    await decide(ada, lineIds.slice(0, 2), CUT);
    world.server.requireClient('9.0.0');
    await ada.sync();
    expect(await status(ada)).toMatchObject({ state: 'attention', waitingCount: 0, minimumVersion: '9.0.0' });
    expect((await status(ada)).message).toContain('older than your firm allows');
    await ben.sync();
    expect((await decisions(ben)).slice(0, 3)).toEqual(['cut_line', 'cut_line', null]);
    const refused = await ada.workspace.command('addComment', { invoiceId, lineId: null, text: 'Later.' });
    expect(refused).toMatchObject({ ok: false, error: { kind: 'refused' } });
    const file = { importId: '0198c1de-0000-7000-8000-000000000001', name: 'more.led', bytes: ledesBytes({}) };
    expect(await ada.workspace.command('importFile', file)).toMatchObject({ ok: false, error: { kind: 'refused' } });
    expect(await status(ada)).toMatchObject({ waitingCount: 0 });
    world.server.requireClient('0.1.0');
    await ada.sync();
    expect(await status(ada)).toMatchObject({ state: 'up_to_date', minimumVersion: null });
    await decide(ada, lineIds.slice(2, 3), CUT);
    expect((await decisions(ada))[2]).toBe('cut_line');
  });

  it('a submitted review is known on both, by whom, and only somebody else approves it', async () => {
    const submission = async ({ workspace }: Laptop) =>
      (await answerOf(workspace.query('getInvoice', { invoiceId }))).summary.submission;
    expect(await submission(ada)).toBeNull();
    await decide(ada, lineIds);
    await answerOf(ada.workspace.command('submitInvoice', { invoiceId }));
    await ada.sync();
    await ben.sync();
    expect(await submission(ada)).toEqual({ byName: 'Ada', isMine: true });
    expect(await submission(ben)).toEqual({ byName: 'Ada', isMine: false });
    const own = await ada.workspace.command('approveInvoice', { invoiceId });
    expect(own.ok).toBe(false);
    expect(await answerOf(ben.workspace.command('approveInvoice', { invoiceId }))).toEqual({ state: 'approved' });
  });

  it('different decisions on one line: the first stands, the other is put before the person, nothing else is asked', async () => {
    ben.line = 'off';
    await decide(ben, lineIds.slice(0, 3), CUT);
    await decide(ada, [lineIds[0] ?? '', lineIds[5] ?? '']);
    await ada.sync();
    ben.line = 'on';
    await ben.sync();
    expect((await decisions(ben)).slice(0, 3)).toEqual(['accept', 'cut_line', 'cut_line']);
    const [conflict, ...others] = await conflicts(ben);
    expect(others).toEqual([]);
    expect(conflict).toMatchObject({ kind: 'decision', code: 'changed_since', lineIds: [lineIds[0]], invoiceId });
    const card = await answerOf(ben.workspace.query('getConflict', { conflictId: conflict?.conflictId ?? '' }));
    expect([card.base?.text, card.mine.text, card.theirs.text, card.theirs.byName]).toEqual([
      'No decision',
      'Cut whole',
      'Accepted',
      'Ada',
    ]);
    expect(card.costE4).toBe((await rowsOf(ben.workspace, invoiceId))[0]?.totalE4);
    expect(await status(ben)).toMatchObject({ state: 'attention', conflictCount: 1, waitingCount: 0 });
  });

  it('keeping mine is a new action on what stands now, and wins', async () => {
    ben.line = 'off';
    await decide(ben, lineIds.slice(0, 1), CUT);
    await decide(ada, lineIds.slice(0, 1));
    await ada.sync();
    ben.line = 'on';
    await ben.sync();
    const [conflict] = await conflicts(ben);
    const resolved = await answerOf(
      ben.workspace.command('resolveConflict', {
        conflictId: conflict?.conflictId ?? '',
        resolution: { kind: 'keep_mine' },
      }),
    );
    expect(resolved).toEqual({ conflictCount: 0 });
    await ben.sync();
    await ada.sync();
    expect((await decisions(ada))[0]).toBe('cut_line');
    expect(await status(ben)).toMatchObject({ state: 'up_to_date', conflictCount: 0 });
  });

  it('later own changes that stand on a parked one are parked with it, as one question', async () => {
    ben.line = 'off';
    await decide(ben, lineIds.slice(0, 1), CUT);
    await decide(ben, lineIds.slice(0, 1), { kind: 'cut_percent', percentE4: 250_000 });
    await decide(ada, lineIds.slice(0, 1));
    await ada.sync();
    ben.line = 'on';
    await ben.sync();
    expect((await decisions(ben))[0]).toBe('accept');
    expect(await conflicts(ben)).toHaveLength(1);
  });

  it("the same decision by both is nobody's conflict", async () => {
    ben.line = 'off';
    await decide(ben, lineIds.slice(0, 2));
    await decide(ada, lineIds.slice(0, 2));
    await ada.sync();
    ben.line = 'on';
    await ben.sync();
    expect(await status(ben)).toMatchObject({ state: 'up_to_date', conflictCount: 0, waitingCount: 0 });
    expect(await rowsOf(ben.workspace, invoiceId)).toEqual(await rowsOf(ada.workspace, invoiceId));
  });

  it('a reply that is lost after the server did it changes nothing twice', async () => {
    await decide(ada, lineIds, CUT);
    ada.line = 'deaf';
    await ada.sync();
    ada.restart();
    ada.line = 'on';
    await ada.sync();
    const line = await answerOf(ada.workspace.query('getLine', { lineId: lineIds[0] ?? '' }));
    expect(line.decisions).toHaveLength(1);
    expect([...world.server.effects.values()]).toEqual([1]);
    expect(await status(ada)).toMatchObject({ waitingCount: 0, conflictCount: 0 });
  });

  it('between the answer and the pull that shows it the decision never leaves the screen', async () => {
    await decide(ada, lineIds.slice(0, 1), CUT);
    ada.fault = (call) => (call === 'pull' ? { kind: 'offline' } : null);
    await ada.sync();
    expect(await status(ada)).toMatchObject({ waitingCount: 0 });
    // Something else of the invoice comes first: a page that does not reach the answer yet would lay it on again.
    expect((await decisions(ada))[0]).toBe('cut_line');
    ada.restart();
    expect((await decisions(ada))[0]).toBe('cut_line');
    ada.fault = null;
    await ada.sync();
    expect((await rowsOf(ada.workspace, invoiceId))[0]?.decision).toMatchObject({
      kind: 'cut_line',
      durability: 'confirmed',
    });
  });

  it('a pull beneath unsent work moves the image and lays the work on again', async () => {
    ada.line = 'off';
    await decide(ada, lineIds.slice(0, 2), CUT);
    await answerOf(ada.workspace.command('rewriteNarrative', { lineId: lineIds[3] ?? '', narrative: 'Draft reply' }));
    await decide(ben, lineIds.slice(4, 6));
    await ben.sync();
    ada.line = 'on';
    ada.fault = (call) => (call === 'push' ? { kind: 'server_error', retryAfterMs: null } : null);
    await ada.sync();
    // The push failed, so nothing was pulled either: reconnect in the order of the law.
    ada.fault = null;
    await ada.sync();
    await ben.sync();
    expect((await decisions(ada)).slice(0, 6)).toEqual(['cut_line', 'cut_line', null, null, 'accept', 'accept']);
    expect(await rowsOf(ben.workspace, invoiceId)).toEqual(await rowsOf(ada.workspace, invoiceId));
  });

  it('work on a file in transit is held, and other work overtakes it', async () => {
    ada.fault = (call) => (call === 'upload' ? { kind: 'server_error', retryAfterMs: null } : null);
    const second = await importOne(ada.workspace, ledesBytes({ invoiceNumber: 'B-2', lines: manyLines(4) }));
    const held = (await rowsOf(ada.workspace, second)).map(({ lineId }) => lineId);
    await decide(ada, held, CUT);
    await decide(ada, lineIds.slice(0, 1));
    await ada.sync();
    expect(await status(ada)).toMatchObject({ waitingCount: 2, heldCount: 1, conflictCount: 0 });
    await ben.sync();
    expect((await decisions(ben))[0]).toBe('accept');
    ada.fault = null;
    await ada.sync();
    await ada.sync();
    expect(await status(ada)).toMatchObject({ waitingCount: 0, heldCount: 0, conflictCount: 0 });
    await ben.sync();
    expect(await rowsOf(ben.workspace, second)).toEqual(await rowsOf(ada.workspace, second));
  });

  it('a withdrawn matter leaves nothing behind, and the person is told what was thrown away', async () => {
    ada.line = 'off';
    await decide(ada, lineIds.slice(0, 2), CUT);
    await decide(ada, lineIds.slice(3, 4));
    const heard: unknown[] = [];
    ada.workspace.subscribe((event) => void (event.type === 'discarded' && heard.push(event)));
    world.server.raiseWall(ADA.userId, MATTER);
    ada.line = 'on';
    ada.fault = (call) => (call === 'push' ? { kind: 'too_large' } : null);
    ada.fault = null;
    // The wall went up before anything could be sent: the push is answered "not there", the pull withdraws.
    await ada.sync();
    await ada.sync();
    expect(heard).toMatchObject([{ scopeId: MATTER, invoiceIds: [invoiceId] }]);
    const list = await answerOf(
      ada.workspace.query('listInvoices', { sort: { by: 'total', direction: 'ascending' }, offset: 0, limit: 10 }),
    );
    expect(list.total).toBe(0);
    expect(await answerOf(ada.workspace.query('search', { text: 'draft', limit: 10 }))).toEqual([]);
    expect(await status(ada)).toMatchObject({ waitingCount: 0, conflictCount: 0, discarded: [{ count: 2 }] });
    expect(world.server.purges).toMatchObject([{ scopeId: MATTER }]);
    await answerOf(ada.workspace.command('dismissDiscarded', {}));
    expect((await status(ada)).discarded).toEqual([]);
  });

  it('a withdrawn matter takes with it a bill of this laptop that was read again, after server and working copy were lost', async () => {
    const restore = world.server.backUp();
    const later = await importOne(ada.workspace, ledesBytes({ invoiceNumber: 'LATER', lines: manyLines(3) }));
    await ada.sync();
    await ada.sync();
    restore();
    world.server.requireClient('9.0.0');
    await ada.sync();
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(ada.folder, `cache.db${suffix}`), { force: true });
    ada.restart();
    const bills = async () =>
      (
        await answerOf(
          ada.workspace.query('listInvoices', { sort: { by: 'total', direction: 'ascending' }, offset: 0, limit: 10 }),
        )
      ).rows.map(({ invoiceId }) => invoiceId);
    expect(await bills()).toContain(later);
    world.server.raiseWall(ADA.userId, MATTER);
    world.server.requireClient('0.1.0');
    await ada.sync();
    await ada.sync();
    await ada.sync();
    expect(await bills()).toEqual([]);
  });

  it('a server restored from a backup gets again what it has forgotten', async () => {
    const restore = world.server.backUp();
    await decide(ada, lineIds.slice(0, 2), CUT);
    await ada.sync();
    await ben.sync();
    restore();
    await decide(ada, lineIds.slice(2, 3));
    await ada.sync();
    await ada.sync();
    await ben.sync();
    expect((await decisions(ada)).slice(0, 4)).toEqual(['cut_line', 'cut_line', 'accept', null]);
    expect(await rowsOf(ben.workspace, invoiceId)).toEqual(await rowsOf(ada.workspace, invoiceId));
    expect(await status(ada)).toMatchObject({ waitingCount: 0, conflictCount: 0 });
  });

  it('an own comment that a restored server has lost never leaves the screen, nor does it while the line is down', async () => {
    const comments = async () =>
      (await answerOf(ada.workspace.query('getInvoice', { invoiceId }))).comments.map(({ text }) => text);
    const restore = world.server.backUp();
    await answerOf(ada.workspace.command('addComment', { invoiceId, lineId: null, text: 'Ask the carrier.' }));
    await ada.sync();
    await ada.sync();
    restore();
    // The line goes down between the image of the restored record and sending again what it has lost.
    ada.calls.length = 0;
    ada.fault = (call) => (call === 'push' ? { kind: 'offline' } : null);
    await ada.sync();
    expect(ada.calls).toContain('bootstrap');
    expect(ada.calls.at(-1)).toBe('push');
    expect(await comments()).toEqual(['Ask the carrier.']);
    ada.fault = null;
    await ada.sync();
    await ada.sync();
    expect(await comments()).toEqual(['Ask the carrier.']);
    expect(await status(ada)).toMatchObject({ waitingCount: 0, conflictCount: 0 });
  });

  it('a server taken back to one moment and then to another gets again what either has forgotten', async () => {
    const toBefore = world.server.backUp();
    const second = await importOne(ada.workspace, ledesBytes({ invoiceNumber: 'B-2', lines: manyLines(4) }));
    await ada.sync();
    await ada.sync();
    await decide(ada, [(await rowsOf(ada.workspace, second))[0]?.lineId ?? ''], CUT);
    await decide(ada, lineIds.slice(0, 1), CUT);
    await ada.sync();
    const toAfter = world.server.backUp();
    toBefore();
    // Sent before the work on the bill that has to come again: the same numbers mean something else than after.
    await decide(ada, lineIds.slice(1, 2));
    await ada.sync();
    await ada.sync();
    toAfter();
    await ada.sync();
    await ada.sync();
    expect((await decisions(ada)).slice(0, 3)).toEqual(['cut_line', 'accept', null]);
    expect((await rowsOf(ada.workspace, second))[0]?.decision?.kind).toBe('cut_line');
    expect(await status(ada)).toMatchObject({ waitingCount: 0, conflictCount: 0 });
    await ben.sync();
    for (const each of [invoiceId, second]) {
      expect(await rowsOf(ben.workspace, each)).toEqual(await rowsOf(ada.workspace, each));
    }
    expect([...world.server.effects.values()].every((count) => count === 1)).toBe(true);
  });

  it('a reply that lay in a sleeping laptop is no contact: the matters stay locked until there is one', async () => {
    ada.fault = (call) => {
      // After the server answered, before the laptop hears of it.
      if (call === 'pull') queueMicrotask(() => (world.clock.nowMs += LEASE_MS + 1000));
      return null;
    };
    await ada.sync();
    expect((await errorOf(ada.workspace.query('getInvoice', { invoiceId }))).message).toContain('locked');
    ada.fault = null;
    await ada.sync();
    expect((await answerOf(ada.workspace.query('getInvoice', { invoiceId }))).summary.invoiceId).toBe(invoiceId);
  });

  it('expired cursors fetch the matters anew and keep every unsent action', async () => {
    ada.line = 'off';
    await decide(ada, lineIds.slice(0, 1), CUT);
    ada.line = 'on';
    await decide(ben, lineIds.slice(5, 6));
    await ben.sync();
    world.server.expireCursors();
    await ada.sync();
    expect((await decisions(ada))[0]).toBe('cut_line');
    expect((await decisions(ada))[5]).toBe('accept');
    expect(await status(ada)).toMatchObject({ waitingCount: 0, state: 'up_to_date' });
  });
});
