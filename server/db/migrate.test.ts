import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { migrate, migrationStatus } from './migrate.ts';
import { MIGRATIONS } from './migrations/all-migrations.ts';

describe('migrations', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase({ isEmpty: true });
  });
  afterAll(() => database.close());

  it('run once when several servers start at the same time', async () => {
    const both = await Promise.all([migrate(database.adminUrl), migrate(database.adminUrl)]);
    const names = MIGRATIONS.map(({ name }) => name);
    expect(both).toEqual([
      { applied: names, pending: [] },
      { applied: names, pending: [] },
    ]);
  });

  it('leave nothing of a step that fails, and everything before it', async () => {
    const half = {
      name: '9999-half',
      isTransactional: true,
      sql: 'CREATE TABLE half (id integer); SELECT 1 / 0;',
    };
    await expect(migrate(database.adminUrl, [...MIGRATIONS, half])).rejects.toThrow('division by zero');
    expect((await migrationStatus(database.adminUrl)).pending).toEqual([]);
    const client = new pg.Client({ connectionString: database.adminUrl });
    await client.connect();
    const { rows } = await client.query("SELECT to_regclass('half') AS found");
    await client.end();
    expect(rows).toEqual([{ found: null }]);
  });

  it('refuse a database that a newer version has migrated', async () => {
    const earlier = MIGRATIONS.slice(0, -1);
    await expect(migrate(database.adminUrl, earlier)).rejects.toThrow('newer version of LAIT');
  });
});

describe('the schema from each earlier one', () => {
  it.each(MIGRATIONS.map(({ name }, index) => ({ name, index })))('$name runs on the one before', async ({ index }) => {
    const database = await testDatabase({ isEmpty: true });
    try {
      await migrate(database.adminUrl, MIGRATIONS.slice(0, index));
      const { applied } = await migrate(database.adminUrl, MIGRATIONS.slice(0, index + 1));
      expect(applied).toHaveLength(index + 1);
    } finally {
      await database.close();
    }
  });
});
