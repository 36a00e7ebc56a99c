import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { fileTypeFromBuffer } from 'file-type';
import { z } from 'zod';
import {
  discountList,
  endedPeriod,
  exportQuery,
  IMPORT_LIMITS,
  importBody,
  importOutcome,
  importQuery,
  masterExport,
  masterKind,
  masterQuery,
  periodKind,
  rateList,
  timekeeperList,
  vendorList,
  vendorQuery,
} from '#shared/api/masters.ts';
import { ADMINISTRATORS, actorOf } from '../admin/admin-route.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { endPeriod } from './end-period.ts';
import { exportMasters } from './export-masters.ts';
import { importMasters, tryImport } from './import-masters.ts';
import { listDiscounts, listRates, listTimekeepers, listVendors } from './list-masters.ts';

const IMPORT = { config: { ...ADMINISTRATORS.config, budget: 'upload' } } as const;
const MEDIA_TYPES = ['text/csv', 'application/vnd.ms-excel', 'application/octet-stream'];
const ofKind = z.strictObject({ kind: masterKind });

/** Vendors, rosters, rates and discounts, and the import of these and of clients and matters. */
export async function masterRoutes(app: App, context: ServerContext): Promise<void> {
  app.get(
    '/api/admin/masters/vendors',
    { ...ADMINISTRATORS, schema: { querystring: vendorQuery, response: { 200: vendorList } } },
    (request) => listVendors(context, actorOf(request), request.query),
  );

  app.get(
    '/api/admin/masters/timekeepers',
    { ...ADMINISTRATORS, schema: { querystring: masterQuery, response: { 200: timekeeperList } } },
    (request) => listTimekeepers(context, actorOf(request), request.query),
  );

  app.get(
    '/api/admin/masters/rates',
    { ...ADMINISTRATORS, schema: { querystring: masterQuery, response: { 200: rateList } } },
    (request) => listRates(context, actorOf(request), request.query),
  );

  app.get(
    '/api/admin/masters/discounts',
    { ...ADMINISTRATORS, schema: { querystring: masterQuery, response: { 200: discountList } } },
    (request) => listDiscounts(context, actorOf(request), request.query),
  );

  app.patch(
    '/api/admin/masters/:kind/:id',
    {
      ...ADMINISTRATORS,
      schema: { params: z.strictObject({ kind: periodKind, id: z.uuid() }), body: endedPeriod },
    },
    async (request, reply) => {
      const { kind, id } = request.params;
      await endPeriod(context, actorOf(request), { kind, id, to: request.body.to });
      return reply.code(204).send();
    },
  );

  app.get(
    '/api/admin/masters/:kind/export',
    { ...ADMINISTRATORS, schema: { params: ofKind, querystring: exportQuery } },
    async (request, reply) => {
      const { kind } = request.params;
      const { vendorId = null, format } = request.query;
      const text = await exportMasters(context, actorOf(request), kind, vendorId);
      if (format === 'json') return masterExport.parse({ fileName: `${kind}.csv`, text });
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${kind}.csv"`)
        .header('x-content-type-options', 'nosniff')
        .send(text);
    },
  );

  // A scope of its own: a body that is the file itself is taken here and nowhere else.
  await app.register(async (scope: App) => {
    scope.addContentTypeParser(MEDIA_TYPES, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.removeContentTypeParser('text/plain');
    scope.addContentTypeParser('text/plain', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post(
      '/api/admin/masters/:kind/import',
      {
        ...IMPORT,
        // As JSON a file is a third longer.
        bodyLimit: Math.ceil((IMPORT_LIMITS.bytes * 4) / 3) + 65_536,
        schema: { params: ofKind, querystring: importQuery, response: { 200: importOutcome } },
      },
      async (request) => {
        const actor = actorOf(request);
        const bytes = await fileOf(request);
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        const file = { kind: request.params.kind, bytes, sha256 };
        if (request.query.dryRun === 'true') return tryImport(context, actor, file);
        return importMasters(context, actor, file);
      },
    );
  });
}

/** The file of a request: a part of multipart/form-data, the body itself, or inside JSON. */
async function fileOf(request: FastifyRequest): Promise<Uint8Array> {
  const bytes = request.isMultipart() ? await partOf(request) : bytesOf(request.body);
  if (bytes.length > IMPORT_LIMITS.bytes) throw tooLarge();
  const found = await fileTypeFromBuffer(bytes);
  // Workbooks, pictures, archives: told by their content, whatever they are called.
  if ((found !== undefined && !found.mime.startsWith('text/')) || bytes.subarray(0, 4_096).includes(0)) {
    if (found !== undefined || !isUtf16(bytes)) {
      throw new HttpFailure('FILE_001', 'This is no CSV file. In a spreadsheet, save the sheet as CSV and send that.');
    }
  }
  return bytes;
}

function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  const json = importBody.safeParse(body);
  if (json.success) return Buffer.from(json.data.file, 'base64');
  throw new HttpFailure('UNSUPPORTED_MEDIA_TYPE', 'Send the file as text/csv or as multipart/form-data.');
}

async function partOf(request: FastifyRequest): Promise<Uint8Array> {
  const part = await request.file({ limits: { fileSize: IMPORT_LIMITS.bytes } });
  if (part === undefined) throw new HttpFailure('BAD_REQUEST', 'There is no file in this request.');
  const bytes = await part.toBuffer();
  if (part.file.truncated) throw tooLarge();
  return bytes;
}

function tooLarge(): HttpFailure {
  return new HttpFailure('TOO_LARGE', `The file is larger than ${IMPORT_LIMITS.bytes / 1_000_000} MB. Split it.`);
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
