import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SqliteDatabase } from './sqlite-driver.ts';
import { sqliteCodeOf } from './workspace-error.ts';

/** What every driver must do alike; called by the test of each. */
export function describeDriver(name: string, open: () => SqliteDatabase): void {
  describe(`the ${name} driver`, () => {
    let database: SqliteDatabase;
    beforeEach(() => {
      database = open();
      database.exec('CREATE TABLE kept (id INTEGER PRIMARY KEY, number INTEGER, words TEXT, bytes BLOB)');
    });
    afterEach(() => database.close());

    it('gives back what was stored: exact integers up to the safe limit, text, bytes and null', () => {
      const insert = database.prepare('INSERT INTO kept (number, words, bytes) VALUES (?, ?, ?)');
      const bytes = Uint8Array.of(0, 1, 254, 255);
      expect(insert.run(Number.MAX_SAFE_INTEGER, 'Żółć — “ok”\u0000after', bytes)).toBe(1);
      expect(insert.run(-Number.MAX_SAFE_INTEGER, '', null)).toBe(1);
      const rows = database.prepare('SELECT number, words, bytes FROM kept ORDER BY id').all();
      expect(rows[0]?.number).toBe(Number.MAX_SAFE_INTEGER);
      expect(rows[0]?.words).toBe('Żółć — “ok”\u0000after');
      expect(Buffer.from((rows[0]?.bytes ?? '') as Uint8Array).equals(bytes)).toBe(true);
      expect(rows[1]).toEqual({ number: -Number.MAX_SAFE_INTEGER, words: '', bytes: null });
    });

    it('answers one row, no row and several rows from one prepared statement, again and again', () => {
      database.exec('INSERT INTO kept (number) VALUES (1), (2), (3)');
      const select = database.prepare('SELECT number FROM kept WHERE number >= ? ORDER BY number');
      expect(select.get(3)).toEqual({ number: 3 });
      expect(select.get(4)).toBeUndefined();
      expect(select.all(2)).toEqual([{ number: 2 }, { number: 3 }]);
      expect(select.get(1)).toEqual({ number: 1 });
    });

    it('counts the rows a statement changed', () => {
      database.exec('INSERT INTO kept (number) VALUES (1), (2), (3)');
      expect(database.prepare('UPDATE kept SET number = 0 WHERE number > ?').run(1)).toBe(2);
      expect(database.prepare('INSERT OR IGNORE INTO kept (id) VALUES (?)').run(1)).toBe(0);
    });

    it('keeps a transaction whole, and none of it when the work throws', () => {
      const insert = database.prepare('INSERT INTO kept (number) VALUES (?)');
      expect(database.transaction(() => insert.run(1) + insert.run(2))).toBe(2);
      const failing = () =>
        database.transaction(() => {
          insert.run(3);
          throw new Error('changed my mind');
        });
      expect(failing).toThrow('changed my mind');
      expect(database.prepare('SELECT count(*) AS count FROM kept').get()).toEqual({ count: 2 });
      expect(database.transaction(() => insert.run(4))).toBe(1);
    });

    it('refuses a second transaction inside the first, and the first goes on', () => {
      database.transaction(() => {
        expect(() => database.transaction(() => 1)).toThrow();
        database.prepare('INSERT INTO kept (number) VALUES (9)').run();
      });
      expect(database.prepare('SELECT number FROM kept').all()).toEqual([{ number: 9 }]);
    });

    it('tells SQLite’s own reasons by their code', () => {
      database.exec('PRAGMA max_page_count = 4');
      const insert = database.prepare('INSERT INTO kept (bytes) VALUES (?)');
      let thrown: unknown;
      try {
        insert.run(new Uint8Array(100_000));
      } catch (error) {
        thrown = error;
      }
      expect(sqliteCodeOf(thrown)).toBe(13);
    });

    it('stays usable after a statement failed', () => {
      const insert = database.prepare('INSERT INTO kept (id) VALUES (?)');
      insert.run(1);
      expect(() => insert.run(1)).toThrow();
      expect(insert.run(2)).toBe(1);
    });

    it('is written anew with its statements still in use, and the index of words forgets what was deleted', () => {
      database.exec(`CREATE VIRTUAL TABLE words USING fts5 (text, content = '', contentless_delete = 1)`);
      const put = database.prepare('INSERT OR REPLACE INTO words (rowid, text) VALUES (?, ?)');
      for (let row = 1; row <= 60; row += 1) put.run(row, row % 2 === 0 ? 'stays here' : `zebra${row}`);
      database.exec('DELETE FROM words WHERE rowid % 2 = 1');
      database.exec(`INSERT INTO words (words) VALUES ('optimize')`);
      database.exec('VACUUM');
      const held = database.prepare(`SELECT count(*) AS count FROM words_data WHERE instr(block, CAST(? AS BLOB)) > 0`);
      expect(held.get('ebra')).toEqual({ count: 0 });
      expect(held.get('stays')).toEqual({ count: 1 });
      expect(put.run(61, 'more')).toBe(1);
    });

    it('has the full-text and JSON functions the engine uses', () => {
      database.exec(`CREATE VIRTUAL TABLE words USING fts5 (text, content = '', contentless_delete = 1)`);
      const put = database.prepare('INSERT OR REPLACE INTO words (rowid, text) VALUES (?, ?)');
      put.run(7, 'draft answer');
      put.run(8, 'drafted reply');
      put.run(7, 'other words');
      const find = database.prepare(
        'SELECT json_group_array(rowid ORDER BY rowid DESC) AS ids FROM words WHERE words MATCH ?',
      );
      expect(find.get('"draft"*')).toEqual({ ids: '[8]' });
      expect(database.prepare('SELECT value FROM json_each(?)').all('[3,1]')).toEqual([{ value: 3 }, { value: 1 }]);
      const apart = database.prepare(
        'SELECT value ->> 0 AS text, value ->> 1 AS number, value ->> 2 AS none FROM jsonb_each(?)',
      );
      const row = ['{"a":1} “ok”\u0000after', Number.MAX_SAFE_INTEGER, null];
      expect(apart.all(JSON.stringify([row]))).toEqual([{ text: row[0], number: row[1], none: null }]);
    });
  });
}
