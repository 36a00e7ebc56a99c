import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checksumOf } from '#shared/sync/checksum.ts';
import { SYSTEM } from '../access/actor.ts';
import { type TestContext, testContext } from '../testing/test-context.ts';
import type { ChangeBatch } from './change-batch.ts';
import { SYNC_CHANNEL } from './sync-channel.ts';
import { withChanges } from './with-changes.ts';

describe('a batch of changes', () => {
  let test: TestContext;
  let clientId: string;
  beforeAll(async () => {
    test = await testContext();
    clientId = test.context.newId();
    await test.admin.insertInto('clients').values({ id: clientId, number: '1', name: 'A client' }).execute();
  });
  afterAll(() => test.close());

  /** Writes a matter and says so. */
  async function addMatter(batch: ChangeBatch): Promise<string> {
    const id = test.context.newId();
    const row = { id, client_id: clientId, number: id, name: 'A matter', guideline_name: null };
    await batch.db
      .insertInto('matters')
      .values({ ...row, updated_seq: null, deleted_at: null })
      .execute();
    batch.change({ scopeId: `matter:${id}`, table: 'matter', rowId: id, op: 'put', rowVersion: 1, previousVersion: 0 });
    return id;
  }
  const feed = () => test.admin.selectFrom('change').select(['seq', 'row_id']).orderBy('seq').execute();

  it('is seen in the order of its numbers: who begins first and commits last comes last', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let isWritten = () => {};
    const written = new Promise<void>((resolve) => {
      isWritten = resolve;
    });
    const slow = withChanges(test.context, SYSTEM, async (batch) => {
      const id = await addMatter(batch);
      isWritten();
      await held;
      return id;
    });
    await written;
    const quick = await withChanges(test.context, SYSTEM, addMatter);
    const seenBefore = (await feed()).at(-1)?.seq ?? 0;
    release();
    const late = await slow;
    expect(late.seq).toBeGreaterThan(seenBefore);
    expect((await feed()).slice(-2).map(({ row_id }) => row_id)).toEqual([quick.value, late.value]);
  });

  it('marks each row with the change that wrote it, and keeps the sum of the scope', async () => {
    const { value: id, seq } = await withChanges(test.context, SYSTEM, addMatter);
    await withChanges(test.context, SYSTEM, async (batch) => {
      await batch.db.updateTable('matters').set({ name: 'Renamed', row_version: 2 }).where('id', '=', id).execute();
      const change = { scopeId: `matter:${id}`, table: 'matter', rowId: id, op: 'put' } as const;
      batch.change({ ...change, rowVersion: 2, previousVersion: 1 });
    });
    const row = await test.admin.selectFrom('matters').select('updated_seq').where('id', '=', id).executeTakeFirst();
    expect(row?.updated_seq).toBe((seq ?? 0) + 1);
    const { rows } = await test.adminPool.query(
      'SELECT checksum::text AS sum, row_count FROM scope_checksum WHERE scope_id = $1',
      [`matter:${id}`],
    );
    const expected = BigInt.asIntN(64, checksumOf([{ table: 'matter', id, version: 2 }]));
    expect(rows).toEqual([{ sum: expected.toString(), row_count: 1 }]);
  });

  it('writes nothing of a batch that fails, and tells nobody', async () => {
    const heard: string[] = [];
    const stop = test.context.bus.subscribe(SYNC_CHANNEL, (message) => heard.push(message));
    const before = await feed();
    const failing = withChanges(test.context, SYSTEM, async (batch) => {
      await addMatter(batch);
      batch.audit({
        action: 'test.fail',
        objectType: null,
        objectId: null,
        scopeId: null,
        outcome: 'done',
        detail: {},
      });
      throw new Error('changed its mind');
    });
    await expect(failing).rejects.toThrow('changed its mind');
    expect(await feed()).toEqual(before);
    expect(await test.admin.selectFrom('audit_log').selectAll().execute()).toEqual([]);
    expect(heard).toEqual([]);
    stop();
  });

  it('pokes the scopes it changed after the commit, and chains its audit entries', async () => {
    const heard: string[] = [];
    const stop = test.context.bus.subscribe(SYNC_CHANNEL, (message) => heard.push(message));
    const { value: id, seq } = await withChanges(test.context, SYSTEM, async (batch) => {
      const added = await addMatter(batch);
      const entry = { objectType: 'matter', scopeId: null, outcome: 'done', detail: {} } as const;
      batch.audit({ ...entry, action: 'matter.add', objectId: added });
      batch.audit({ ...entry, action: 'matter.add', objectId: added });
      batch.event({ type: 'invoice.uploaded', scopeId: `matter:${added}`, subjectId: added, data: { count: 1 } });
      return added;
    });
    expect(heard.map((message) => JSON.parse(message))).toEqual([{ scopeIds: [`matter:${id}`], seq }]);
    const audit = await test.admin.selectFrom('audit_log').select(['previous_hash', 'hash']).orderBy('seq').execute();
    expect(audit[1]?.previous_hash).toEqual(audit[0]?.hash);
    expect(await test.admin.selectFrom('events').select(['type']).execute()).toEqual([{ type: 'invoice.uploaded' }]);
    stop();
  });

  it('draws every number once when many write at the same time', async () => {
    const before = (await feed()).length;
    const all = await Promise.all(Array.from({ length: 20 }, () => withChanges(test.context, SYSTEM, addMatter)));
    expect(new Set(all.map(({ seq }) => seq)).size).toBe(20);
    expect((await feed()).length).toBe(before + 20);
  });
});
