/** One forward step of the server's schema. Released steps never change; a mistake is mended by a later step. */
export interface ServerMigration {
  /** `0001-accounts`: the order, then what it is about. */
  readonly name: string;
  /** PostgreSQL, one or several statements. */
  readonly sql: string;
  /** False for `CREATE INDEX CONCURRENTLY`, which PostgreSQL refuses inside a transaction: run one by one, safely twice. */
  readonly isTransactional: boolean;
}
