import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { PersonActor } from '../access/actor.ts';
import type { ServerContext } from '../context.ts';
import type { CachedRoute } from './cached-routes.ts';
import { ownWritesMark } from './own-writes.ts';

export interface CachedAnswer<Value> {
  readonly route: CachedRoute;
  /** Everything else that the answer depends on. */
  readonly params: Readonly<Record<string, string | number>>;
  readonly output: z.ZodType<Value>;
  /** Reckoned anew whatever is kept, and kept. */
  readonly isFresh: boolean;
  compute(): Promise<Value>;
}

/**
 * Answers from the cache, or computes, keeps and answers. The key is route, user, access version, role, the mark of
 * the user's own last write, and the parameters: whatever changes who may see what, or what they have just done, is
 * another key and therefore a miss. Without a cache it is slower and the same.
 */
export async function sendCached<Value>(
  context: Pick<ServerContext, 'cache' | 'config'>,
  actor: PersonActor,
  reply: FastifyReply,
  answer: CachedAnswer<Value>,
): Promise<FastifyReply> {
  const key = await keyOf(context, actor, answer);
  const kept = answer.isFresh ? null : await context.cache.get(key);
  const text = kept ?? JSON.stringify(answer.output.parse(await answer.compute()));
  if (kept === null) await context.cache.set(key, text, context.config.cacheSeconds);
  return reply.type('application/json; charset=utf-8').send(text);
}

/** The mark is read before anything is computed: a write of the user's own meanwhile makes what is kept here unreachable. */
async function keyOf(
  { cache }: Pick<ServerContext, 'cache'>,
  { userId, accessVersion, role }: PersonActor,
  { route, params }: Pick<CachedAnswer<unknown>, 'route' | 'params'>,
): Promise<string> {
  const mark = await ownWritesMark(cache, userId);
  const sorted = Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1));
  return ['answer', route, userId, accessVersion, role, mark, JSON.stringify(sorted)].join('|');
}
