/** The part of better-sqlite3 (as better-sqlite3-multiple-ciphers 13) that LAIT uses. */
declare module 'better-sqlite3' {
  export interface Statement {
    readonly reader: boolean;
    run(...values: readonly unknown[]): { readonly changes: number };
    get(...values: readonly unknown[]): unknown;
    all(...values: readonly unknown[]): unknown[];
  }

  export interface Database {
    readonly inTransaction: boolean;
    exec(sql: string): void;
    prepare(sql: string): Statement;
    pragma(sql: string): unknown;
    /** The database as the bytes of its file. */
    serialize(): Buffer;
    close(): void;
  }

  interface DatabaseConstructor {
    new (path: string | Buffer, options?: { readonly timeout?: number }): Database;
  }

  const Database: DatabaseConstructor;
  // biome-ignore lint/style/noDefaultExport: the package's own shape
  export default Database;
}
