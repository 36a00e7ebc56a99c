import { z } from 'zod';
import { stuckList } from '#shared/api/admin.ts';
import type { PersonActor } from '../access/actor.ts';
import { asSystem } from '../access/as-system.ts';
import { notVisible } from '../access/not-visible.ts';
import { readAs } from '../access/read-as.ts';
import { matterScope } from '../access/scope-access.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { isStuck } from '../invoices/stuck-uploads.ts';
import { withChanges } from '../sync/with-changes.ts';
import { ADMINISTRATORS, actorOf } from './admin-route.ts';

const MAXIMUM_ROWS = 500;

/** Files that were sent and are not read, or could not be. */
export async function stuckRoutes(app: App, context: ServerContext): Promise<void> {
  app.get('/api/admin/stuck', { ...ADMINISTRATORS, schema: { response: { 200: stuckList } } }, async (request) => {
    const rows = await readAs(context, actorOf(request), (db) =>
      db
        .selectFrom('uploads')
        .innerJoin('users', 'users.id', 'uploads.user_id')
        .selectAll('uploads')
        .select('users.display_name')
        .where((eb) => isStuck(eb, context.clock.nowMs()))
        .orderBy('uploads.received_at', 'desc')
        .orderBy('uploads.id')
        .limit(MAXIMUM_ROWS)
        .execute(),
    );
    return {
      uploads: rows.map((row) => ({
        uploadId: row.id,
        fileName: row.file_name,
        sentBy: row.display_name,
        state: row.state === 'received' ? ('received' as const) : ('needs_attention' as const),
        errorCode: row.error_code,
        lastError: row.last_error,
        attempts: row.attempts,
        receivedAt: row.received_at.toISOString(),
      })),
    };
  });

  app.post(
    '/api/admin/stuck/:id/retry',
    { ...ADMINISTRATORS, schema: { params: z.strictObject({ id: z.uuid() }) } },
    async (request, reply) => {
      await retryUpload(context, actorOf(request), request.params.id);
      return reply.code(202).send();
    },
  );
}

/** Gives a file to the worker again. Reading it twice comes to the same rows, so a job still waiting does no harm. */
async function retryUpload(context: ServerContext, actor: PersonActor, uploadId: string): Promise<void> {
  const { value: isDone } = await withChanges(context, actor, async (batch) => {
    const upload = await batch.db
      .updateTable('uploads')
      .set({ state: 'received', error_code: null, last_error: null, processed_at: null })
      .where('id', '=', uploadId)
      .where('state', '!=', 'processed')
      .returning('matter_id')
      .executeTakeFirst();
    if (upload === undefined) return false;
    await asSystem(batch.db, () => context.jobs.enqueue(batch.db, 'read-upload', { uploadId }));
    batch.audit({
      action: 'upload.retry',
      objectType: 'upload',
      objectId: uploadId,
      scopeId: upload.matter_id === null ? null : matterScope(upload.matter_id),
      outcome: 'done',
      detail: {},
    });
    return true;
  });
  if (!isDone) await notVisible(context, actor, { objectType: 'upload', objectId: uploadId });
}
