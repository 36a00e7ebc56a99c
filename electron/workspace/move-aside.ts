import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** A database and what SQLite writes beside it; they belong together. */
export const DATABASE_SUFFIXES = ['', '-wal', '-shm', '-journal'] as const;

/**
 * Moves both files of a closed workspace out of the way, as they are.
 * @param at ISO 8601
 * @returns the folder in which they lie
 */
export function moveAside(folder: string, at: string): string {
  const keptIn = join(folder, 'set-aside', at.replaceAll(':', '-'));
  mkdirSync(keptIn, { recursive: true, mode: 0o700 });
  for (const name of ['outbox', 'cache']) {
    for (const suffix of DATABASE_SUFFIXES) {
      const from = join(folder, `${name}.db${suffix}`);
      if (existsSync(from)) renameSync(from, join(keptIn, `${name}.db${suffix}`));
    }
  }
  return keptIn;
}
