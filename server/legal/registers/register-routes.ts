import type { Readable } from 'node:stream';
import { z } from 'zod';
import { registerImportQuery, registerKind, registerList, registerOutcome } from '#shared/api/legal-verification.ts';
import { ADMINISTRATORS, actorOf } from '../../admin/admin-route.ts';
import type { ServerContext } from '../../context.ts';
import type { App } from '../../http/app.ts';
import { HttpFailure } from '../../http/http-failure.ts';
import { importRegister } from './import-register.ts';
import { listRegisters } from './list-registers.ts';

const IMPORT = { config: { ...ADMINISTRATORS.config, budget: 'upload' } } as const;

/** Registers of attorneys: which are held, and the import of a newer export. */
export async function registerRoutes(app: App, context: ServerContext): Promise<void> {
  app.get('/api/admin/registers', { ...ADMINISTRATORS, schema: { response: { 200: registerList } } }, async () => ({
    registers: await listRegisters(context.database),
  }));

  // A scope of its own: a body that is a stream is taken here and nowhere else.
  await app.register(async (scope: App) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(['text/csv', 'application/octet-stream'], (_request, body, done) => done(null, body));
    scope.post(
      '/api/admin/registers/:kind/import',
      {
        ...IMPORT,
        bodyLimit: context.config.uploads.maximumBytes,
        schema: {
          params: z.strictObject({ kind: registerKind }),
          querystring: registerImportQuery,
          response: { 200: registerOutcome },
        },
      },
      async (request) => {
        const bytes = request.body as Readable | null | undefined;
        if (bytes == null || !(Symbol.asyncIterator in bytes)) {
          throw new HttpFailure('BAD_REQUEST', 'Send the exported file as the body, as text/csv.');
        }
        const { kind } = request.params;
        return importRegister(context, actorOf(request), { kind, asOf: request.query.asOf, bytes });
      },
    );
  });
}
