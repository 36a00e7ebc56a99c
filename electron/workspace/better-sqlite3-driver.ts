/// <reference path="./better-sqlite3.d.ts" />
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database as NativeDatabase } from 'better-sqlite3';
import Database from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement, SqlRow } from '#shared/workspace/sqlite-driver.ts';

/** A raw 256-bit key as 64 hexadecimal digits: no key derivation, so opening costs about a millisecond. */
const RAW_KEY = /^[0-9a-f]{64}$/i;

/** `outbox` holds what a person did and is fsynced at each commit; `cache` can be rebuilt and is not. */
export type DatabaseRole = 'outbox' | 'cache';

const COMMON_PRAGMAS = [
  'busy_timeout = 5000',
  'foreign_keys = ON',
  'temp_store = MEMORY',
  'mmap_size = 0',
  'journal_mode = WAL',
  'journal_size_limit = 67108864',
  'secure_delete = ON',
];

const ROLE_PRAGMAS: Readonly<Record<DatabaseRole, readonly string[]>> = {
  outbox: ['synchronous = FULL', 'checkpoint_fullfsync = ON'],
  cache: ['synchronous = NORMAL', 'cache_size = -65536'],
};

/**
 * Opens one SQLite file through better-sqlite3; the settings are those of a desktop's own store.
 * @param keyHex 64 hexadecimal digits: the file is encrypted (SQLCipher 4 format) under this raw key
 * @throws an error with `code` `SQLITE_NOTADB` when the key is wrong or the file is none
 */
export function openBetterSqlite3(options: {
  readonly path: string;
  readonly role: DatabaseRole;
  readonly keyHex?: string | undefined;
}): SqliteDatabase {
  const native = new Database(options.path);
  try {
    if (options.keyHex !== undefined) applyKey(native, options.keyHex);
    native.prepare('SELECT count(*) FROM sqlite_schema').get();
    for (const pragma of COMMON_PRAGMAS) native.pragma(pragma);
    for (const pragma of ROLE_PRAGMAS[options.role]) native.pragma(pragma);
  } catch (error) {
    native.close();
    throw error;
  }
  return driverOf(native);
}

/**
 * The two files of a workspace in one folder, as `openWorkspace` asks for them.
 * @param folder an existing folder that belongs to this workspace alone
 */
export function databasesInFolder(
  folder: string,
  keyHex?: string,
): { openDatabase(name: DatabaseRole): SqliteDatabase; deleteDatabase(name: DatabaseRole): void } {
  const pathOf = (name: DatabaseRole) => join(folder, `${name}.db`);
  return {
    openDatabase: (name) => openBetterSqlite3({ path: pathOf(name), role: name, keyHex }),
    deleteDatabase(name) {
      for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${pathOf(name)}${suffix}`, { force: true });
    },
  };
}

function applyKey(native: NativeDatabase, keyHex: string): void {
  if (!RAW_KEY.test(keyHex)) throw new Error('A database key is 64 hexadecimal digits.');
  native.pragma("cipher = 'sqlcipher'");
  native.pragma('legacy = 4');
  native.pragma(`key = "x'${keyHex}'"`);
}

function driverOf(native: NativeDatabase): SqliteDatabase {
  const begin = native.prepare('BEGIN IMMEDIATE');
  const commit = native.prepare('COMMIT');
  const rollback = native.prepare('ROLLBACK');
  return {
    exec: (sql) => native.exec(sql),
    prepare(sql): SqliteStatement {
      const statement = native.prepare(sql);
      return {
        run: (...values) => statement.run(...values).changes,
        get: (...values) => statement.get(...values) as SqlRow | undefined,
        all: (...values) => statement.all(...values) as SqlRow[],
      };
    },
    transaction(work) {
      begin.run();
      try {
        const value = work();
        commit.run();
        return value;
      } catch (error) {
        // A full disk may have ended the transaction already; a second ROLLBACK would hide the cause.
        if (native.inTransaction) rollback.run();
        throw error;
      }
    },
    close() {
      native.close();
    },
  };
}
