import type { SqliteDatabase, SqliteStatement } from '#shared/workspace/sqlite-driver.ts';
import { isDamaged } from '#shared/workspace/workspace-error.ts';

/**
 * A database that says so when SQLite finds its file damaged, also when the engine turns the error into a reply.
 * @param onDamage called at each such error, which is then thrown on
 */
export function watchDamage(database: SqliteDatabase, onDamage: () => void): SqliteDatabase {
  const watched = <Value>(work: () => Value): Value => {
    try {
      return work();
    } catch (error) {
      if (isDamaged(error)) onDamage();
      throw error;
    }
  };
  return {
    exec: (sql) => watched(() => database.exec(sql)),
    prepare(sql): SqliteStatement {
      const statement = watched(() => database.prepare(sql));
      return {
        run: (...values) => watched(() => statement.run(...values)),
        get: (...values) => watched(() => statement.get(...values)),
        all: (...values) => watched(() => statement.all(...values)),
      };
    },
    transaction: (work) => watched(() => database.transaction(work)),
    close: () => database.close(),
  };
}
