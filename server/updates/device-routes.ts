import type { FastifyReply, FastifyRequest } from 'fastify';
import { stringify } from 'yaml';
import { z } from 'zod';
import { enrolled, enrolment, updateOffer, updateReport, updateTarget } from '#shared/api/updates.ts';
import { artefactName, releaseDescriptor, versionText } from '#shared/updates/descriptor.ts';
import { feedNameOf, updateFileOf } from '#shared/updates/feed-files.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { readByteRange } from './byte-range.ts';
import { type AskingDevice, enrolDevice } from './device-tokens.ts';
import { offerTo } from './offers.ts';
import type { ReleaseFiles } from './release-files.ts';
import type { ReleaseRow } from './release-tables.ts';
import { takeReport } from './reports.ts';
import { keyStatements, trustedKeys } from './update-keys.ts';

const SIGNED_IN = { config: { policy: { kind: 'signed_in' }, budget: 'interactive' } } as const;
const DEVICE = { config: { policy: { kind: 'device' }, budget: 'sync' } } as const;
/** Bytes of a large file, asked for in pieces. */
const DOWNLOAD = { config: { policy: { kind: 'device' }, budget: 'sync' } } as const;

const offerQuery = z.strictObject({ version: versionText.optional() });
const feedName = z.enum(['latest.yml', 'latest-mac.yml', 'latest-linux.yml', 'latest-linux-arm64.yml']);

/** Enrolment, what a device is offered, its files, and what it says came of them. */
export async function updateDeviceRoutes(app: App, context: ServerContext, files: ReleaseFiles): Promise<void> {
  app.post(
    '/api/devices/enrol',
    { ...SIGNED_IN, schema: { body: enrolment, response: { 200: enrolled } } },
    async (request) => {
      if (request.actor === null) throw new HttpFailure('UNAUTHENTICATED', 'Sign in first.');
      const deviceToken = await enrolDevice(context, request.actor, request.body);
      const trust = await trustedKeys(context);
      return { deviceToken, channel: 'stable' as const, keys: trust.keys, keySequence: trust.sequence };
    },
  );

  app.get(
    '/updates/:channel/:platform/:arch/release.json',
    { ...DEVICE, schema: { params: updateTarget, querystring: offerQuery, response: { 200: updateOffer } } },
    async (request) => {
      const device = deviceOf(request);
      const version = request.query.version ?? device.version;
      await noteContact(device, version);
      const { release, minimumClient } = await offerTo(context, device, version);
      return {
        release: release === null ? null : signedOf(release),
        minimumClient,
        keyStatements: await keyStatements(context),
      };
    },
  );

  // electron-updater's generic provider. What it says is checked by the device against the signed descriptor.
  for (const name of feedName.options) {
    app.get(
      `/updates/:channel/:platform/:arch/${name}`,
      { ...DEVICE, schema: { params: updateTarget } },
      async (request, reply) => {
        const device = deviceOf(request);
        const { params } = request;
        await noteContact(device, device.version);
        const { release } = await offerTo(context, device, device.version);
        const descriptor = release === null ? null : releaseDescriptor.parse(JSON.parse(release.descriptor));
        const file = descriptor === null ? null : updateFileOf(descriptor, params);
        if (release === null || descriptor === null || file === null || feedNameOf(params) !== name) {
          throw new HttpFailure('NOT_FOUND', 'There is no newer version for this device.');
        }
        const { sha512, size } = file;
        return reply.type('text/yaml').send(
          stringify({
            version: descriptor.version,
            files: [{ url: `files/${file.name}`, sha512, size }],
            path: `files/${file.name}`,
            sha512,
            releaseDate: release.added_at.toISOString(),
            releaseNotes: descriptor.notes,
          }),
        );
      },
    );
  }

  app.get(
    '/updates/:channel/:platform/:arch/files/:name',
    { ...DOWNLOAD, schema: { params: updateTarget.extend({ name: artefactName }) } },
    async (request, reply) => {
      const file = await context.database
        .selectFrom('release_files')
        .innerJoin('releases', 'releases.id', 'release_files.release_id')
        .select(['release_files.sha512', 'release_files.byte_length'])
        .where('release_files.name', '=', request.params.name)
        .where('release_files.stored_at', 'is not', null)
        .where('releases.state', '=', 'ready')
        .executeTakeFirst();
      if (file === undefined) throw new HttpFailure('NOT_FOUND', 'There is no such file.');
      return sendFile(reply, files, { ...file, name: request.params.name, range: request.headers.range });
    },
  );

  app.post('/updates/report', { ...DEVICE, schema: { body: updateReport } }, async (request, reply) => {
    await takeReport(context, deviceOf(request), request.body);
    return reply.code(204).send();
  });

  async function noteContact({ deviceId }: AskingDevice, version: string): Promise<void> {
    const now = new Date(context.clock.nowMs());
    await context.database
      .updateTable('devices')
      .set({ update_contact_at: now, last_seen_at: now, app_version: version })
      .where('id', '=', deviceId)
      .execute();
  }
}

function sendFile(
  reply: FastifyReply,
  files: ReleaseFiles,
  file: {
    readonly sha512: string;
    readonly byte_length: number;
    readonly name: string;
    readonly range: string | undefined;
  },
): FastifyReply {
  const range = readByteRange(file.range, file.byte_length);
  reply
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'private, max-age=31536000, immutable')
    .header('etag', `"${file.sha512}"`)
    .header('content-disposition', `attachment; filename="${file.name}"`)
    .type('application/octet-stream');
  if (range.kind === 'beyond') {
    return reply.code(416).header('content-range', `bytes */${file.byte_length}`).send('');
  }
  if (range.kind === 'whole') {
    return reply.header('content-length', file.byte_length).send(files.read(file.sha512));
  }
  const { first, last } = range;
  return reply
    .code(206)
    .header('content-range', `bytes ${first}-${last}/${file.byte_length}`)
    .header('content-length', last - first + 1)
    .send(files.read(file.sha512, range));
}

function signedOf({ descriptor, key_id, signature }: ReleaseRow) {
  return { descriptor, keyId: key_id, signature };
}

function deviceOf(request: FastifyRequest): AskingDevice {
  if (request.device === null) throw new HttpFailure('UNAUTHENTICATED', 'Enrol this device first.');
  return request.device;
}
