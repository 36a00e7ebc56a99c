/** One forward step of the server's schema. Released steps never change; a mistake is mended by a later step. */
export interface ServerMigration {
  /** `0001-accounts`: the order, then what it is about. */
  readonly name: string;
  /** PostgreSQL, one or several statements. */
  readonly sql: string;
  /** False for `CREATE INDEX CONCURRENTLY`, which PostgreSQL refuses inside a transaction: run one by one, safely twice. */
  readonly isTransactional: boolean;
  /**
   * True where the version before cannot serve any more once this has run (a column taken away, a meaning changed): it then
   * refuses to start. A release expands what the one after it contracts, so that an upgrade can be taken back.
   */
  readonly isContracting?: boolean;
}
