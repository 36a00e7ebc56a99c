import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBetterSqlite3 } from '../../../electron/workspace/better-sqlite3-driver.ts';
import type { SqliteDatabase } from '../sqlite-driver.ts';
import { temporaryFolder } from '../workspace.testing.ts';
import { CACHE_MIGRATIONS } from './cache-migrations.ts';
import { migrate, NewerSchemaError } from './migrate.ts';
import { OUTBOX_MIGRATIONS } from './outbox-migrations.ts';

describe('migrations', () => {
  let temporary: ReturnType<typeof temporaryFolder>;
  let database: SqliteDatabase;
  beforeEach(() => {
    temporary = temporaryFolder();
    database = openBetterSqlite3({ path: `${temporary.folder}/m.db`, role: 'outbox' });
  });
  afterEach(() => {
    database.close();
    temporary.remove();
  });
  const version = () => database.prepare('PRAGMA user_version').get()?.user_version;
  const columns = (table: string) =>
    database
      .prepare(`SELECT name FROM pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => name);

  it('run once each and go on from where a file stands', () => {
    const first = 'CREATE TABLE a (x)';
    migrate(database, [first]);
    database.exec('INSERT INTO a VALUES (1)');
    migrate(database, [first, 'ALTER TABLE a ADD COLUMN y DEFAULT 7']);
    migrate(database, [first, 'ALTER TABLE a ADD COLUMN y DEFAULT 7']);
    expect(database.prepare('SELECT * FROM a').all()).toEqual([{ x: 1, y: 7 }]);
    expect(version()).toBe(2);
  });

  it('leave a file as it was when a step fails', () => {
    expect(() => migrate(database, ['CREATE TABLE a (x)', 'CREATE TABLE b (x); CREATE TABLE a (x)'])).toThrow();
    expect([version(), columns('b')]).toEqual([1, []]);
  });

  it('do not touch a file of a later version', () => {
    database.exec('PRAGMA user_version = 9');
    expect(() => migrate(database, OUTBOX_MIGRATIONS)).toThrow(NewerSchemaError);
  });

  it('give every synced table of the cache its sync columns from the first step on', () => {
    migrate(database, CACHE_MIGRATIONS.slice(0, 1));
    for (const table of ['invoices', 'line_items', 'findings', 'dismissals', 'decisions', 'comments', 'guidelines']) {
      expect(columns(table)).toEqual(expect.arrayContaining(['scope_id', 'row_version', 'updated_seq', 'deleted_at']));
    }
  });

  it('give the outbox contiguous mutations with base versions, and bytes in parts', () => {
    migrate(database, OUTBOX_MIGRATIONS.slice(0, 1));
    expect(columns('mutation')).toEqual(
      expect.arrayContaining(['client_seq', 'mutation_id', 'name', 'args', 'base', 'at', 'device_id', 'scope_id']),
    );
    expect(columns('blob')).toEqual(['sha256', 'name', 'byte_length', 'imported_at']);
    expect(columns('blob_part')).toEqual(['sha256', 'position', 'bytes']);
  });
});
