import type { Engine } from '../engine.ts';
import { sqliteCodeOf } from '../workspace-error.ts';

/** Whether something was withdrawn since both files were last written anew. */
export interface ScrubState {
  isDue: boolean;
}

const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;

/**
 * Writes both files anew where a withdrawal asks for it. SQLite overwrites what is deleted (`secure_delete`), but not
 * the copies it left in the free part of a page when it once moved rows to another; and the index of words, which
 * keeps no text, only notes that a line is gone and drops its words with a later merge. A file written anew, its index
 * merged before, holds nothing but its rows. Where there is no room for it now it stays due, and the server is not
 * told of a purge yet.
 */
export function scrubIfDue({ cache, outbox }: Engine, state: ScrubState): void {
  if (!state.isDue) return;
  try {
    cache.exec(`INSERT INTO line_text (line_text) VALUES ('optimize')`);
    for (const file of [outbox.sql, cache]) {
      file.exec('VACUUM');
      // Pages that were freed must not lie readable in the log either.
      file.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    }
    state.isDue = false;
  } catch (error) {
    const code = sqliteCodeOf(error);
    if (code !== SQLITE_FULL && code !== SQLITE_BUSY) throw error;
  }
}
