import type { SyncPoke } from '#shared/api/sync.ts';
import type { SqliteDatabase } from './sqlite-driver.ts';
import type { SyncTransport } from './sync/transport.ts';

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
  /** What reaching a server takes; without it the workspace works alone. */
  readonly network?: WorkspaceNetwork | undefined;
}

/** What a home lends for syncing. The core itself has no clock, no timer and no randomness. */
export interface WorkspaceNetwork {
  /** Of this build, as the server compares it with the least it takes. */
  readonly appVersion: string;
  /** @param baseUrl origin of the server, from the sign-in */
  connect(baseUrl: string): ServerConnection;
  /** Milliseconds that only ever go up while this process lives. */
  monotonicMs(): number;
  /** From 0 to below 1; spreads the attempts of many laptops. */
  random(): number;
  /** Calls `work` once after so many milliseconds. @returns what takes it back */
  after(milliseconds: number, work: () => void): () => void;
}

export interface ServerConnection {
  readonly transport: SyncTransport;
  /**
   * Hears of news from the server, as long as it can. Pokes are hints: losing them costs a minute.
   * @param onClosed the stream ended or never began; called once
   * @returns what ends it
   */
  listen?(onPoke: (poke: SyncPoke) => void, onClosed: () => void): () => void;
}
