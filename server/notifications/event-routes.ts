import type { FastifyRequest } from 'fastify';
import type { PersonActor } from '../access/actor.ts';
import { readAccessToken } from '../auth/access-tokens.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { eventHub, HUB_TIMING, type HubTiming, type OpenedStream } from './event-hub.ts';
import { type EventLineLimits, LINE_LIMITS, openEventLine } from './event-line.ts';
import { type Replay, replayEvents } from './replay-events.ts';

export interface EventRouteOptions {
  readonly timing: HubTiming;
  readonly limits: EventLineLimits;
}

const OPTIONS: EventRouteOptions = { timing: HUB_TIMING, limits: LINE_LIMITS };

/** `GET /api/events`, as in docs/events.md. */
export async function eventRoutes(
  app: App,
  context: ServerContext,
  { timing, limits }: EventRouteOptions = OPTIONS,
): Promise<void> {
  const hub = eventHub(context, timing);
  context.system?.countStreams(() => hub.size);
  context.metrics?.watchStreams(() => hub.size);
  app.addHook('preClose', async () => hub.close());

  app.get(
    '/api/events',
    { config: { policy: { kind: 'signed_in' }, budget: 'events' } },
    async (request, reply): Promise<void> => {
      const actor = actorOf(request);
      const expiresAtMs = await expiryOf(context, request);
      const lastSeen = lastSeenOf(request);
      // Before the first byte, so that a database that is away is answered as such.
      const first = lastSeen === null ? null : await replayEvents(context, actor, lastSeen);
      reply.hijack();
      if (reply.raw.destroyed) return;
      const line = openEventLine(reply.raw, definedOf(reply.getHeaders()), limits, () =>
        context.log.info({ part: 'events', user_id: actor.userId }, 'a slow listener was cut off'),
      );
      const { userId, sessionId, accessVersion } = actor;
      const stream: OpenedStream = { userId, sessionId, accessVersion, line, expiresAtMs };
      hub.add(stream);
      reply.raw.on('close', () => hub.remove(stream));
      try {
        const cursor = first === null ? null : await catchUp(context, actor, stream, first);
        hub.goLive(stream, cursor);
      } catch (error) {
        // The answer is under way: all that can be said is to come again.
        context.log.warn({ part: 'events', err: error }, 'a listener could not be told what it missed');
        line.end();
      }
    },
  );
}

/** Sends page after page, as fast as it is read. @returns up to where it has been told */
async function catchUp(
  context: ServerContext,
  actor: PersonActor,
  { line }: OpenedStream,
  first: Replay,
): Promise<number | null> {
  let replay = first;
  for (;;) {
    if (replay.kind === 'over') {
      line.end();
      return null;
    }
    line.write(replay.text);
    await line.drained();
    if (replay.kind === 'resync' || !replay.isMore || line.isEnded) return replay.upTo;
    replay = await replayEvents(context, actor, replay.upTo);
  }
}

/** A number of ours, or one that is certainly none: then what was missed is unknown. */
function lastSeenOf({ headers }: FastifyRequest): number | null {
  const id = headers['last-event-id'];
  if (id === undefined || id === '') return null;
  return typeof id === 'string' && /^\d{1,15}$/.test(id) ? Number(id) : Number.MAX_SAFE_INTEGER;
}

async function expiryOf(context: ServerContext, { headers }: FastifyRequest): Promise<number> {
  const token = headers.authorization?.replace(/^Bearer /, '') ?? '';
  const claims = await readAccessToken(context, token);
  return claims?.expiresAtMs ?? context.clock.nowMs() + context.config.sessions.accessTokenSeconds * 1_000;
}

function definedOf(headers: Readonly<Record<string, string | number | readonly string[] | undefined>>) {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}

function actorOf({ actor }: FastifyRequest): PersonActor {
  if (actor === null) throw new HttpFailure('UNAUTHENTICATED', 'Sign in first.');
  return actor;
}
