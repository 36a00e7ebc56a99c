import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../access/actor.ts';
import type { ServerContext } from '../../context.ts';
import { registerFile } from '../../testing/made-up-register.ts';
import { type TestContext, testContext } from '../../testing/test-context.ts';
import { importRegister, type RegisterFile } from './import-register.ts';

const BYTES = new TextEncoder().encode(registerFile([{ number: '1000001', first: 'Ada', last: 'Okafor' }]));

describe('the register that is held', () => {
  let server: TestContext;
  let context: ServerContext;
  const reported: string[] = [];
  beforeAll(async () => {
    server = await testContext();
    context = { ...server.context, systemErrors: { report: (code) => void reported.push(code) } };
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    reported.length = 0;
    await server.adminPool.query('DELETE FROM bar_entries; DELETE FROM bar_registers');
  });

  /** @param meanwhile what happens after its bytes were read and before it takes its place */
  const file = (asOf: string, meanwhile: () => Promise<unknown> = async () => null): RegisterFile => ({
    kind: 'new-york',
    asOf,
    bytes: (async function* () {
      yield BYTES;
      await meanwhile();
    })(),
  });
  const load = (asOf: string, meanwhile?: () => Promise<unknown>) =>
    importRegister(context, SYSTEM, file(asOf, meanwhile));
  const held = async (): Promise<readonly unknown[]> => {
    const { rows } = await server.adminPool.query(`
      SELECT r.as_of::text, r.state, (SELECT count(*)::int FROM bar_entries e WHERE e.register_id = r.id) AS entries
      FROM bar_registers r ORDER BY r.as_of`);
    return rows.map(({ as_of, state, entries }) => [as_of, state, entries]);
  };
  /** Rows cannot be deleted while `work` runs. */
  const withoutDeleting = async (work: () => Promise<unknown>): Promise<void> => {
    await server.adminPool.query(`
      CREATE OR REPLACE FUNCTION keep_entries() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'disk full' USING ERRCODE = '53100'; END $$;
      CREATE TRIGGER keep_entries BEFORE DELETE ON bar_entries EXECUTE FUNCTION keep_entries()`);
    try {
      await work();
    } finally {
      await server.adminPool.query('DROP TRIGGER keep_entries ON bar_entries');
    }
  };

  it('stands where the one before cannot be removed, which is reported and made good after the next', async () => {
    await load('2026-01-01');
    await withoutDeleting(async () => {
      expect((await load('2026-02-01')).register).toMatchObject({ asOf: '2026-02-01', rowCount: 1 });
    });
    expect(await held()).toEqual([
      ['2026-01-01', 'replaced', 1],
      ['2026-02-01', 'current', 1],
    ]);
    expect(reported).toEqual(['REGISTER_CLEAN_UP']);
    await load('2026-03-01');
    expect(await held()).toEqual([['2026-03-01', 'current', 1]]);
  });

  it('is the newer of two that are sent at once, though the older one ends last', async () => {
    const older = load('2026-03-01', () => load('2026-08-01'));
    await expect(older).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('2026-08-01') });
    expect(await held()).toEqual([['2026-08-01', 'current', 1]]);
  });

  it('stays where what should take its place was taken for abandoned', async () => {
    await load('2026-01-01');
    const late = load('2026-04-01', async () => {
      server.clock.advance(3_600_001);
      await load('2026-02-01');
    });
    await expect(late).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await held()).toEqual([['2026-02-01', 'current', 1]]);
    const { rows } = await server.adminPool.query('SELECT count(*)::int AS count FROM bar_entries');
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('is told of what went wrong with a file, whatever goes wrong in clearing up after it', async () => {
    await load('2026-01-01');
    await withoutDeleting(async () => {
      const broken = load('2026-02-01', () => Promise.reject(new Error('the line broke')));
      await expect(broken).rejects.toThrow('the line broke');
    });
    expect((await held())[0]).toEqual(['2026-01-01', 'current', 1]);
  });
});
