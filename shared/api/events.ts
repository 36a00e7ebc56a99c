/**
 * `GET /api/events`: what happened, as server-sent events. A durable event has an `id:` (its place in the log) and
 * its own type as `event:`; the three below are the stream's own words and have no place in the log.
 */
export interface ServerEvent {
  readonly id: string;
  /** `invoice.flagged` and the like; docs/events.md lists them. */
  readonly type: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** Null: for administrators alone. */
  readonly scopeId: string | null;
  /** What it is about: an invoice, an upload, a search. */
  readonly subjectId: string | null;
  /** Ids and counts only. */
  readonly data: Readonly<Record<string, string | number>>;
}

/** Something new in these scopes (`SyncPoke` of `sync.ts`): pull. */
export const SYNC_POKE = 'sync.poke';

/** Everything that was missed has been sent, and from here on nothing is left out; `{seq}`. */
export const STREAM_READY = 'ready';

/** What was missed is no longer kept, or never was here: take the state as it is now; `{seq}`. */
export const STREAM_RESYNC = 'resync';
