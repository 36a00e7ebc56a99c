import type { FastifyRequest } from 'fastify';
import type { Kysely, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { z } from 'zod';
import {
  type notification,
  notificationPage,
  notificationQuery,
  readReply,
  readRequest,
} from '#shared/api/notifications.ts';
import type { PersonActor } from '../access/actor.ts';
import { inVisibleScopes } from '../access/in-visible-scopes.ts';
import { readAs } from '../access/read-as.ts';
import type { ServerContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import type { App } from '../http/app.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { NotificationsTable } from '../sync/feed-tables.ts';
import { notificationBody } from '../sync/row-bodies.ts';
import { withChanges } from '../sync/with-changes.ts';

/** One's own inbox: what of it may still be seen, newest first, and marking it as read. */
export async function notificationRoutes(app: App, context: ServerContext): Promise<void> {
  app.get(
    '/api/notifications',
    {
      config: { policy: { kind: 'signed_in' }, budget: 'interactive' },
      schema: { querystring: notificationQuery, response: { 200: notificationPage } },
    },
    async (request) => {
      const actor = actorOf(request);
      const { unreadOnly, after, limit } = request.query;
      return readAs(context, actor, async (db) => {
        const rows = await visible(db, actor)
          .selectAll()
          .$if(unreadOnly === 'true', (query) => query.where('read_at', 'is', null))
          .$if(after !== undefined, (query) =>
            query.where(
              sql<boolean>`(created_at, id) < (SELECT created_at, id FROM notifications WHERE id = ${after ?? ''})`,
            ),
          )
          .orderBy('created_at', 'desc')
          .orderBy('id', 'desc')
          .limit(limit + 1)
          .execute();
        const page = rows.slice(0, limit);
        return {
          notifications: page.map(viewOf),
          unreadCount: await unreadCount(db, actor),
          next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
        };
      });
    },
  );

  // Sent with a desk's sync rounds, so it spends their budget.
  app.post(
    '/api/notifications/read',
    {
      config: { policy: { kind: 'signed_in' }, budget: 'sync' },
      schema: { body: readRequest, response: { 200: readReply } },
    },
    async (request) => {
      const { value } = await withChanges(context, actorOf(request), async (batch) => {
        const actor = actorOf(request);
        const read = await batch.db
          .updateTable('notifications')
          .set(({ eb }) => ({ read_at: batch.now, row_version: eb('row_version', '+', 1) }))
          .where('id', 'in', request.body.ids)
          .where('user_id', '=', actor.userId)
          .where('read_at', 'is', null)
          .where('deleted_at', 'is', null)
          .returning(['id', 'scope_id', 'row_version'])
          .execute();
        for (const { id, scope_id, row_version } of read) {
          const versions = { rowVersion: row_version, previousVersion: row_version - 1 };
          batch.change({ scopeId: scope_id, table: 'notification', rowId: id, op: 'put', ...versions });
        }
        return { readCount: read.length, unreadCount: await unreadCount(batch.db, actor) };
      });
      return value;
    },
  );
}

/** One's own, and only as long as one may see what they are about; row security says so again. */
function visible(db: Kysely<Database>, { userId }: PersonActor) {
  return db
    .selectFrom('notifications')
    .where('user_id', '=', userId)
    .where('deleted_at', 'is', null)
    .where(({ eb, or }) => or([eb('about_scope_id', 'is', null), inVisibleScopes('about_scope_id', userId)]));
}

async function unreadCount(db: Kysely<Database>, actor: PersonActor): Promise<number> {
  const { count } = await visible(db, actor)
    .where('read_at', 'is', null)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function viewOf(row: Selectable<NotificationsTable>): z.infer<typeof notification> {
  return { id: row.id, eventId: row.event_id, ...notificationBody(row) };
}

function actorOf({ actor }: FastifyRequest): PersonActor {
  if (actor === null) throw new HttpFailure('UNAUTHENTICATED', 'Sign in first.');
  return actor;
}
