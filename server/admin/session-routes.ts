import { z } from 'zod';
import { deviceList, sessionList, userQuery } from '#shared/api/admin.ts';
import type { PersonActor } from '../access/actor.ts';
import { userScope } from '../access/scope-access.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { withChanges } from '../sync/with-changes.ts';
import { ADMINISTRATORS, actorOf } from './admin-route.ts';

const byId = z.strictObject({ id: z.uuid() });
const MAXIMUM_ROWS = 5_000;

/** Devices and sessions of everybody, and their end. */
export async function sessionRoutes(app: App, context: ServerContext): Promise<void> {
  app.get(
    '/api/admin/devices',
    { ...ADMINISTRATORS, schema: { querystring: userQuery, response: { 200: deviceList } } },
    async (request) => {
      const { userId } = request.query;
      const rows = await context.database
        .selectFrom('devices')
        .innerJoin('users', 'users.id', 'devices.user_id')
        .selectAll('devices')
        .select('users.display_name')
        .$if(userId !== undefined, (query) => query.where('devices.user_id', '=', userId ?? ''))
        .orderBy('devices.last_seen_at', 'desc')
        .orderBy('devices.id')
        .limit(MAXIMUM_ROWS)
        .execute();
      return {
        devices: rows.map((row) => ({
          id: row.id,
          userId: row.user_id,
          displayName: row.display_name,
          name: row.name,
          platform: row.platform,
          appVersion: row.app_version,
          createdAt: row.created_at.toISOString(),
          lastSeenAt: row.last_seen_at.toISOString(),
          revokedAt: row.revoked_at?.toISOString() ?? null,
        })),
      };
    },
  );

  app.delete('/api/admin/devices/:id', { ...ADMINISTRATORS, schema: { params: byId } }, async (request, reply) => {
    await revokeDevice(context, actorOf(request), request.params.id);
    return reply.code(204).send();
  });

  app.get(
    '/api/admin/sessions',
    { ...ADMINISTRATORS, schema: { querystring: userQuery, response: { 200: sessionList } } },
    async (request) => {
      const { userId } = request.query;
      const rows = await context.database
        .selectFrom('sessions')
        .innerJoin('users', 'users.id', 'sessions.user_id')
        .selectAll('sessions')
        .select('users.display_name')
        .where('sessions.ended_at', 'is', null)
        .where('sessions.expires_at', '>', new Date(context.clock.nowMs()))
        .$if(userId !== undefined, (query) => query.where('sessions.user_id', '=', userId ?? ''))
        .orderBy('sessions.last_used_at', 'desc')
        .orderBy('sessions.id')
        .limit(MAXIMUM_ROWS)
        .execute();
      return {
        sessions: rows.map((row) => ({
          id: row.id,
          userId: row.user_id,
          displayName: row.display_name,
          kind: row.kind === 'desktop' ? ('desktop' as const) : ('browser' as const),
          createdAt: row.created_at.toISOString(),
          lastUsedAt: row.last_used_at.toISOString(),
          expiresAt: row.expires_at.toISOString(),
          ip: row.ip,
          userAgent: row.user_agent,
        })),
      };
    },
  );

  app.delete('/api/admin/sessions/:id', { ...ADMINISTRATORS, schema: { params: byId } }, async (request, reply) => {
    await endSession(context, actorOf(request), request.params.id);
    return reply.code(204).send();
  });
}

/** The device may neither send nor fetch any more; what it holds is readable until its lease ends. */
async function revokeDevice(context: ServerContext, actor: PersonActor, deviceId: string): Promise<void> {
  await withChanges(context, actor, async (batch) => {
    const device = await batch.db
      .updateTable('devices')
      .set({ revoked_at: batch.now })
      .where('id', '=', deviceId)
      .where('revoked_at', 'is', null)
      .returning('user_id')
      .executeTakeFirst();
    if (device === undefined) throw new HttpFailure('NOT_FOUND', 'There is no such device in use.');
    // It finds out at once rather than with its next decision.
    batch.poke(userScope(device.user_id));
    batch.audit({
      action: 'device.revoke',
      objectType: 'device',
      objectId: deviceId,
      scopeId: null,
      outcome: 'done',
      detail: { userId: device.user_id },
    });
  });
}

async function endSession(context: ServerContext, actor: PersonActor, sessionId: string): Promise<void> {
  await withChanges(context, actor, async (batch) => {
    const session = await batch.db
      .updateTable('sessions')
      .set({ ended_at: batch.now, end_reason: 'administrator' })
      .where('id', '=', sessionId)
      .where('ended_at', 'is', null)
      .returning('user_id')
      .executeTakeFirst();
    if (session === undefined) throw new HttpFailure('NOT_FOUND', 'There is no such session.');
    batch.poke(userScope(session.user_id));
    batch.audit({
      action: 'session.end',
      objectType: 'session',
      objectId: sessionId,
      scopeId: null,
      outcome: 'done',
      detail: { userId: session.user_id },
    });
  });
}
