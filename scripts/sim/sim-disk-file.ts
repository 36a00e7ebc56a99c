import type { Database as NativeDatabase } from 'better-sqlite3';
import Database from 'better-sqlite3';
import type { SqliteDatabase, SqlRow } from '#shared/workspace/sqlite-driver.ts';

type NativeStatement = ReturnType<NativeDatabase['prepare']>;

/** A file on a simulated disk. Its statements are prepared once and outlive the processes using it, as it does. */
export interface SimDiskFile {
  readonly native: NativeDatabase;
  prepare(sql: string): NativeStatement;
}

export function simDiskFile(): SimDiskFile {
  const native = new Database(':memory:');
  native.pragma('foreign_keys = ON');
  native.pragma('secure_delete = ON');
  const statements = new Map<string, NativeStatement>();
  return {
    native,
    prepare(sql) {
      const known = statements.get(sql);
      if (known !== undefined) return known;
      const statement = native.prepare(sql);
      statements.set(sql, statement);
      return statement;
    },
  };
}

/** The file as somebody uses it whose writes are all undone afterwards (`aside`): transactions are savepoints. */
export function driverAside({ native, prepare }: SimDiskFile): SqliteDatabase {
  return {
    exec: (sql) => void native.exec(sql),
    prepare(sql) {
      const statement = prepare(sql);
      return {
        run: (...values) => statement.run(...values).changes,
        get: (...values) => statement.get(...values) as SqlRow | undefined,
        all: (...values) => statement.all(...values) as SqlRow[],
      };
    },
    transaction(work) {
      prepare('SAVEPOINT aside').run();
      try {
        const value = work();
        prepare('RELEASE aside').run();
        return value;
      } catch (error) {
        native.exec('ROLLBACK TO aside; RELEASE aside');
        throw error;
      }
    },
    close() {
      // The disk stays when the process ends.
    },
  };
}
