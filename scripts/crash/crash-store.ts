import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type DatabaseRole, databasesInFolder, openBetterSqlite3 } from '#electron/workspace/better-sqlite3-driver.ts';
import type { SqliteDatabase } from '#shared/workspace/sqlite-driver.ts';
import type { SyncTransport } from '#shared/workspace/sync/transport.ts';
import type { WorkspaceEnvironment } from '#shared/workspace/workspace-environment.ts';

/** Where a laptop keeps its two files, and under which key. */
export interface CrashStore {
  readonly folder: string;
  /** 64 hexadecimal digits. */
  readonly keyHex: string;
}

/** Opened as the desktop opens it: encrypted, every action flushed. @param transport `null`: no way to a server */
export function environmentOf({ folder, keyHex }: CrashStore, transport: SyncTransport | null): WorkspaceEnvironment {
  const environment: WorkspaceEnvironment = {
    ...databasesInFolder(folder, keyHex),
    clock: { nowMs: () => Date.now() },
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    maximumFileBytes: 1_000_000,
    storage: 'durable',
    isEncrypted: true,
  };
  if (transport === null) return environment;
  return {
    ...environment,
    network: {
      appVersion: '0.2.0',
      connect: () => ({ transport }),
      monotonicMs: () => performance.now(),
      random: Math.random,
      after: () => () => {},
    },
  };
}

/** Reads one file beside the workspace; closed again at once. */
export function readStore<Value>(
  { folder, keyHex }: CrashStore,
  role: DatabaseRole,
  read: (database: SqliteDatabase) => Value,
): Value {
  const database = openBetterSqlite3({ path: join(folder, `${role}.db`), role, keyHex });
  try {
    return read(database);
  } finally {
    database.close();
  }
}
