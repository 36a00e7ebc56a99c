/**
 * All that the offline engine asks of SQLite: synchronous, prepared, transactional. Two drivers fit it,
 * better-sqlite3 (Node, Electron) and sqlite-wasm (web worker); one contract suite runs on both.
 */
export type SqlValue = string | number | bigint | Uint8Array | null;
export type SqlRow = Readonly<Record<string, SqlValue>>;

export interface SqliteStatement {
  /** Runs to the end. @returns rows changed */
  run(...values: readonly SqlValue[]): number;
  get(...values: readonly SqlValue[]): SqlRow | undefined;
  all(...values: readonly SqlValue[]): readonly SqlRow[];
}

export interface SqliteDatabase {
  /** One or several statements without values. */
  exec(sql: string): void;
  /** The statement lives as long as the database; prepare hot ones once. */
  prepare(sql: string): SqliteStatement;
  /** BEGIN IMMEDIATE ... COMMIT; rolled back when `work` throws. Not to be nested. */
  transaction<Value>(work: () => Value): Value;
  close(): void;
}
