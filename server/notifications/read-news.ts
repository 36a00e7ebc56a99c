import { sql, type Transaction } from 'kysely';
import { SYSTEM } from '../access/actor.ts';
import { readAs } from '../access/read-as.ts';
import type { ServerContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import { type EventRow, eventLines, type WrittenEvent } from './event-lines.ts';

/** One open stream, as far as access is concerned. */
export interface Listener {
  readonly userId: string;
  readonly sessionId: string;
}

export interface NewsQuestion {
  /** What came after this number; null: only how far the log goes. */
  readonly after: number | null;
  /** Scopes in which something is new that the feed does not tell. */
  readonly pokedScopes: ReadonlySet<string>;
  readonly listeners: readonly Listener[];
  /** Look at every session, not only at those that are to hear something. */
  readonly checksEverybody: boolean;
}

/** What is new and who may hear of it, all as of one moment. */
export interface News {
  /** Everything up to here is in it; nothing below will ever be added. */
  readonly upTo: number;
  /** There is more than was read at once. */
  readonly isMore: boolean;
  readonly events: readonly WrittenEvent[];
  /** The last change of each scope that changed. */
  readonly changedScopes: ReadonlyMap<string, number>;
  /** Who may see each of the scopes above. */
  readonly seenBy: ReadonlyMap<string, ReadonlySet<string>>;
  /** Sessions that were looked at, and those of them that stand. */
  readonly checkedSessionIds: ReadonlySet<string>;
  readonly standing: ReadonlyMap<string, StandingSession>;
}

export interface StandingSession {
  readonly isAdministrator: boolean;
  readonly accessVersion: number;
}

const EVENTS_AT_ONCE = 500;

/**
 * Reads once for all streams of this process, however many: new events, changed scopes, who sees them, and whether
 * the sessions of those who do still stand. One snapshot, so that a wall raised before it hides everything in it.
 */
export async function readNews(
  context: Pick<ServerContext, 'database' | 'clock'>,
  { after, pokedScopes, listeners, checksEverybody }: NewsQuestion,
): Promise<News> {
  return readAs(context, SYSTEM, async (db) => {
    const { head, lastEvent } = await logHead(db);
    const rows = after === null || after >= lastEvent ? [] : await eventsAfter(db, after);
    const isMore = rows.length > EVENTS_AT_ONCE;
    const events = rows.slice(0, EVENTS_AT_ONCE).map(eventLines);
    const upTo = isMore ? (events.at(-1)?.seq ?? head) : head;
    const changedScopes = after === null || after >= upTo ? new Map() : await scopesChanged(db, after, upTo);
    const named = events.flatMap(({ scopeId }) => (scopeId === null ? [] : [scopeId]));
    const seenBy = await whoSees(db, [...new Set([...named, ...changedScopes.keys(), ...pokedScopes])]);
    const isForAdministrators = events.some(({ scopeId }) => scopeId === null);
    const hearing = new Set([...seenBy.values()].flatMap((users) => [...users]));
    const checked = listeners
      .filter(({ userId }) => checksEverybody || isForAdministrators || hearing.has(userId))
      .map(({ sessionId }) => sessionId);
    const standing = await standingSessions(db, [...new Set(checked)], new Date(context.clock.nowMs()));
    return { upTo, isMore, events, changedScopes, seenBy, checkedSessionIds: new Set(checked), standing };
  });
}

export interface LogHead {
  /** How far events and changes go in this snapshot: numbers are drawn in commit order, so all below is there. */
  readonly head: number;
  readonly lastEvent: number;
  /** Up to where events were forgotten. */
  readonly horizon: number;
}

/** As the system: row security would make of the highest number the highest of one's own. */
export async function logHead(db: Transaction<Database>): Promise<LogHead> {
  const { rows } = await sql<{ last_event: number | null; last_change: number | null; horizon: number; feed: number }>`
    SELECT (SELECT max(seq) FROM events) AS last_event, (SELECT max(seq) FROM change) AS last_change,
      e.seq AS horizon, f.seq AS feed
    FROM event_horizon e, feed_horizon f`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('The log has no beginning.');
  const { last_event, last_change, horizon, feed } = row;
  const lastEvent = Math.max(last_event ?? 0, horizon);
  return { head: Math.max(lastEvent, last_change ?? 0, feed), lastEvent, horizon };
}

async function eventsAfter(db: Transaction<Database>, after: number): Promise<EventRow[]> {
  return db
    .selectFrom('events')
    .select(['seq', 'id', 'type', 'at', 'scope_id', 'subject_id', 'data'])
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(EVENTS_AT_ONCE + 1)
    .execute();
}

async function scopesChanged(
  db: Transaction<Database>,
  after: number,
  upTo: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('change')
    .select(({ fn }) => ['scope_id', fn.max<number>('seq').as('seq')])
    .where('seq', '>', after)
    .where('seq', '<=', upTo)
    .groupBy('scope_id')
    .execute();
  return new Map(rows.map(({ scope_id, seq }) => [scope_id, seq]));
}

async function whoSees(
  db: Transaction<Database>,
  scopeIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (scopeIds.length === 0) return new Map();
  const { rows } = await sql<{ scope_id: string; user_ids: readonly string[] }>`
    SELECT scope_id, array_agg(user_id::text) AS user_ids FROM scope_access
    WHERE scope_id = ANY(${scopeIds}::text[]) AND revoked_at IS NULL GROUP BY scope_id`.execute(db);
  return new Map(rows.map(({ scope_id, user_ids }) => [scope_id, new Set(user_ids)]));
}

/** Those of these sessions that neither ended nor ran out, of people with an active account. */
export async function standingSessions(
  db: Transaction<Database>,
  sessionIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, StandingSession>> {
  if (sessionIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; is_administrator: boolean; access_version: number }>`
    SELECT s.id, u.access_version,
      -- As lait_is_administrator().
      u.role = 'administrator' AND (u.totp_confirmed_at IS NOT NULL OR u.is_demo) AS is_administrator
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.id = ANY(${sessionIds}::uuid[]) AND s.ended_at IS NULL AND s.expires_at > ${now}
      AND u.state = 'active'`.execute(db);
  return new Map(
    rows.map(({ id, is_administrator, access_version }) => [
      id,
      { isAdministrator: is_administrator, accessVersion: access_version },
    ]),
  );
}
