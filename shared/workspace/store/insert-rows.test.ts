import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBetterSqlite3 } from '../../../electron/workspace/better-sqlite3-driver.ts';
import { temporaryFolder } from '../workspace.testing.ts';
import { insertRows } from './insert-rows.ts';
import { type PreparedSql, preparedSqlOf } from './prepared-sql.ts';

describe('rows inserted many at a time', () => {
  let temporary: ReturnType<typeof temporaryFolder>;
  let database: PreparedSql;
  const texts: Set<string> = new Set();
  beforeEach(() => {
    temporary = temporaryFolder();
    const opened = openBetterSqlite3({ path: `${temporary.folder}/r.db`, role: 'cache' });
    texts.clear();
    database = preparedSqlOf({
      ...opened,
      prepare: (sql) => {
        texts.add(sql);
        return opened.prepare(sql);
      },
    });
    database.exec(
      'CREATE TABLE kept (place INTEGER PRIMARY KEY, words TEXT, amount INTEGER, more TEXT, sum INTEGER, last TEXT)',
    );
  });
  afterEach(() => {
    database.close();
    temporary.remove();
  });
  const kept = () =>
    database
      .all<Record<string, unknown>>('SELECT *, typeof(amount) AS kind FROM kept ORDER BY place')
      .map(({ place, words, amount, more, sum, last }) => [place, words, amount, more, sum, last]);
  const INTO = 'INSERT INTO kept (place, words, amount, more, sum, last)';

  it('are the rows given, whatever they have in common', () => {
    const value = fc.constantFrom(null, 0, 7, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER);
    const word = fc.constantFrom(null, '', 'a "quoted" word', 'é\u0000 – \n');
    const row = fc.tuple(word, value, word, value, word);
    const isAlike = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean());
    const alike = fc
      .tuple(isAlike, fc.constantFrom(1, 49, 50, 500, 620), fc.array(row, { minLength: 2, maxLength: 9 }))
      .map(([isSame, count, rows]) =>
        Array.from(
          { length: count },
          (_, at) => rows[at % rows.length]?.map((own, column) => (isSame[column] ? rows[0]?.[column] : own)) ?? [],
        ),
      );
    fc.assert(
      fc.property(alike, (rows) => {
        database.exec('DELETE FROM kept');
        const given = rows.map((each, index) => [index + 1, ...each.map((own) => own ?? null)]);
        insertRows(database, INTO, given);
        expect(kept()).toEqual(given);
      }),
      { numRuns: 60 },
    );
  });

  it('keep whole numbers whole', () => {
    insertRows(
      database,
      INTO,
      Array.from({ length: 60 }, (_, index) => [index, 'same', 5_000_000_000, null, 3, null]),
    );
    expect(
      database.get('SELECT DISTINCT typeof(amount) AS amount, typeof(sum) AS sum, amount AS value FROM kept'),
    ).toEqual({ amount: 'integer', sum: 'integer', value: 5_000_000_000 });
  });

  it('need no more statements than are kept, however much they differ', () => {
    for (let mask = 0; mask < 64; mask += 1) {
      const rows = Array.from({ length: 50 }, (_, index) => [
        1_000 * mask + index,
        ...[1, 2, 4, 8, 16].map((bit) => ((mask & bit) === 0 ? null : index)),
      ]);
      insertRows(database, mask < 32 ? INTO : INTO.replace('INSERT', 'INSERT OR REPLACE'), rows);
    }
    // Sixteen ways and the one for all the others, of either.
    expect([...texts].filter((sql) => sql.startsWith('INSERT')).length).toBeLessThanOrEqual(2 * 17);
    expect(kept()).toHaveLength(64 * 50);
  });
});
