import { type ServerEvent, STREAM_READY, STREAM_RESYNC, SYNC_POKE } from '#shared/api/events.ts';
import type { SyncPoke } from '#shared/api/sync.ts';

/** A row of `events` as it is read. */
export interface EventRow {
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  readonly at: Date;
  readonly scope_id: string | null;
  readonly subject_id: string | null;
  readonly data: unknown;
}

/** An event, and how it travels: the same for everybody, so it is written out once. */
export interface WrittenEvent {
  readonly seq: number;
  readonly scopeId: string | null;
  readonly text: string;
}

/** Server-sent events as the HTML standard has them: JSON holds no line break, so one `data:` line each. */
export function eventLines({ seq, id, type, at, scope_id, subject_id, data }: EventRow): WrittenEvent {
  const event: ServerEvent = {
    id,
    type,
    at: at.toISOString(),
    scopeId: scope_id,
    subjectId: subject_id,
    // Sound: written by `ChangeBatch.event`.
    data: data as ServerEvent['data'],
  };
  return { seq, scopeId: scope_id, text: `id: ${seq}\nevent: ${type}\ndata: ${JSON.stringify(event)}\n\n` };
}

/** No `id:`: a poke is a hint, and where the listener stands in the log does not move. */
export function pokeLines(poke: SyncPoke): string {
  return `event: ${SYNC_POKE}\ndata: ${JSON.stringify(poke)}\n\n`;
}

export function readyLines(seq: number): string {
  return `id: ${seq}\nevent: ${STREAM_READY}\ndata: ${JSON.stringify({ seq })}\n\n`;
}

export function resyncLines(seq: number): string {
  return `id: ${seq}\nevent: ${STREAM_RESYNC}\ndata: ${JSON.stringify({ seq })}\n\n`;
}

/** What keeps the line open; listeners pass it over. */
export const STILL_HERE = ': still here\n\n';

/** The first bytes: headers leave at once, and a listener that loses the line waits so long before it comes back. */
export const OPENING = ': LAIT\nretry: 5000\n\n';
