import { Readable } from 'node:stream';
import { AUDIT_A_PAGE, auditExportQuery, auditPage, auditQuery } from '#shared/api/admin.ts';
import { notVisible } from '../access/not-visible.ts';
import { matterScope } from '../access/scope-access.ts';
import { exportAuditLog } from '../audit/export-log.ts';
import { queryAuditLog } from '../audit/query-log.ts';
import { auditHead } from '../audit/read-log.ts';
import { viewOf } from '../audit/view-entry.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { withChanges } from '../sync/with-changes.ts';
import { ADMINISTRATORS, actorOf } from './admin-route.ts';

/** The audit log, newest first, and whole for one matter or one user as a file. */
export async function auditRoutes(app: App, context: ServerContext): Promise<void> {
  app.get(
    '/api/admin/audit',
    { ...ADMINISTRATORS, schema: { querystring: auditQuery, response: { 200: auditPage } } },
    async (request) => {
      const { before, ...filter } = request.query;
      const position = { order: 'desc', beyond: before, limit: AUDIT_A_PAGE } as const;
      const entries = await queryAuditLog(context, actorOf(request), filter, position);
      const next = entries.length === AUDIT_A_PAGE ? (entries.at(-1)?.entry.seq ?? null) : null;
      return { entries: entries.map(viewOf), next };
    },
  );

  app.get(
    '/api/admin/audit/export',
    { ...ADMINISTRATORS, schema: { querystring: auditExportQuery } },
    async (request, reply) => {
      const actor = actorOf(request);
      const { format, ...filter } = request.query;
      const scopeId = filter.matterId === undefined ? null : matterScope(filter.matterId);
      // Before the first byte leaves: an export that breaks off was still one.
      const { value: mayExport } = await withChanges(context, actor, async (batch) => {
        if (filter.matterId !== undefined) {
          const { matterId } = filter;
          const matter = await batch.db
            .selectFrom('matters')
            .select('id')
            .where('id', '=', matterId)
            .executeTakeFirst();
          if (matter === undefined) return false;
        }
        batch.audit({
          action: 'audit.export',
          objectType: filter.matterId === undefined ? 'user' : 'matter',
          objectId: filter.matterId ?? filter.userId ?? null,
          scopeId,
          outcome: 'done',
          detail: { format },
        });
        return true;
      });
      if (!mayExport) return notVisible(context, actor, { objectType: 'matter', objectId: filter.matterId ?? '' });
      const { seq: lastSeq } = await auditHead(context.database);
      return reply
        .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson')
        .header('content-disposition', `attachment; filename="audit-log.${format}"`)
        .send(Readable.from(exportAuditLog(context, actor, filter, { format, lastSeq })));
    },
  );
}
