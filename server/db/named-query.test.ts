import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMetrics } from '../ops/metrics.ts';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { connectPool, kyselyOn } from './connect.ts';
import type { Database } from './database.ts';

/** From the tenth time on a statement has a name. */
const BEFORE_NAMED = 9;

describe('statements that keep coming back', () => {
  let test: TestDatabase;
  let pool: pg.Pool;
  let owner: pg.Pool;
  let database: Kysely<Database>;
  const seen: boolean[] = [];
  beforeAll(async () => {
    test = await testDatabase();
    owner = connectPool(test.adminUrl, { size: 1, applicationName: 'test', onIdleError: () => {} });
  });
  afterAll(async () => {
    await owner.end();
    await test.close();
  });
  beforeEach(async () => {
    seen.length = 0;
    pool = connectPool(test.appUrl, { size: 2, applicationName: 'test', onIdleError: () => {} });
    database = kyselyOn(pool, (isHit) => seen.push(isHit));
    return () => pool.end();
  });

  const usersNamed = (name: string) => database.selectFrom('users').select(['id']).where('email', '=', name).execute();
  const preparedOn = async (client: pg.PoolClient) => {
    const { rows } = await client.query('SELECT name, statement FROM pg_prepared_statements ORDER BY name COLLATE "C"');
    return rows.map(({ name }) => name);
  };
  const prepared = async () => {
    const client = await pool.connect();
    try {
      return await preparedOn(client);
    } finally {
      client.release();
    }
  };
  const many = async (count: number, run: (index: number) => Promise<unknown>) => {
    for (let index = 0; index < count; index += 1) await run(index);
  };

  it('are prepared once on a connection and answer as ever, whatever their values', async () => {
    await owner.query(`INSERT INTO users (id, email, display_name, role, state)
      VALUES (gen_random_uuid(), 'ann@firm.test', 'Ann', 'reviewer', 'active')`);
    await many(BEFORE_NAMED, () => usersNamed('ann@firm.test'));
    expect(await prepared()).toEqual([]);
    for (const [email, found] of [
      ['ann@firm.test', 1],
      ['nobody', 0],
      ["' OR true --", 0],
      ['ann@firm.test', 1],
    ] as const) {
      expect(await usersNamed(email)).toHaveLength(found);
    }
    expect(await prepared()).toEqual(['lait_1']);
    expect(seen).toEqual([...Array(BEFORE_NAMED).fill(false), false, true, true, true]);
  });

  it('are prepared on each connection apart, also inside transactions, and survive an error', async () => {
    const ask = (db: Kysely<Database>) => db.selectFrom('users').select(['email']).where('role', '=', 'x').execute();
    await many(BEFORE_NAMED, () => ask(database));
    seen.length = 0;
    await database.transaction().execute(async (one) => {
      await ask(one);
      await database.transaction().execute(async (other) => {
        await ask(other);
        await ask(other);
      });
      await ask(one);
    });
    expect(seen).toEqual([false, false, true, true]);
    const divide = (by: number) => sql<{ q: number }>`SELECT 10 / ${by}::integer AS q`.execute(database);
    await many(BEFORE_NAMED + 2, () => divide(5));
    await expect(divide(0)).rejects.toThrow('division by zero');
    expect((await divide(2)).rows).toEqual([{ q: 5 }]);
  });

  it('get no name where a migration would break them, where they hold two, where they are no statement', async () => {
    await many(BEFORE_NAMED + 3, () => database.selectFrom('clients').selectAll().where('number', '=', 'x').execute());
    await many(BEFORE_NAMED + 3, () => sql`SELECT 1; SELECT 2`.execute(database));
    const read = seen.length;
    await many(BEFORE_NAMED + 3, () => database.transaction().execute(async () => {}));
    expect(await prepared()).toEqual([]);
    expect(seen.length).toBe(read);
    await many(BEFORE_NAMED + 1, () =>
      database
        .selectFrom('clients')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('number', '=', 'x')
        .execute(),
    );
    expect(await prepared()).toEqual(['lait_1']);
    await owner.query('ALTER TABLE clients ADD COLUMN later text');
    expect(await database.selectFrom('clients').select('id').where('number', '=', 'x').execute()).toEqual([]);
    await owner.query('ALTER TABLE clients DROP COLUMN later');
  });

  it('are at most two hundred; further ones run without a name', async () => {
    const nth = (n: number) => sql<{ v: number }>`SELECT ${n}::integer + ${sql.raw(String(n))} AS v`.execute(database);
    for (let n = 0; n < 230; n += 1) await many(BEFORE_NAMED + 1, () => nth(n));
    expect((await prepared()).length).toBe(200);
    expect((await nth(229)).rows).toEqual([{ v: 458 }]);
  });

  it('are counted in the figures of the server', async () => {
    const metrics = createMetrics();
    const counted = kyselyOn(pool, metrics.observeStatement);
    await many(BEFORE_NAMED + 4, () => counted.selectFrom('users').select('id').where('state', '=', 'x').execute());
    const text = await metrics.text();
    expect(text).toContain('lait_prepared_statement_misses_total 10\n');
    expect(text).toContain('lait_prepared_statement_hits_total 3\n');
  });
});
