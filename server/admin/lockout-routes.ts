import { z } from 'zod';
import { lockoutList } from '#shared/api/admin.ts';
import { listLockouts, unlockAccount } from '../auth/lockouts.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { withChanges } from '../sync/with-changes.ts';
import { ADMINISTRATORS, actorOf } from './admin-route.ts';

const byUser = z.strictObject({ userId: z.uuid() });

/** Who is locked out after failed sign-ins, and letting them try again. */
export async function lockoutRoutes(app: App, context: ServerContext): Promise<void> {
  app.get('/api/admin/lockouts', { ...ADMINISTRATORS, schema: { response: { 200: lockoutList } } }, async () => {
    const lockouts = await listLockouts(context);
    return { lockouts: lockouts.map((each) => ({ ...each, lockedUntil: each.lockedUntil.toISOString() })) };
  });

  app.delete(
    '/api/admin/lockouts/:userId',
    { ...ADMINISTRATORS, schema: { params: byUser } },
    async (request, reply) => {
      await withChanges(context, actorOf(request), async (batch) => {
        if (await unlockAccount(batch, request.params.userId)) return;
        throw new HttpFailure('NOT_FOUND', 'This account is not locked.');
      });
      return reply.code(204).send();
    },
  );
}
