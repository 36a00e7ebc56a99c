import { z } from 'zod';
import {
  firstKeys,
  keyList,
  minimumClient,
  pause,
  publication,
  releaseList,
  ringChange,
  updatingDeviceList,
} from '#shared/api/updates.ts';
import { artefactName, signedRelease } from '#shared/updates/descriptor.ts';
import type { Ring } from '#shared/updates/rollout.ts';
import { signedKeyStatement } from '#shared/updates/trusted-keys.ts';
import { ADMINISTRATORS, actorOf } from '../admin/admin-route.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { ChangeBatch } from '../sync/change-batch.ts';
import { withChanges } from '../sync/with-changes.ts';
import { minimumClientOf, setMinimumClient } from './minimum-client.ts';
import type { ReleaseFiles } from './release-files.ts';
import { addRelease, changeRelease, listReleases, markStored } from './releases.ts';
import { rotateKeys, setFirstKeys, trustedKeys } from './update-keys.ts';

const byId = z.strictObject({ id: z.uuid() });
const byFile = z.strictObject({ id: z.uuid(), name: artefactName });
const created = z.strictObject({ id: z.uuid() });
const MAXIMUM_DEVICES = 5_000;

/** What administrators do about new versions of the desktop application. */
export async function releaseRoutes(app: App, context: ServerContext, files: ReleaseFiles): Promise<void> {
  app.get('/api/admin/releases', { ...ADMINISTRATORS, schema: { response: { 200: releaseList } } }, async () => ({
    releases: await listReleases(context),
    minimumClient: await minimumClientOf(context),
  }));

  app.post(
    '/api/admin/releases',
    { ...ADMINISTRATORS, schema: { body: signedRelease, response: { 201: created } } },
    async (request, reply) => {
      const actor = actorOf(request);
      const id = context.newId();
      await withChanges(context, actor, (batch) => addRelease(batch, request.body, { id, userId: actor.userId }));
      return reply.code(201).send({ id });
    },
  );

  await app.register(async (scope) => {
    // The bytes as they come; checked against the signed size and hash before anything is kept.
    scope.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
    scope.put(
      '/api/admin/releases/:id/files/:name',
      { config: { policy: { kind: 'roles', roles: ['administrator'] }, budget: 'upload' }, schema: { params: byFile } },
      async (request, reply) => {
        const { id, name } = byFile.parse(request.params);
        const file = await context.database
          .selectFrom('release_files')
          .select(['sha512', 'byte_length'])
          .where('release_id', '=', id)
          .where('name', '=', name)
          .executeTakeFirst();
        if (file === undefined) throw new HttpFailure('NOT_FOUND', 'The descriptor names no such file.');
        await files.write(request.body as AsyncIterable<Uint8Array>, { sha512: file.sha512, size: file.byte_length });
        await withChanges(context, actorOf(request), (batch) => markStored(batch, id, name));
        return reply.code(204).send();
      },
    );
  });

  app.post(
    '/api/admin/releases/:id/publish',
    { ...ADMINISTRATORS, schema: { params: byId, body: publication } },
    async (request, reply) => {
      await withChanges(context, actorOf(request), (batch) =>
        changeRelease(batch, request.params.id, 'release.publish', {
          ...request.body,
          paused_at: null,
          pause_reason: null,
        }),
      );
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/admin/releases/:id/pause',
    { ...ADMINISTRATORS, schema: { params: byId, body: pause } },
    async (request, reply) => {
      await withChanges(context, actorOf(request), (batch) =>
        changeRelease(batch, request.params.id, 'release.pause', {
          paused_at: batch.now,
          pause_reason: request.body.reason,
        }),
      );
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/admin/releases/:id/resume',
    { ...ADMINISTRATORS, schema: { params: byId } },
    async (request, reply) => {
      await withChanges(context, actorOf(request), (batch) =>
        changeRelease(batch, request.params.id, 'release.resume', { paused_at: null, pause_reason: null }),
      );
      return reply.code(204).send();
    },
  );

  app.delete('/api/admin/releases/:id', { ...ADMINISTRATORS, schema: { params: byId } }, async (request, reply) => {
    await withChanges(context, actorOf(request), (batch) =>
      changeRelease(batch, request.params.id, 'release.withdraw', { state: 'withdrawn' }),
    );
    return reply.code(204).send();
  });

  app.post(
    '/api/admin/update-minimum',
    { ...ADMINISTRATORS, schema: { body: minimumClient } },
    async (request, reply) => {
      const actor = actorOf(request);
      await withChanges(context, actor, (batch) => setMinimumClient(batch, request.body.version, actor.userId));
      return reply.code(204).send();
    },
  );

  app.get('/api/admin/update-keys', { ...ADMINISTRATORS, schema: { response: { 200: keyList } } }, async () => {
    const { keys, sequence } = await trustedKeys(context);
    return { keys, sequence };
  });
  app.post('/api/admin/update-keys', { ...ADMINISTRATORS, schema: { body: firstKeys } }, async (request, reply) => {
    await withChanges(context, actorOf(request), (batch) => setFirstKeys(batch, request.body.keys));
    return reply.code(204).send();
  });
  app.post(
    '/api/admin/update-keys/rotate',
    { ...ADMINISTRATORS, schema: { body: signedKeyStatement } },
    async (request, reply) => {
      await withChanges(context, actorOf(request), (batch) => rotateKeys(batch, request.body));
      return reply.code(204).send();
    },
  );

  app.get(
    '/api/admin/update-devices',
    { ...ADMINISTRATORS, schema: { response: { 200: updatingDeviceList } } },
    async () => ({ devices: await listDevices(context) }),
  );

  app.patch(
    '/api/admin/update-devices/:id',
    { ...ADMINISTRATORS, schema: { params: byId, body: ringChange } },
    async (request, reply) => {
      await withChanges(context, actorOf(request), (batch) => setRing(batch, request.params.id, request.body.ring));
      return reply.code(204).send();
    },
  );
}

async function setRing(batch: ChangeBatch, deviceId: string, ring: Ring): Promise<void> {
  const { numUpdatedRows } = await batch.db
    .updateTable('devices')
    .set({ ring })
    .where('id', '=', deviceId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new HttpFailure('NOT_FOUND', 'There is no such device in use.');
  batch.audit({
    action: 'device.ring',
    objectType: 'device',
    objectId: deviceId,
    scopeId: null,
    outcome: 'done',
    detail: { ring },
  });
}

async function listDevices({ database }: Pick<ServerContext, 'database'>) {
  const rows = await database
    .selectFrom('devices')
    .innerJoin('users', 'users.id', 'devices.user_id')
    .leftJoinLateral(
      (query) =>
        query
          .selectFrom('update_reports')
          .select(['version', 'status', 'code', 'at'])
          .whereRef('device_id', '=', 'devices.id')
          .orderBy('at', 'desc')
          .limit(1)
          .as('report'),
      (join) => join.onTrue(),
    )
    .selectAll('devices')
    .select(['users.display_name', 'report.version as report_version', 'report.status', 'report.code', 'report.at'])
    .where('devices.revoked_at', 'is', null)
    .orderBy('devices.last_seen_at', 'desc')
    .orderBy('devices.id')
    .limit(MAXIMUM_DEVICES)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    userId: row.user_id,
    displayName: row.display_name,
    name: row.name,
    platform: row.platform,
    appVersion: row.app_version,
    ring: row.ring as Ring,
    lastSeenAt: row.last_seen_at.toISOString(),
    contactAt: row.update_contact_at?.toISOString() ?? null,
    lastReport:
      row.report_version === null || row.status === null || row.at === null
        ? null
        : { version: row.report_version, status: row.status, code: row.code, at: row.at.toISOString() },
  }));
}
