import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checksumOf } from '#shared/sync/checksum.ts';
import { SYSTEM } from '../access/actor.ts';
import { actAs } from '../access/read-as.ts';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { SYNC_CHANNEL } from './channels.ts';
import { flush } from './flush.ts';
import { keptChanges } from './kept-changes.ts';
import { withChanges } from './with-changes.ts';

const USER = '00000000-0000-7000-8000-0000000000a1';
const MATTER = '00000000-0000-7000-8000-000000000001';
const SCOPE = `matter:${MATTER}`;

describe('a transaction that writes the shared record', () => {
  let test: TestContext;
  beforeAll(async () => {
    test = await testContext();
    await test.admin
      .insertInto('users')
      .values({ id: USER, email: 'ada@firm.example', display_name: 'Ada', role: 'administrator', state: 'active' })
      .execute();
    const client = { id: MATTER, number: '1', name: 'Client' };
    await test.admin.insertInto('clients').values(client).execute();
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    await test.admin.deleteFrom('matters').execute();
  });

  const matterRow = (number: string, id = test.context.newId()) => ({ id, client_id: MATTER, number, name: number });
  const change = (rowId: string, rowVersion = 1) =>
    ({
      scopeId: SCOPE,
      table: 'comment',
      rowId,
      op: 'put',
      rowVersion,
      previousVersion: rowVersion - 1,
    }) as const;

  it('is seen by whoever reads the feed, even when it took its time and others committed meanwhile', async () => {
    const seen: number[] = [];
    let cursor = (await feedAfter(0)).at(-1) ?? 0;
    const read = async () => {
      for (const seq of await feedAfter(cursor)) {
        seen.push(seq);
        cursor = seq;
      }
    };
    const begun = latch();
    const go = latch();
    const slow = withChanges(test.context, SYSTEM, async (batch) => {
      batch.change(change('slow'));
      await batch.db.insertInto('matters').values(matterRow('slow')).execute();
      begun.open();
      await go.opened;
    });
    await begun.opened;
    await withChanges(test.context, SYSTEM, async (batch) => batch.change(change('quick')));
    await read();
    go.open();
    await slow;
    await read();
    expect(seen).toHaveLength(2);
  });

  it('holds its numbers back until those before it are committed', async () => {
    let cursor = (await feedAfter(0)).at(-1) ?? 0;
    const seen: number[] = [];
    const read = async () => {
      for (const seq of await feedAfter(cursor)) {
        seen.push(seq);
        cursor = seq;
      }
    };
    // The first has drawn its number and has yet to commit: the moment at which a reader could pass it by.
    const [drawn, commit] = [latch(), latch()];
    const first = test.context.database.transaction().execute(async (db) => {
      await actAs(db, SYSTEM);
      const changes = keptChanges();
      changes.add(change('first'));
      const kept = { actor: SYSTEM, now: new Date(0), changes, events: [], audit: [], pokes: new Set<string>() };
      await flush(db, { ...kept, results: [] });
      drawn.open();
      await commit.opened;
    });
    await drawn.opened;
    let isSecondDone = false;
    const second = withChanges(test.context, SYSTEM, async (batch) =>
      // Of another scope: only the lock of the feed stands between them.
      batch.change({ ...change('second'), scopeId: 'firm' }),
    ).then(() => {
      isSecondDone = true;
    });
    while (!isSecondDone && !(await isSomebodyWaiting())) await new Promise(setImmediate);
    await read();
    commit.open();
    await Promise.all([first, second]);
    await read();
    expect(seen).toHaveLength(2);
  });

  it('that failed leaves no change, no event and no entry in the log', async () => {
    const count = async () => (await feedAfter(0)).length;
    const before = await count();
    const failing = withChanges(test.context, SYSTEM, async (batch) => {
      await batch.db.insertInto('matters').values(matterRow('gone')).execute();
      batch.change(change('gone'));
      batch.event({ type: 'invoice.uploaded', scopeId: SCOPE, subjectId: null, data: {} });
      throw new Error('stopped half way');
    });
    await expect(failing).rejects.toThrow('stopped half way');
    expect(await count()).toBe(before);
    expect(await test.admin.selectFrom('matters').selectAll().execute()).toEqual([]);
    expect(await test.admin.selectFrom('events').selectAll().execute()).toEqual([]);
  });

  it('moves the checksum of its scope by exactly its rows', async () => {
    const scopeId = 'matter:00000000-0000-7000-8000-0000000000ff';
    const of = (rowId: string, rowVersion: number, op: 'put' | 'delete' = 'put') =>
      ({ scopeId, table: 'comment', rowId, op, rowVersion, previousVersion: rowVersion - 1 }) as const;
    for (const batchOf of [[of('a', 1), of('b', 1)], [of('a', 2), of('a', 3)], [of('c', 1)], [of('b', 2, 'delete')]]) {
      await withChanges(test.context, SYSTEM, async (batch) => {
        for (const each of batchOf) batch.change(each);
      });
    }
    const kept = await test.adminPool.query(
      'SELECT checksum::text, row_count FROM scope_checksum WHERE scope_id = $1',
      [scopeId],
    );
    const rows = [
      { table: 'comment', id: 'a', version: 3 },
      { table: 'comment', id: 'c', version: 1 },
    ];
    expect(kept.rows).toEqual([{ checksum: BigInt.asIntN(64, checksumOf(rows)).toString(), row_count: 2 }]);
  });

  it('wakes the desks that hold its scopes only after it is committed', async () => {
    const heard: string[] = [];
    const end = test.context.bus.subscribe(SYNC_CHANNEL, (message) => heard.push(message));
    const { seq } = await withChanges(test.context, SYSTEM, async (batch) => {
      batch.change(change('poked'));
      batch.poke('firm');
      await Promise.resolve();
      expect(heard).toEqual([]);
    });
    await new Promise(setImmediate);
    end();
    expect(heard.map((message) => JSON.parse(message))).toEqual([{ scopeIds: [SCOPE, 'firm'], seq }]);
  });

  it('chains its entries at the end of the audit log, whoever else writes there', async () => {
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        withChanges(test.context, SYSTEM, async (batch) => {
          const entry = {
            objectType: null,
            objectId: null,
            scopeId: null,
            outcome: 'done',
            detail: { index },
          } as const;
          batch.audit({ action: 'test.first', ...entry });
          batch.audit({ action: 'test.second', ...entry });
        }),
      ),
    );
    const entries = await test.admin
      .selectFrom('audit_log')
      .select(['action', 'hash', 'previous_hash'])
      .where('action', 'like', 'test.%')
      .orderBy('seq')
      .execute();
    expect(entries).toHaveLength(16);
    expect(entries.map(({ action }) => action)).toEqual(
      Array.from({ length: 8 }, () => ['test.first', 'test.second']).flat(),
    );
    expect(entries.slice(1).map((entry) => entry.previous_hash)).toEqual(entries.slice(0, -1).map(({ hash }) => hash));
  });

  it('is tried again after a deadlock, and done once', async () => {
    const [a, b] = [matterRow('a'), matterRow('b')];
    await withChanges(test.context, SYSTEM, async (batch) => {
      await batch.db.insertInto('matters').values([a, b]).execute();
      batch.poke('firm');
    });
    const both = latch();
    let waiting = 0;
    const crossing = (first: string, second: string) =>
      withChanges(test.context, SYSTEM, async (batch) => {
        const add = (id: string) =>
          batch.db
            .updateTable('matters')
            .set(({ eb }) => ({ row_version: eb('row_version', '+', 1) }))
            .where('id', '=', id)
            .execute();
        await add(first);
        waiting += 1;
        if (waiting === 2) both.open();
        await both.opened;
        await add(second);
        batch.change(change(`${first}-${second}`));
      });
    await Promise.all([crossing(a.id, b.id), crossing(b.id, a.id)]);
    const versions = await test.admin.selectFrom('matters').select('row_version').execute();
    expect(versions).toEqual([{ row_version: 3 }, { row_version: 3 }]);
  });

  it('cannot be gone around: a row written past the feed is refused at the commit', async () => {
    const past = test.context.database.transaction().execute(async (db) => {
      await db
        .insertInto('users')
        .values({
          id: test.context.newId(),
          email: 'past@firm.example',
          display_name: 'Past',
          role: 'reviewer',
          state: 'active',
        })
        .execute();
    });
    await expect(past).rejects.toMatchObject({ code: 'LA003' });
  });

  async function isSomebodyWaiting(): Promise<boolean> {
    const { rows } = await test.adminPool.query(
      "SELECT 1 FROM pg_locks JOIN pg_database d ON d.oid = database WHERE locktype = 'advisory' AND NOT granted AND d.datname = current_database()",
    );
    return rows.length > 0;
  }

  async function feedAfter(seq: number): Promise<number[]> {
    const rows = await test.admin.selectFrom('change').select('seq').where('seq', '>', seq).orderBy('seq').execute();
    return rows.map((row) => row.seq);
  }
});

function latch(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
