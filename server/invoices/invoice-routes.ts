import multipart from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  exportQuery,
  invoiceDetail,
  invoicePage,
  invoiceQuery,
  uploadAccepted,
  uploadStatus,
} from '#shared/api/invoices.ts';
import type { PersonActor } from '../access/actor.ts';
import { notVisible } from '../access/not-visible.ts';
import { readAs } from '../access/read-as.ts';
import { holdAccess } from '../access/scope-access.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { findingBody, lineBody } from '../sync/row-bodies.ts';
import { withChanges } from '../sync/with-changes.ts';
import { exportStored } from './export-stored.ts';
import { listedInvoice, pageOfInvoices } from './invoice-rows.ts';
import { oneFile } from './one-file.ts';
import { seesWholeFile } from './sees-whole-file.ts';
import { safeName, takeUpload } from './take-upload.ts';

const SIGNED_IN = { policy: { kind: 'signed_in' }, budget: 'interactive' } as const;
const UPLOAD = { policy: { kind: 'signed_in' }, budget: 'upload' } as const;
const HANDS_OUT = { policy: { kind: 'roles', roles: ['approver', 'administrator'] }, budget: 'interactive' } as const;

const byId = z.strictObject({ id: z.uuid() });
const uploadQuery = z.strictObject({ matterId: z.uuid().optional() });
/** As senders make them: a mutation's id, or any mark of their own. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{8,128}$/;

/** The shared record of bills: send, list, look, fetch the original, hand out. */
export async function invoiceRoutes(app: App, context: ServerContext): Promise<void> {
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { files: 1, fields: 0, parts: 1, headerPairs: 20, fileSize: context.config.uploads.maximumBytes },
  });

  app.post(
    '/api/invoices',
    {
      config: UPLOAD,
      bodyLimit: context.config.uploads.maximumBytes + 65_536,
      schema: { querystring: uploadQuery, response: { 202: uploadAccepted } },
    },
    async (request, reply) => {
      const key = request.headers['idempotency-key'];
      if (key !== undefined && (typeof key !== 'string' || !IDEMPOTENCY_KEY.test(key))) {
        throw new HttpFailure('BAD_REQUEST', 'An idempotency key is 8 to 128 printable characters.');
      }
      const upload = await takeUpload(context, actorOf(request), {
        file: await oneFile(request),
        idempotencyKey: key ?? context.newId(),
        matterId: request.query.matterId ?? null,
      });
      return reply.code(202).send(upload);
    },
  );

  app.get(
    '/api/invoices/uploads/:id',
    { config: SIGNED_IN, schema: { params: byId, response: { 200: uploadStatus } } },
    async (request) => {
      const actor = actorOf(request);
      const { id } = request.params;
      const found = await readAs(context, actor, async (db) => {
        const upload = await db.selectFrom('uploads').selectAll().where('id', '=', id).executeTakeFirst();
        if (upload === undefined) return null;
        // By the file, not by the upload: a bill that was held already is answered to whoever may see it.
        const invoices = await db
          .selectFrom('invoices')
          .select('id')
          .where('file_sha256', '=', upload.sha256)
          .orderBy('ordinal')
          .execute();
        return { upload, invoices };
      });
      if (found === null) return notVisible(context, actor, { objectType: 'upload', objectId: id });
      const { upload, invoices } = found;
      return {
        uploadId: upload.id,
        state: upload.state as z.infer<typeof uploadStatus>['state'],
        fileName: upload.file_name,
        receivedAt: upload.received_at.toISOString(),
        errorCode: upload.error_code,
        problems: upload.problems as unknown[],
        attempts: upload.attempts,
        invoiceIds: invoices.map((each) => each.id),
      };
    },
  );

  app.get(
    '/api/invoices',
    { config: SIGNED_IN, schema: { querystring: invoiceQuery, response: { 200: invoicePage } } },
    async (request) => {
      const actor = actorOf(request);
      return readAs(context, actor, (db) => pageOfInvoices(db, actor, request.query));
    },
  );

  app.get(
    '/api/invoices/:id',
    { config: SIGNED_IN, schema: { params: byId, response: { 200: invoiceDetail } } },
    async (request) => {
      const actor = actorOf(request);
      const { id } = request.params;
      const found = await readAs(context, actor, async (db) => {
        const row = await db.selectFrom('invoices').selectAll().where('id', '=', id).executeTakeFirst();
        if (row === undefined) return null;
        const lines = await db
          .selectFrom('line_items')
          .selectAll()
          .where('invoice_id', '=', id)
          .where('deleted_at', 'is', null)
          .orderBy('record')
          .execute();
        const findings = await db
          .selectFrom('findings')
          .selectAll()
          .where('invoice_id', '=', id)
          .where('deleted_at', 'is', null)
          .orderBy('position')
          .execute();
        return { row, lines, findings };
      });
      if (found === null) return notVisible(context, actor, { objectType: 'invoice', objectId: id });
      const { scope_id: scopeId } = found.row;
      await withChanges(context, actor, async ({ audit }) => {
        audit({ action: 'invoice.view', objectType: 'invoice', objectId: id, scopeId, outcome: 'done', detail: {} });
      });
      const body = found.row.body as { readonly fileName: string; readonly problems: readonly unknown[] };
      return {
        invoice: listedInvoice(found.row),
        fileName: body.fileName,
        problems: [...body.problems],
        lines: found.lines.map((line) => ({ id: line.id, ...lineBody(line) })),
        findings: found.findings.map((finding) => ({
          id: finding.id,
          isEnabled: finding.is_enabled,
          ...findingBody(finding),
        })),
      };
    },
  );

  app.get('/api/invoices/:id/original', { config: SIGNED_IN, schema: { params: byId } }, async (request, reply) => {
    const actor = actorOf(request);
    const { id } = request.params;
    const { value } = await withChanges(context, actor, async (batch) => {
      const row = await batch.db
        .selectFrom('invoices')
        .select(['file_sha256', 'body', 'scope_id'])
        .where('id', '=', id)
        .executeTakeFirst();
      // Of a file with a bill that is hidden from them the other bills are theirs, the bytes are not.
      if (row === undefined || !(await seesWholeFile(batch.db, row.file_sha256))) return null;
      batch.audit({
        action: 'invoice.download',
        objectType: 'invoice',
        objectId: id,
        scopeId: row.scope_id,
        outcome: 'done',
        detail: {},
      });
      return row;
    });
    if (value === null) return notVisible(context, actor, { objectType: 'invoice', objectId: id });
    const bytes = await context.fileStore.read(value.file_sha256);
    const { fileName } = value.body as { readonly fileName: string };
    // Never shown in the page's own origin: whatever is in it, it is a file to keep.
    return attachment(reply, fileName, 'application/octet-stream').send(Buffer.from(bytes));
  });

  app.get(
    '/api/invoices/:id/export',
    { config: HANDS_OUT, schema: { params: byId, querystring: exportQuery } },
    async (request, reply) => {
      const actor = actorOf(request);
      const { id } = request.params;
      const { value } = await withChanges(context, actor, async (batch) => {
        // A matter withdrawn between two statements would leave half a bill in the file.
        await holdAccess(batch.db);
        const row = await batch.db.selectFrom('invoices').select('scope_id').where('id', '=', id).executeTakeFirst();
        if (row === undefined) return null;
        const file = await exportStored(batch.db, id, request.query);
        batch.audit({
          action: 'invoice.export',
          objectType: 'invoice',
          objectId: id,
          scopeId: row.scope_id,
          outcome: 'done',
          detail: { format: request.query.format },
        });
        return file;
      });
      if (value === null) return notVisible(context, actor, { objectType: 'invoice', objectId: id });
      return attachment(reply, value.fileName, value.mediaType).send(value.text);
    },
  );
}

/** A download under a name that cannot end the header or name a path (RFC 6266, RFC 8187). */
function attachment(reply: FastifyReply, fileName: string, mediaType: string): FastifyReply {
  const name = safeName(fileName);
  const plain = name.replace(/[^A-Za-z0-9._ -]/g, '_');
  return reply
    .type(mediaType)
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`);
}

function actorOf(request: FastifyRequest): PersonActor {
  if (request.actor === null) throw new HttpFailure('UNAUTHENTICATED', 'Sign in first.');
  return request.actor;
}
