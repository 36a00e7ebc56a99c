import type { PersonActor } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { inVisibleScopes } from '../access/in-visible-scopes.ts';
import { readAs } from '../access/read-as.ts';
import type { ServerContext } from '../context.ts';
import { eventLines, resyncLines } from './event-lines.ts';
import { logHead, standingSessions } from './read-news.ts';

export type Replay =
  | { readonly kind: 'page'; readonly text: string; readonly upTo: number; readonly isMore: boolean }
  /** What was missed is not kept any more, or is of another log than this. */
  | { readonly kind: 'resync'; readonly text: string; readonly upTo: number }
  /** The session ended meanwhile. */
  | { readonly kind: 'over' };

const EVENTS_A_PAGE = 200;

/**
 * What one listener missed since the number it has seen last, as this person sees it now: a matter that was walled
 * off meanwhile is left out, also for what happened before.
 */
export async function replayEvents(
  context: Pick<ServerContext, 'database' | 'clock'>,
  actor: PersonActor,
  after: number,
): Promise<Replay> {
  return readAs(context, actor, async (db) => {
    const standing = await standingSessions(db, [actor.sessionId], new Date(context.clock.nowMs()));
    const isAdministrator = standing.get(actor.sessionId)?.isAdministrator;
    if (isAdministrator === undefined) return { kind: 'over' };
    const { head, horizon } = await asSystem(db, () => logHead(db));
    if (after < horizon || after > head) return { kind: 'resync', text: resyncLines(head), upTo: head };
    const rows = await db
      .selectFrom('events')
      .select(['seq', 'id', 'type', 'at', 'scope_id', 'subject_id', 'data'])
      .where('seq', '>', after)
      .where(({ eb, or }) =>
        or([inVisibleScopes('scope_id', actor.userId), ...(isAdministrator ? [eb('scope_id', 'is', null)] : [])]),
      )
      .orderBy('seq')
      .limit(EVENTS_A_PAGE + 1)
      .execute();
    const isMore = rows.length > EVENTS_A_PAGE;
    const page = rows.slice(0, EVENTS_A_PAGE).map(eventLines);
    const text = page.map((event) => event.text).join('');
    return { kind: 'page', text, upTo: isMore ? (page.at(-1)?.seq ?? head) : head, isMore };
  });
}
