import { setTimeout } from 'node:timers/promises';
import type { SyncPoke } from '#shared/api/sync.ts';
import { userScope } from '../access/scope-access.ts';
import type { ServerContext } from '../context.ts';
import { EVENTS_CHANNEL, POKES_CHANNEL, SYNC_CHANNEL } from '../sync/channels.ts';
import type { EventLine } from './event-line.ts';
import { pokeLines, readyLines } from './event-lines.ts';
import { type Listener, type News, readNews } from './read-news.ts';

export interface HubTiming {
  /** How long an event may wait whose wake-up was lost. */
  readonly pollMs: number;
  readonly tickMs: number;
}

export const HUB_TIMING: HubTiming = { pollMs: 10_000, tickMs: 1_000 };

/** Wake-ups that come in one breath are answered by one reading. */
const GATHER_MS = 5;

export interface OpenedStream extends Listener {
  readonly line: EventLine;
  /** Of the token it was opened with. */
  readonly expiresAtMs: number;
  /** Of the person, when they came. */
  readonly accessVersion: number;
}

/** Every open stream of this process, and the one reader that serves them all. */
export interface EventHub {
  readonly size: number;
  /** Counts a stream among its person's; where they have too many, the oldest ends. */
  add(stream: OpenedStream): void;
  /**
   * From here on it is sent what is new, beginning with `ready`.
   * @param cursor up to where it has been told; null: it begins now
   */
  goLive(stream: OpenedStream, cursor: number | null): void;
  remove(stream: OpenedStream): void;
  close(): void;
}

/** Where a stream that goes live stands. */
interface Place {
  cursor: number | null;
  isReady: boolean;
  accessVersion: number;
}

/**
 * PostgreSQL is the log; the bus only says that there is something to read, and a slow poll heals what it lost.
 * Each stream has its own place in the log, all of them are read for at once from the lowest, and each is given what
 * lies beyond its own: nothing twice, nothing left out, whenever it came.
 */
export function eventHub(
  context: Pick<ServerContext, 'database' | 'clock' | 'bus' | 'log' | 'config' | 'metrics'>,
  timing: HubTiming = HUB_TIMING,
): EventHub {
  const { bus, clock, log, config, metrics } = context;
  const streams = new Set<OpenedStream>();
  const live = new Map<OpenedStream, Place>();
  let poked = new Set<string>();
  let isReading = false;
  let isWanted = false;
  let isCheckDue = false;
  let isClosed = false;

  const unsubscribe = [
    bus.subscribe(EVENTS_CHANNEL, wake),
    bus.subscribe(SYNC_CHANNEL, wake),
    bus.subscribe(POKES_CHANNEL, (message) => {
      for (const scopeId of scopesOf(message)) poked.add(scopeId);
      wake();
    }),
  ];
  const poll = setInterval(() => {
    isCheckDue = true;
    wake();
  }, timing.pollMs);
  const tick = setInterval(() => {
    for (const stream of streams) if (!endWhenExpired(stream)) stream.line.tick();
  }, timing.tickMs);
  for (const timer of [poll, tick]) timer.unref();

  function wake(): void {
    isWanted = true;
    if (!isReading) void read();
  }

  async function read(): Promise<void> {
    isReading = true;
    try {
      while (isWanted && !isClosed) {
        isWanted = false;
        await readOnce();
        if (isWanted) await setTimeout(GATHER_MS);
      }
    } catch (error) {
      // Nobody's place has moved: the next wake-up or poll reads the same again.
      log.warn({ part: 'events', err: error }, 'Events could not be read; they are read again in a moment.');
    } finally {
      isReading = false;
    }
  }

  async function readOnce(): Promise<void> {
    const listeners = [...live.keys()];
    const pokedScopes = poked;
    const checksEverybody = isCheckDue;
    poked = new Set();
    isCheckDue = false;
    if (listeners.length === 0) return;
    const cursors = [...live.values()].flatMap(({ cursor }) => (cursor === null ? [] : [cursor]));
    const after = cursors.length === 0 ? null : cursors.reduce((lowest, each) => Math.min(lowest, each));
    let news: News;
    try {
      news = await readNews(context, { after, pokedScopes, listeners, checksEverybody });
    } catch (error) {
      for (const scopeId of pokedScopes) poked.add(scopeId);
      isCheckDue ||= checksEverybody;
      throw error;
    }
    if (news.isMore) isWanted = true;
    for (const stream of listeners) {
      const place = live.get(stream);
      if (place !== undefined) tell(stream, place, news, pokedScopes);
    }
  }

  function tell(stream: OpenedStream, place: Place, news: News, pokedScopes: ReadonlySet<string>): void {
    const session = news.standing.get(stream.sessionId);
    if (news.checkedSessionIds.has(stream.sessionId) && session === undefined) {
      stream.line.end();
      remove(stream);
      return;
    }
    if (endWhenExpired(stream)) return;
    const { cursor } = place;
    const sees = (scopeId: string) => news.seenBy.get(scopeId)?.has(stream.userId) === true;
    const isBeyond = (seq: number) => cursor !== null && seq > cursor;
    const parts: string[] = [];
    for (const { seq, scopeId, text } of news.events) {
      if (!isBeyond(seq)) continue;
      if (scopeId === null ? session?.isAdministrator === true : sees(scopeId)) parts.push(text);
    }
    metrics?.countDeliveries('event', parts.length);
    const scopeIds = new Set([...pokedScopes].filter(sees));
    for (const [scopeId, seq] of news.changedScopes) if (isBeyond(seq) && sees(scopeId)) scopeIds.add(scopeId);
    if (session !== undefined && session.accessVersion !== place.accessVersion) {
      // Given or withdrawn: the desk asks which, even where the message about it was lost.
      place.accessVersion = session.accessVersion;
      scopeIds.add(userScope(stream.userId));
    }
    if (scopeIds.size > 0) {
      parts.push(pokeLines({ scopeIds: [...scopeIds], seq: news.upTo }));
      metrics?.countDeliveries('poke', 1);
    }
    place.cursor = Math.max(cursor ?? 0, news.upTo);
    if (!place.isReady && !news.isMore) {
      place.isReady = true;
      parts.push(readyLines(place.cursor));
    }
    stream.line.write(parts.join(''));
  }

  function endWhenExpired(stream: OpenedStream): boolean {
    if (clock.nowMs() < stream.expiresAtMs) return false;
    stream.line.end();
    remove(stream);
    return true;
  }

  function remove(stream: OpenedStream): void {
    streams.delete(stream);
    live.delete(stream);
  }

  return {
    get size() {
      return streams.size;
    },
    add(stream) {
      streams.add(stream);
      // In the order in which they came.
      const own = [...streams].filter(({ userId }) => userId === stream.userId);
      for (const oldest of own.slice(0, Math.max(0, own.length - config.events.streamsPerUser))) {
        oldest.line.end();
        remove(oldest);
      }
    },
    goLive(stream, cursor) {
      if (!streams.has(stream) || stream.line.isEnded) return;
      live.set(stream, { cursor, isReady: false, accessVersion: stream.accessVersion });
      wake();
    },
    remove,
    close() {
      isClosed = true;
      for (const end of unsubscribe) end();
      clearInterval(poll);
      clearInterval(tick);
    },
  };
}

/** Of another process's message; one that is not understood says nothing. */
function scopesOf(message: string): readonly string[] {
  try {
    const { scopeIds } = JSON.parse(message) as Partial<SyncPoke>;
    return Array.isArray(scopeIds) ? scopeIds.filter((scopeId) => typeof scopeId === 'string') : [];
  } catch {
    return [];
  }
}
