import sqlite3InitModule, { type Database, type SAHPoolUtil, type Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import type { SqliteDatabase } from '#shared/workspace/sqlite-driver.ts';
import type { DatabaseName } from '#shared/workspace/workspace-environment.ts';
import { driverOfWasm } from './sqlite-wasm-driver.ts';

export interface WasmDatabases {
  readonly storage: 'durable' | 'memory';
  /** Why it became `memory` although `durable` was wanted; a sentence. */
  readonly notice: string | null;
  openDatabase(name: DatabaseName): SqliteDatabase;
  deleteDatabase(name: DatabaseName): void;
}

/** The folder in the origin's private file system; never renamed: that would orphan everything in it. */
const POOL = { name: 'lait', directory: '/lait-workspace', initialCapacity: 8 };

/** Another tab's worker may still be letting go of the files when its lock is already free. */
const ATTEMPTS = 20;
const BETWEEN_ATTEMPTS_MS = 150;

/**
 * SQLite in this worker: in the origin's private file system (SAH pool: synchronous access handles, flushed
 * at every commit) or in memory.
 * @param wanted `durable` falls back to memory, with a notice, where the browser has no such file system
 */
export async function openWasmDatabases(wanted: 'durable' | 'memory'): Promise<WasmDatabases> {
  const sqlite3 = await startSqlite();
  if (wanted === 'memory') return inMemory(sqlite3, null);
  if (typeof navigator.storage?.getDirectory !== 'function') {
    return inMemory(sqlite3, 'This browser has no file system for pages: everything is gone when the window closes.');
  }
  const pool = await installPool(sqlite3);
  if (pool === null) {
    return inMemory(
      sqlite3,
      'The files of this workspace could not be opened (private window, or in use elsewhere): what you do now is gone when the window closes. What was stored before is untouched.',
    );
  }
  return inFiles(pool);
}

async function startSqlite(): Promise<Sqlite3Static> {
  // Only the pool is used; the other file systems would start workers of their own.
  Object.assign(globalThis, {
    sqlite3ApiConfig: { disable: { vfs: { kvvfs: true, opfs: true, 'opfs-vfs': true, 'opfs-wl': true } } },
  });
  return sqlite3InitModule();
}

async function installPool(sqlite3: Sqlite3Static): Promise<SAHPoolUtil | null> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      // By default a failed start deletes the pool; what is in it is somebody's work.
      const options = { ...POOL, preserveOnInitFailure: true, forceReinitIfPreviouslyFailed: true };
      return await sqlite3.installOpfsSAHPoolVfs(options);
    } catch {
      if (attempt === ATTEMPTS) return null;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_ATTEMPTS_MS));
    }
  }
}

// The journal is truncated, not deleted: the pool would otherwise give up and take a file at every commit.
const FILE_PRAGMAS: Readonly<Record<DatabaseName, string>> = {
  outbox: 'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL;',
  cache: 'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = NORMAL;',
};
const COMMON_PRAGMAS =
  'PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON; PRAGMA cache_size = -65536;';

function inFiles(pool: SAHPoolUtil): WasmDatabases {
  return {
    storage: 'durable',
    notice: null,
    openDatabase(name) {
      const database = new pool.OpfsSAHPoolDb(`/${name}.db`);
      return configured(database, FILE_PRAGMAS[name]);
    },
    deleteDatabase(name) {
      pool.unlink(`/${name}.db`);
      pool.unlink(`/${name}.db-journal`);
    },
  };
}

function inMemory(sqlite3: Sqlite3Static, notice: string | null): WasmDatabases {
  return {
    storage: 'memory',
    notice,
    openDatabase: () => configured(new sqlite3.oo1.DB(':memory:'), ''),
    deleteDatabase() {},
  };
}

function configured(database: Database, pragmas: string): SqliteDatabase {
  try {
    database.exec(`${pragmas} ${COMMON_PRAGMAS} SELECT count(*) FROM sqlite_schema;`);
    return driverOfWasm(database);
  } catch (error) {
    database.close();
    throw error;
  }
}
