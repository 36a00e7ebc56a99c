import type { PersonActor } from '../../access/actor.ts';
import { notVisible } from '../../access/not-visible.ts';
import type { ServerContext } from '../../context.ts';
import { withChanges } from '../../sync/with-changes.ts';

/** Keeps one's own search under a name, or (null) lets it be forgotten with time. @throws 404 */
export async function nameSearch(
  context: ServerContext,
  actor: PersonActor,
  id: string,
  name: string | null,
): Promise<void> {
  const { value: isFound } = await withChanges(context, actor, async ({ db }) => {
    const { numUpdatedRows } = await db
      .updateTable('legal_searches')
      .set({ name })
      .where('id', '=', id)
      .where('user_id', '=', actor.userId)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0;
  });
  if (!isFound) await notVisible(context, actor, { objectType: 'search', objectId: id });
}
