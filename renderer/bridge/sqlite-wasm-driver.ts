import type { PreparedStatement, Database as WasmDatabase } from '@sqlite.org/sqlite-wasm';
import type { SqliteDatabase, SqliteStatement, SqlRow, SqlValue } from '#shared/workspace/sqlite-driver.ts';

/**
 * Fits an open sqlite-wasm database to the engine's driver. Statements are finalised when it closes.
 * @param database from `new sqlite3.oo1.DB(...)` or the SAH pool's `OpfsSAHPoolDb`
 */
export function driverOfWasm(database: WasmDatabase): SqliteDatabase {
  const statements: PreparedStatement[] = [];
  let isInTransaction = false;
  return {
    exec(sql) {
      database.exec(sql);
    },
    prepare(sql): SqliteStatement {
      const statement = database.prepare(sql);
      statements.push(statement);
      return {
        run(...values) {
          return usingStatement(statement, values, () => {
            while (statement.step());
            return database.changes();
          });
        },
        get(...values) {
          return usingStatement(statement, values, () =>
            statement.step() ? (statement.get({}) as SqlRow) : undefined,
          );
        },
        all(...values) {
          return usingStatement(statement, values, () => {
            const rows: SqlRow[] = [];
            while (statement.step()) rows.push(statement.get({}) as SqlRow);
            return rows;
          });
        },
      };
    },
    transaction(work) {
      if (isInTransaction) throw new Error('A transaction is already open.');
      database.exec('BEGIN IMMEDIATE');
      isInTransaction = true;
      try {
        const value = work();
        database.exec('COMMIT');
        return value;
      } catch (error) {
        rollbackIfOpen(database);
        throw error;
      } finally {
        isInTransaction = false;
      }
    },
    close() {
      for (const statement of statements) statement.finalize();
      statements.length = 0;
      database.close();
    },
  };
}

function usingStatement<Value>(statement: PreparedStatement, values: readonly SqlValue[], work: () => Value): Value {
  try {
    if (values.length > 0) statement.bind(values as SqlValue[]);
    return work();
  } finally {
    statement.reset(true);
  }
}

// A full store may have ended the transaction already; the first error is the one to show.
function rollbackIfOpen(database: WasmDatabase): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    return;
  }
}
