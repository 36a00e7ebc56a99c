import { copyFileSync, existsSync, mkdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SqliteDatabase } from '#shared/workspace/sqlite-driver.ts';
import type { DatabaseName } from '#shared/workspace/workspace-environment.ts';
import { databasesInFolder, openBetterSqlite3 } from './better-sqlite3-driver.ts';
import { DATABASE_SUFFIXES, moveAside } from './move-aside.ts';
import { type Salvage, salvageOutbox } from './salvage-outbox.ts';
import { watchDamage } from './watch-damage.ts';

/** The two files of the desktop's workspace, and what is done when one of them is damaged. Nothing is ever deleted but a cache. */
export interface DesktopFiles {
  openDatabase(name: DatabaseName): SqliteDatabase;
  deleteDatabase(name: 'cache' | 'outbox'): void;
  closeAll(): void;
  /** Which files SQLite has found damaged since they were opened. */
  readonly damaged: ReadonlySet<DatabaseName>;
  /** Found damaged in an earlier run, which had to end over it. */
  wasDamaged(name: DatabaseName): boolean;
  /** Remembered on the disk, for the next process. */
  noteDamage(name: DatabaseName): void;
  /** Moves both files aside and begins a new outbox with all that could be read of the old one. */
  beginAgain(at: string): Salvage & { readonly keptIn: string };
  dropCache(): void;
  /** Reads every page of both files (`PRAGMA quick_check`). */
  check(): StoreCheck;
}

export interface StoreCheck {
  readonly outbox: 'ok' | 'damaged';
  readonly cache: 'ok' | 'damaged';
}

/** @param folder made when it is not there */
export function desktopFiles(folder: string, keyHex: string, onDamage: (name: DatabaseName) => void): DesktopFiles {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const plain = databasesInFolder(folder, keyHex);
  const opened = new Map<DatabaseName, SqliteDatabase>();
  const damaged = new Set<DatabaseName>();
  const markOf = (name: DatabaseName) => join(folder, `${name}.damaged`);
  const pathOf = (name: string) => join(folder, `${name}.db`);

  const files: DesktopFiles = {
    damaged,
    openDatabase(name) {
      try {
        const database = plain.openDatabase(name);
        const watched = watchDamage(database, () => foundDamaged(name));
        opened.set(name, watched);
        return watched;
      } catch (error) {
        // The driver reads the schema when it opens: a file that is none shows here.
        if (isNoDatabase(error)) foundDamaged(name);
        throw error;
      }
    },
    deleteDatabase(name) {
      plain.deleteDatabase(name);
      if (name === 'cache') {
        damaged.delete('cache');
        rmSync(markOf('cache'), { force: true });
      }
    },
    closeAll() {
      for (const database of opened.values()) database.close();
      opened.clear();
    },
    wasDamaged: (name) => existsSync(markOf(name)),
    noteDamage(name) {
      writeFileSync(markOf(name), '');
    },
    beginAgain(at) {
      const keptIn = moveAside(folder, at);
      const salvage = takeOver(keptIn);
      rmSync(markOf('outbox'), { force: true });
      rmSync(markOf('cache'), { force: true });
      damaged.clear();
      return { ...salvage, keptIn };
    },
    dropCache() {
      files.deleteDatabase('cache');
    },
    check: () => ({ outbox: checkOf('outbox'), cache: checkOf('cache') }),
  };
  return files;

  function checkOf(name: DatabaseName): 'ok' | 'damaged' {
    try {
      const found = opened.get(name)?.prepare('PRAGMA quick_check(1)').get();
      return found !== undefined && Object.values(found)[0] === 'ok' ? 'ok' : 'damaged';
    } catch {
      return 'damaged';
    }
  }

  function foundDamaged(name: DatabaseName): void {
    if (damaged.has(name)) return;
    damaged.add(name);
    onDamage(name);
  }

  /** Reads a copy, because opening a database writes to it, and what is set aside stays as it was found. */
  function takeOver(keptIn: string): Salvage {
    const copy = pathOf('salvage');
    const remove = () => {
      for (const suffix of DATABASE_SUFFIXES) rmSync(`${copy}${suffix}`, { force: true });
    };
    remove();
    for (const suffix of ['', '-wal', '-journal']) {
      const from = join(keptIn, `outbox.db${suffix}`);
      if (existsSync(from)) copyFileSync(from, `${copy}${suffix}`);
    }
    // SQLite reads nothing at all of a file that is shorter than its header says; what is missing reads as damaged then.
    if (existsSync(copy)) truncateSync(copy, statSync(copy).size * 2);
    const target = openBetterSqlite3({ path: pathOf('outbox'), role: 'outbox', keyHex });
    let source: SqliteDatabase | null = null;
    try {
      source = tryOpen(copy);
      return salvageOutbox(source, target);
    } finally {
      source?.close();
      target.close();
      remove();
    }
  }

  function tryOpen(path: string): SqliteDatabase | null {
    try {
      return openBetterSqlite3({ path, role: 'outbox', keyHex });
    } catch {
      return null;
    }
  }
}

function isNoDatabase(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT');
}
