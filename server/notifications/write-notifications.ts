import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { holdAccess } from '../access/scope-access.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { findRecipients } from './find-recipients.ts';
import { groupEvents, type KeptEvent } from './group-events.ts';

/**
 * Puts what a transaction says happened into the inboxes of the people concerned, in the same transaction: there is
 * a notification exactly where there is an event, and never two. Comes before the late lock, which then only has a
 * few more rows of the feed to number. Access is held until the commit, so that a wall raised at this moment either is
 * seen here or finds the notification and withdraws it.
 */
export async function writeNotifications(
  batch: ChangeBatch,
  actor: Actor,
  events: readonly KeptEvent[],
  newId: () => string,
): Promise<void> {
  if (events.length === 0) return;
  const written = await asSystem(batch.db, async () => {
    await holdAccess(batch.db);
    const actorId = actor.kind === 'person' ? actor.userId : null;
    const recipients = await findRecipients(batch.db, groupEvents(events), actorId);
    if (recipients.length === 0) return [];
    // Of one moment: an inbox shows them by their ids, so these go up with the events.
    const ids = recipients.map(newId).sort();
    const rows = recipients.map(({ userId, event: { eventId, type, scopeId, subjectId, data } }, index) => ({
      id: ids[index],
      user_id: userId,
      event_id: eventId,
      type,
      about_scope_id: scopeId,
      subject_id: subjectId,
      data,
    }));
    const inserted = await sql<{ id: string; scope_id: string }>`
      INSERT INTO notifications (id, user_id, created_at, event_id, type, about_scope_id, subject_id, data)
      SELECT id, user_id, ${batch.now}, event_id, type, about_scope_id, subject_id, data
      FROM jsonb_populate_recordset(NULL::notifications, ${JSON.stringify(rows)}::jsonb)
      ON CONFLICT (user_id, event_id) DO NOTHING
      RETURNING id, scope_id`.execute(batch.db);
    return inserted.rows;
  });
  for (const { id, scope_id } of written) {
    const versions = { rowVersion: 1, previousVersion: 0 };
    batch.change({ scopeId: scope_id, table: 'notification', rowId: id, op: 'put', ...versions });
  }
}
