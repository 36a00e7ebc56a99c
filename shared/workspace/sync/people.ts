import { THIS_DEVICE } from '#shared/review/author.ts';
import type { Engine } from '../engine.ts';

/** The name beside what a person did: a colleague's, one's own, or the id where the firm's list has none. */
export function nameOf(engine: Pick<Engine, 'cache' | 'outbox'>, userId: string): string {
  if (userId === THIS_DEVICE) return userId;
  const row = engine.cache.get<{ name: string }>(
    `SELECT body ->> 'displayName' AS name FROM plain_images WHERE tbl = 'person' AND id = ?`,
    userId,
  );
  if (row !== undefined) return row.name;
  const own = engine.outbox.queue.session()?.session;
  return own?.userId === userId ? own.displayName : userId;
}
