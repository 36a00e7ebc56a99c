import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BootstrapReply, RowImage, ScopePage } from '#shared/api/sync.ts';
import { checksumHex, checksumOf } from '#shared/sync/checksum.ts';
import type { PersonActor } from '../access/actor.ts';
import { accept, type SyncFirm, syncFirm, type TestBill, type TestDevice, untouched } from './firm.testing.ts';
import { trimFeed } from './trim-feed.ts';

describe('what a device is sent', () => {
  let firm: SyncFirm;
  let ada: PersonActor;
  let ben: PersonActor;
  beforeAll(async () => {
    firm = await syncFirm();
    ada = await firm.user('reviewer');
    ben = await firm.user('approver');
  });
  afterAll(() => firm.close());

  it('begins with the scopes the person has: their own, the firm, then matters by when something is due', async () => {
    const cara = await firm.user();
    const [none, due, next] = [await firm.matter(cara), await firm.matter(cara), await firm.matter(cara)];
    for (const [matterId, dueOn] of [
      [due, '2026-06-01'],
      [next, '2026-05-01'],
    ] as const) {
      const bill = await firm.invoice(matterId, 1);
      await firm.server.admin.updateTable('invoices').set({ due_on: dueOn }).where('id', '=', bill.invoiceId).execute();
    }
    const reply = await firm.device(cara).pull([]);
    if (reply.kind !== 'page') throw new Error('No page came.');
    const inOrder = [...reply.grants].sort((a, b) => a.priority - b.priority).map(({ scopeId }) => scopeId);
    expect(inOrder).toEqual([`user:${cara.userId}`, 'firm', `matter:${next}`, `matter:${due}`, `matter:${none}`]);
    expect(reply.scopes).toEqual([]);
  });

  it('is the scope as it stands, with a checksum of exactly these rows', async () => {
    const matterId = await firm.matter(ada);
    const bill = await firm.invoice(matterId);
    const device = firm.device(ada);
    await device.push('decideLine', accept(bill.lineIds), untouched(...bill.lineIds.map((id) => `decision:${id}`)));
    const image = await load(device, bill.scopeId, 2000);
    const held = new Map(image.rows.map((row) => [`${row.table}/${row.id}`, row]));
    const tables = [...new Set(image.rows.map(({ table }) => table))];
    expect(tables).toEqual(['matter', 'invoice', 'line', 'finding', 'decision']);
    const page = await pageOf(device, bill.scopeId, image.asOf);
    expect(page).toMatchObject({ rows: [], isDone: true, checksum: sumOf(held.values()) });
    const invoice = held.get(`invoice/${bill.invoiceId}`)?.body;
    expect(invoice).toMatchObject({ state: 'in_review', fileName: 'bill.txt', lineCount: 4, clientId: '00711' });
  });

  it.each([1, 3, 7])('comes whole in pages of %i while others go on working', async (limit) => {
    const matterId = await firm.matter(ada, ben);
    const bill = await firm.invoice(matterId, 6);
    const [reader, writer] = [firm.device(ada), firm.device(ben)];
    await writer.push('decideLine', accept(bill.lineIds.slice(0, 1)), untouched(`decision:${bill.lineIds[0]}`));
    let written = 1;
    const image = await load(reader, bill.scopeId, limit, async () => {
      const lineId = bill.lineIds[written];
      written += 1;
      if (lineId !== undefined) await writer.push('decideLine', accept([lineId]), untouched(`decision:${lineId}`));
      else await comment(writer, bill);
    });
    const held = new Map(image.rows.map((row) => [`${row.table}/${row.id}`, row]));
    let cursor = image.asOf;
    for (;;) {
      const page = await pageOf(reader, bill.scopeId, cursor, limit);
      for (const row of page.rows) apply(held, row);
      expect(page.cursor).toBeGreaterThanOrEqual(cursor);
      cursor = page.cursor;
      if (!page.isDone) continue;
      expect(page.checksum).toBe(sumOf(held.values()));
      break;
    }
    const decided = [...held.values()].filter(({ table }) => table === 'decision').length;
    expect(decided).toBe(Math.min(written, 6));
  });

  it('is every change of the scope, each row once in its newest state', async () => {
    const matterId = await firm.matter(ada);
    const bill = await firm.invoice(matterId);
    const device = firm.device(ada);
    const { asOf } = await load(device, bill.scopeId, 2000);
    const narrative = `narrative:${bill.lineIds[0]}`;
    for (const version of [0, 1, 2]) {
      await device.push(
        'rewriteNarrative',
        { lineId: bill.lineIds[0], narrative: `Other words ${version}` },
        { [narrative]: { version, after: null } },
      );
    }
    const page = await pageOf(device, bill.scopeId, asOf);
    expect(page.rows).toMatchObject([
      { table: 'narrative', id: bill.lineIds[0], version: 3, body: { narrative: 'Other words 2' } },
    ]);
  });

  it('never holds a row of a walled matter, and the device is told to remove it; after the wall it begins anew', async () => {
    const matterId = await firm.matter(ada);
    const bill = await firm.invoice(matterId);
    const device = firm.device(ada);
    const { asOf } = await load(device, bill.scopeId, 2000);
    await comment(device, bill);
    await firm.wall(ada, matterId);
    const held = [{ scopeId: bill.scopeId, epoch: 1, cursor: asOf }];
    const walled = await device.pull(held);
    expect(walled).toMatchObject({ kind: 'page', scopes: [], revokes: [{ scopeId: bill.scopeId, epoch: 1 }] });
    expect(JSON.stringify(walled)).not.toContain(bill.invoiceId);
    expect(walled.kind === 'page' && walled.grants.some(({ scopeId }) => scopeId === bill.scopeId)).toBe(false);
    expect(await device.bootstrap(bill.scopeId, 1)).toMatchObject({ kind: 'revoked' });
    await firm.liftWall(ada, matterId);
    const open = await device.pull(held);
    expect(open).toMatchObject({ kind: 'page', scopes: [], revokes: [{ scopeId: bill.scopeId, epoch: 1 }] });
    expect(open.kind === 'page' && open.grants).toContainEqual(
      expect.objectContaining({ scopeId: bill.scopeId, epoch: 2 }),
    );
    expect(await device.bootstrap(bill.scopeId, 1)).toMatchObject({ kind: 'reset', reason: 'scope_epoch_changed' });
    expect(await device.bootstrap(bill.scopeId, 2)).toMatchObject({ kind: 'page', epoch: 2 });
  });

  it('of a scope that is none of theirs is nothing, asked for under any epoch', async () => {
    const bill = await firm.invoice(await firm.matter(ben));
    const device = firm.device(ada);
    const reply = await device.pull([
      { scopeId: bill.scopeId, epoch: 1, cursor: 0 },
      { scopeId: `user:${ben.userId}`, epoch: 1, cursor: 0 },
    ]);
    expect(reply).toMatchObject({ kind: 'page', scopes: [] });
    expect(await device.bootstrap(`user:${ben.userId}`, 1)).toMatchObject({ kind: 'revoked' });
  });

  it('is in the audit log once for each time that a device was given a matter, before the first page leaves', async () => {
    const matterId = await firm.matter(ada);
    const bill = await firm.invoice(matterId, 6);
    const device = firm.device(ada);
    await load(device, bill.scopeId, 2);
    const entries = await firm.server.admin
      .selectFrom('audit_log')
      .select(['action', 'actor_id', 'object_id', 'detail', 'outcome'])
      .where('scope_id', '=', bill.scopeId)
      .where('action', '=', 'sync.fetched')
      .execute();
    expect(entries).toEqual([
      {
        action: 'sync.fetched',
        actor_id: ada.userId,
        object_id: device.deviceId,
        detail: { epoch: 1 },
        outcome: 'done',
      },
    ]);
    await firm.wall(ada, matterId);
    expect((await device.bootstrap(bill.scopeId, 1)).kind).toBe('revoked');
    const { length } = await firm.server.admin
      .selectFrom('audit_log')
      .select('seq')
      .where('action', '=', 'sync.fetched')
      .where('scope_id', '=', bill.scopeId)
      .execute();
    expect(length).toBe(1);
  });

  it('keeps in the audit log which device has purged what', async () => {
    const device = firm.device(ada);
    const matterId = await firm.matter(ada);
    const scopeId = `matter:${matterId}`;
    const entries = () =>
      firm.server.admin
        .selectFrom('audit_log')
        .select(['action', 'object_id', 'detail'])
        .where('action', '=', 'sync.purged')
        .orderBy('seq')
        .execute();
    await device.pull([]);
    const before = await entries();
    // What is still theirs, or never was, is no purge: nobody fills the log with what they made up.
    const madeUp = `matter:${firm.server.context.newId()}`;
    const others = `matter:${await firm.matter(ben)}`;
    const claim = (claimed: string, epoch = 1) => ({ scopeId: claimed, epoch, discardedCount: 7 });
    await device.pull([], { purged: [claim(scopeId), claim(madeUp), claim(others)] });
    expect(await entries()).toEqual(before);
    await firm.wall(ada, matterId);
    await device.pull([], { purged: [claim(scopeId), claim(scopeId), claim(scopeId, 2), claim(others)] });
    expect((await entries()).slice(before.length)).toEqual([
      { action: 'sync.purged', object_id: device.deviceId, detail: { epoch: 1, discardedCount: 7 } },
    ]);
  });

  it('carries names of people and nothing else of their accounts', async () => {
    const image = await load(firm.device(ada), 'firm', 2000);
    const person = image.rows.find(({ id }) => id === ben.userId);
    expect(person).toEqual({ table: 'person', id: ben.userId, version: 1, body: { displayName: ben.displayName } });
  });

  it('says until when it may be read and by whose clock', async () => {
    const nowMs = firm.server.clock.nowMs();
    const reply = await firm.device(ada).pull([{ scopeId: 'firm', epoch: 1, cursor: 0 }]);
    if (reply.kind !== 'page') throw new Error('No page came.');
    expect(reply.serverTime).toBe(new Date(nowMs).toISOString());
    const leaseMs = firm.server.context.config.sync.leaseSeconds * 1000;
    expect(reply.scopes[0]?.leaseUntil).toBe(new Date(nowMs + leaseMs).toISOString());
  });

  it('is a fresh image for a device that was away for longer than the feed is kept, and for one of a later schema', async () => {
    const bill = await firm.invoice(await firm.matter(ada));
    const device = firm.device(ada);
    const { asOf } = await load(device, bill.scopeId, 2000);
    const held = [{ scopeId: bill.scopeId, epoch: 1, cursor: asOf }];
    await comment(device, bill);
    firm.server.clock.advance((firm.server.context.config.sync.feedRetentionSeconds + 60) * 1000);
    expect(await trimFeed(firm.server.context)).toBeGreaterThan(0);
    expect(await device.pull(held)).toMatchObject({
      kind: 'reset',
      reason: 'cursor_expired',
      scopeIds: [bill.scopeId],
    });
    expect(await device.bootstrap(bill.scopeId, 1, { asOf })).toMatchObject({
      kind: 'reset',
      reason: 'cursor_expired',
    });
    const fresh = await load(device, bill.scopeId, 2000);
    expect(await pageOf(device, bill.scopeId, fresh.asOf)).toMatchObject({ isDone: true, checksum: sumOf(fresh.rows) });
    expect(await device.pull(held, { schema: 2 })).toMatchObject({ kind: 'reset', reason: 'schema_unsupported' });
    const generation = firm.server.context.newId();
    expect(await device.pull(held, { generation })).toMatchObject({ kind: 'reset', reason: 'generation_changed' });
  });

  async function comment(device: TestDevice, { invoiceId }: TestBill): Promise<void> {
    const commentId = firm.server.context.newId();
    await device.push('addComment', { commentId, invoiceId, lineId: null, text: 'A word.' });
  }

  async function pageOf(device: TestDevice, scopeId: string, cursor: number, limit = 2000): Promise<ScopePage> {
    const reply = await device.pull([{ scopeId, epoch: 1, cursor }], { limit });
    const page = reply.kind === 'page' ? reply.scopes[0] : undefined;
    if (page === undefined) throw new Error(`No page came: ${JSON.stringify(reply)}`);
    return page;
  }
});

/** Every page of a scope; `between` runs after each. */
async function load(
  device: TestDevice,
  scopeId: string,
  limit: number,
  between: () => Promise<void> = async () => {},
): Promise<{ readonly rows: readonly RowImage[]; readonly asOf: number }> {
  const rows: RowImage[] = [];
  let asOf: number | null = null;
  let after: Extract<BootstrapReply, { kind: 'page' }>['next'] = null;
  do {
    const reply: BootstrapReply = await device.bootstrap(scopeId, 1, { asOf, after, limit });
    if (reply.kind !== 'page') throw new Error(`No page came: ${JSON.stringify(reply)}`);
    rows.push(...reply.rows);
    asOf = reply.asOf;
    after = reply.next;
    await between();
  } while (after !== null);
  return { rows, asOf: asOf ?? 0 };
}

function apply(held: Map<string, RowImage>, row: RowImage): void {
  const key = `${row.table}/${row.id}`;
  if (row.body === null) held.delete(key);
  else held.set(key, row);
}

function sumOf(rows: Iterable<RowImage>): string {
  return checksumHex(checksumOf(rows));
}
