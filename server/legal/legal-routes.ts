import { citationAnswer, citationQuestion, legalStatus, legalTest } from '#shared/api/legal.ts';
import { ADMINISTRATORS, actorOf } from '../admin/admin-route.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { withChanges } from '../sync/with-changes.ts';
import { checkCitations } from './check-citations.ts';
import { legalStatus as readStatus, testLegalDatabase } from './legal-status.ts';
import { registerRoutes } from './registers/register-routes.ts';
import { searchRoutes } from './searches/search-routes.ts';
import { verificationRoutes } from './verification/verification-routes.ts';

const SIGNED_IN = { policy: { kind: 'signed_in' }, budget: 'interactive' } as const;

/** Legal search, citations, verification of attorneys. */
export async function legalRoutes(app: App, context: ServerContext): Promise<void> {
  app.get('/api/legal/status', { config: SIGNED_IN, schema: { response: { 200: legalStatus } } }, () =>
    readStatus(context),
  );

  app.post(
    '/api/legal/citations',
    { config: SIGNED_IN, schema: { body: citationQuestion, response: { 200: citationAnswer } } },
    async (request) => {
      const answer = await checkCitations(context, request.body.citations);
      await withChanges(context, actorOf(request), async (batch) => {
        const detail = { citationCount: request.body.citations.length };
        const about = { objectType: null, objectId: null, scopeId: null } as const;
        batch.audit({ action: 'legal.citations', ...about, outcome: 'done', detail });
      });
      return answer;
    },
  );

  app.post('/api/admin/legal/test', { ...ADMINISTRATORS, schema: { response: { 200: legalTest } } }, () =>
    testLegalDatabase(context),
  );

  await searchRoutes(app, context);
  await verificationRoutes(app, context);
  await registerRoutes(app, context);
}
