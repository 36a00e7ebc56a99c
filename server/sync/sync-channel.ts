/** Where wake-ups of the feed are published: a `SyncPoke` as JSON. */
export const SYNC_CHANNEL = 'sync';
