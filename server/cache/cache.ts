/** What may be lost at any time: answers of at most five minutes, keyed by user and access version. */
export interface Cache {
  /** @returns null when absent, expired, or the cache cannot be reached (which is logged, never thrown) */
  get(key: string): Promise<string | null>;
  set(key: string, value: string, secondsToLive: number): Promise<void>;
  delete(key: string): Promise<void>;
}
