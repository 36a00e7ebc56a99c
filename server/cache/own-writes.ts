import type { ServerContext } from '../context.ts';
import type { Cache } from './cache.ts';

/** Look-ups under it say nothing about how well answers are cached, and are not counted. */
export const OWN_WRITES = 'own-writes|';

/** Changes with everything this user writes through sync; part of every key of theirs. */
export async function ownWritesMark(cache: Cache, userId: string): Promise<string> {
  return (await cache.get(OWN_WRITES + userId)) ?? '';
}

/**
 * After a user's own work was taken in: their next answer shows it. The mark lives as long as an answer may: when it
 * is gone, so is everything that was kept before it.
 */
export async function noteOwnWrites(
  { cache, config, newId }: Pick<ServerContext, 'cache' | 'config' | 'newId'>,
  userId: string,
): Promise<void> {
  await cache.set(OWN_WRITES + userId, newId(), config.cacheSeconds);
}
