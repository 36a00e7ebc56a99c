/** What processes tell each other over the bus after a commit: hints only, whoever hears one looks for itself. */

/** A `SyncPoke` (shared/api/sync.ts) as JSON. */
export const SYNC_CHANNEL = 'sync';

/** A `SyncPoke` of scopes in which no row changed: nothing in the feed tells of them, so the message itself counts. */
export const POKES_CHANNEL = 'pokes';

/** `{"seq": <the highest number of the batch>}`: rows were added to `events`. */
export const EVENTS_CHANNEL = 'events';
