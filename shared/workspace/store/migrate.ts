import type { SqliteDatabase } from '../sqlite-driver.ts';

/** One step forward, as SQL. Steps are never changed once released, only added to. */
export type MigrationStep = string;

/** A file written by a later version of LAIT: not touched, and told apart from damage. */
export class NewerSchemaError extends Error {
  constructor(found: number, known: number) {
    super(`The file has schema ${found}; this version of LAIT knows ${known}.`);
    this.name = 'NewerSchemaError';
  }
}

/**
 * Brings a database to the last step; `PRAGMA user_version` counts the steps done. Each step commits alone.
 * @throws NewerSchemaError when the file has more steps than this version knows
 */
export function migrate(database: SqliteDatabase, steps: readonly MigrationStep[]): void {
  const row = database.prepare('PRAGMA user_version').get();
  const done = Number(row?.user_version ?? 0);
  if (done > steps.length) throw new NewerSchemaError(done, steps.length);
  for (const [index, step] of steps.entries()) {
    if (index < done) continue;
    database.transaction(() => {
      database.exec(step);
      database.exec(`PRAGMA user_version = ${index + 1}`);
    });
  }
}
