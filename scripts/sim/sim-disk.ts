import type { SqliteDatabase, SqliteStatement, SqlRow } from '#shared/workspace/sqlite-driver.ts';
import type { DatabaseName } from '#shared/workspace/workspace-environment.ts';
import { driverAside, type SimDiskFile, simDiskFile } from './sim-disk-file.ts';

export type DiskFault = 'crash' | 'full' | 'busy';

/** Thrown from the moment a device has crashed: nothing it still does reaches its disk. */
export class PowerLost extends Error {}

/**
 * A device's disk: real SQLite in memory that outlives the process using it. A crash ends the process between two
 * writes: what was committed stays, the open transaction is gone.
 */
export interface SimDisk {
  openDatabase(name: DatabaseName): SqliteDatabase;
  deleteDatabase(name: DatabaseName): void;
  /** The fault strikes at the write after this many; `full` and `busy` last until `mend`. */
  arm(fault: DiskFault, afterWrites: number): void;
  mend(): void;
  readonly hasCrashed: boolean;
  readonly isArmed: boolean;
  /** The last thing SQLite itself refused; `null` when it never did. */
  readonly lastError: string | null;
  /** The next opening of any file fails as with a lost key. */
  loseKey(): void;
  /** The next opening of the cache finds no database in it. */
  damageCache(): void;
  /** As if a later version of LAIT had used the cache. */
  writeCacheByLaterVersion(): void;
  /** Reads beside the process, for the invariants. */
  look(name: DatabaseName): Pick<SimDiskFile, 'prepare'> | null;
  /** A file as it lies on the disk. */
  bytes(name: DatabaseName): Buffer;
  /**
   * Lets somebody else use the files as they are; whatever `work` writes is undone when it returns. Nothing of the
   * device may run meanwhile.
   */
  aside<Value>(work: (files: Pick<SimDisk, 'openDatabase' | 'deleteDatabase' | 'look'>) => Value): Value;
  /** Starts the device again after a crash. */
  reboot(): void;
  discard(): void;
}

const WRITES = /^\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER)/i;

/**
 * @param onCacheLost told when the working copy is begun anew
 * @param onStruck told when an armed fault has struck, once
 */
export function simDisk(onCacheLost: () => void, onStruck: (fault: DiskFault) => void): SimDisk {
  const files = new Map<DatabaseName, SimDiskFile>();
  let armed: { readonly fault: DiskFault; left: number; hasStruck: boolean } | null = null;
  let life = 1;
  let hasCrashed = false;
  let isKeyLost = false;
  let lastError: string | null = null;
  let isCacheDamaged = false;

  return {
    openDatabase(name) {
      if (isKeyLost) {
        isKeyLost = false;
        throw Object.assign(new Error('file is not a database'), { code: 'SQLITE_NOTADB' });
      }
      if (name === 'cache' && isCacheDamaged) {
        isCacheDamaged = false;
        throw Object.assign(new Error('database disk image is malformed'), { code: 'SQLITE_CORRUPT' });
      }
      const file = files.get(name) ?? simDiskFile();
      files.set(name, file);
      return driverOf(file, life);
    },
    deleteDatabase(name) {
      files.get(name)?.native.close();
      files.delete(name);
      if (name === 'cache') onCacheLost();
    },
    arm(fault, afterWrites) {
      armed = { fault, left: afterWrites, hasStruck: false };
    },
    mend() {
      armed = null;
    },
    get lastError() {
      return lastError;
    },
    get isArmed() {
      return armed !== null;
    },
    get hasCrashed() {
      return hasCrashed;
    },
    loseKey() {
      isKeyLost = true;
    },
    damageCache() {
      isCacheDamaged = true;
    },
    writeCacheByLaterVersion() {
      files.get('cache')?.native.pragma('user_version = 1000');
    },
    look: (name) => files.get(name) ?? null,
    bytes: (name) => files.get(name)?.native.serialize() ?? Buffer.alloc(0),
    aside(work) {
      const own = new Map(files);
      const begun = [...own.values()];
      for (const { native } of begun) native.exec('BEGIN');
      try {
        return work({
          openDatabase(name) {
            const file = own.get(name) ?? simDiskFile();
            own.set(name, file);
            return driverAside(file);
          },
          deleteDatabase: (name) => void own.delete(name),
          look: (name) => own.get(name) ?? null,
        });
      } finally {
        for (const { native } of begun) native.exec('ROLLBACK');
        for (const file of own.values()) if (!begun.includes(file)) file.native.close();
      }
    },
    reboot() {
      life += 1;
      hasCrashed = false;
      armed = null;
      for (const { native } of files.values()) if (native.inTransaction) native.exec('ROLLBACK');
    },
    discard() {
      for (const { native } of files.values()) native.close();
      files.clear();
    },
  };

  function beforeWrite(): void {
    if (armed === null) return;
    if (armed.left > 0) {
      armed.left -= 1;
      return;
    }
    const { fault } = armed;
    if (!armed.hasStruck) onStruck(fault);
    armed.hasStruck = true;
    if (fault === 'crash') {
      hasCrashed = true;
      throw new PowerLost('The power went.');
    }
    const code = fault === 'full' ? 'SQLITE_FULL' : 'SQLITE_BUSY';
    throw Object.assign(new Error(fault === 'full' ? 'database or disk is full' : 'database is locked'), { code });
  }

  function noting<Value>(work: () => Value): Value {
    try {
      return work();
    } catch (error) {
      lastError = error instanceof Error ? (error.stack ?? error.message) : String(error);
      throw error;
    }
  }

  function driverOf({ native, prepare }: SimDiskFile, bornIn: number): SqliteDatabase {
    const begin = prepare('BEGIN IMMEDIATE');
    const commit = prepare('COMMIT');
    const alive = () => {
      if (hasCrashed || bornIn !== life) throw new PowerLost('The power went.');
    };
    return {
      exec(sql) {
        alive();
        beforeWrite();
        noting(() => native.exec(sql));
      },
      prepare(sql): SqliteStatement {
        alive();
        const statement = noting(() => prepare(sql));
        const isWrite = WRITES.test(sql);
        return {
          run(...values) {
            alive();
            if (isWrite) beforeWrite();
            return noting(() => statement.run(...values).changes);
          },
          get(...values) {
            alive();
            return noting(() => statement.get(...values) as SqlRow | undefined);
          },
          all(...values) {
            alive();
            return noting(() => statement.all(...values) as SqlRow[]);
          },
        };
      },
      transaction(work) {
        alive();
        begin.run();
        try {
          const value = work();
          beforeWrite();
          commit.run();
          return value;
        } catch (error) {
          if (native.inTransaction && !hasCrashed && bornIn === life) native.exec('ROLLBACK');
          throw error;
        }
      },
      close() {
        // The disk stays when the process ends.
      },
    };
  }
}
