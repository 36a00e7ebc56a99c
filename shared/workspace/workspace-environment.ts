import type { SqliteDatabase } from './sqlite-driver.ts';

/** `outbox`: imported bytes and every user action, flushed at each commit. `cache`: all that can be rebuilt. */
export type DatabaseName = 'outbox' | 'cache';

/** Everything a home (utility process, web worker, command line) lends the engine. */
export interface WorkspaceEnvironment {
  /** Opens or creates; the outbox must flush to disk at every commit. */
  openDatabase(name: DatabaseName): SqliteDatabase;
  /** Removes a closed database with its journals; absent is fine. Only ever asked for the cache. */
  deleteDatabase(name: DatabaseName): void;
  readonly clock: { nowMs(): number };
  /** Cryptographically random bytes. */
  randomBytes(count: number): Uint8Array;
  /** Lets other messages in between the steps of a long import: resolves after a macrotask. */
  pause(): Promise<void>;
  readonly maximumFileBytes: number;
  readonly storage: 'durable' | 'memory';
  readonly isEncrypted: boolean;
  /** What the person should know about this home (why it keeps things in memory only, ...). */
  readonly notice?: string | null | undefined;
  /** A native SHA-256 where the home has a synchronous one. */
  readonly sha256Hex?: ((bytes: Uint8Array) => string) | undefined;
}
