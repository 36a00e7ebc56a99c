import type { SqliteDatabase, SqliteStatement, SqlValue } from '../sqlite-driver.ts';

/**
 * A database with its statements: each SQL text is prepared once and kept. Texts are constants or composed
 * of a closed set of clauses, never of values, so that their number stays small.
 */
export interface PreparedSql {
  /** @returns rows changed */
  run(sql: string, ...values: readonly SqlValue[]): number;
  /** `Row` states the columns selected; it is the caller's word, as in any SQL binding. */
  get<Row>(sql: string, ...values: readonly SqlValue[]): Row | undefined;
  all<Row>(sql: string, ...values: readonly SqlValue[]): readonly Row[];
  exec(sql: string): void;
  transaction<Value>(work: () => Value): Value;
  close(): void;
}

export function preparedSqlOf(database: SqliteDatabase): PreparedSql {
  const statements = new Map<string, SqliteStatement>();
  const statementOf = (sql: string): SqliteStatement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    run: (sql, ...values) => statementOf(sql).run(...values),
    get: <Row>(sql: string, ...values: readonly SqlValue[]) => statementOf(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: readonly SqlValue[]) => statementOf(sql).all(...values) as readonly Row[],
    exec: (sql) => database.exec(sql),
    transaction: (work) => database.transaction(work),
    close: () => database.close(),
  };
}
