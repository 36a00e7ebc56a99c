import { z } from 'zod';
import {
  newOpinionRequest,
  opinion,
  opinionAccepted,
  opinionDecision,
  opinionList,
  opinionPreview,
  opinionQuery,
  opinionRequestDetail,
  opinionStatus,
  previewRequest,
} from '#shared/api/opinions.ts';
import { notVisible } from '../access/not-visible.ts';
import { readAs } from '../access/read-as.ts';
import { actorOf } from '../admin/admin-route.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { decideOpinion } from './decide-opinion.ts';
import { opinionAdminRoutes } from './opinion-admin-routes.ts';
import { prepareOpinions, viewPreview } from './preview-opinions.ts';
import { requestOpinions } from './request-opinions.ts';
import { readStatus } from './settings.ts';
import { opinionsOf, opinionsOfRequest } from './view-opinions.ts';

const SIGNED_IN = { config: { policy: { kind: 'signed_in' }, budget: 'interactive' } } as const;
const byId = z.strictObject({ id: z.uuid() });

/** `/api/opinions`: what is shown before it is sent, asking, what came, and a person's word about it. */
export async function opinionRoutes(app: App, context: ServerContext): Promise<void> {
  app.get('/api/opinions/status', { ...SIGNED_IN, schema: { response: { 200: opinionStatus } } }, (request) =>
    readAs(context, actorOf(request), (db) => readStatus(context, db)),
  );

  app.post(
    '/api/opinions/preview',
    { ...SIGNED_IN, schema: { body: previewRequest, response: { 200: opinionPreview } } },
    async (request) => viewPreview(await prepareOpinions(context, actorOf(request), request.body)),
  );

  app.post(
    '/api/opinions/requests',
    { ...SIGNED_IN, schema: { body: newOpinionRequest, response: { 202: opinionAccepted } } },
    async (request, reply) => reply.code(202).send(await requestOpinions(context, actorOf(request), request.body)),
  );

  app.get(
    '/api/opinions/requests/:id',
    { ...SIGNED_IN, schema: { params: byId, response: { 200: opinionRequestDetail } } },
    async (request) => {
      const actor = actorOf(request);
      const found = await readAs(context, actor, (db) => opinionsOfRequest(db, request.params.id));
      return found ?? notVisible(context, actor, { objectType: 'opinion_request', objectId: request.params.id });
    },
  );

  app.get(
    '/api/opinions',
    { ...SIGNED_IN, schema: { querystring: opinionQuery, response: { 200: opinionList } } },
    async (request) => {
      const actor = actorOf(request);
      const { invoiceId } = request.query;
      const found = await readAs(context, actor, async (db) => {
        const invoice = await db.selectFrom('invoices').select('id').where('id', '=', invoiceId).executeTakeFirst();
        return invoice === undefined ? null : opinionsOf(db, invoiceId);
      });
      return found ?? notVisible(context, actor, { objectType: 'invoice', objectId: invoiceId });
    },
  );

  app.post(
    '/api/opinions/:id/decision',
    { ...SIGNED_IN, schema: { params: byId, body: opinionDecision, response: { 200: opinion } } },
    (request) => decideOpinion(context, actorOf(request), request.params.id, request.body),
  );

  await opinionAdminRoutes(app, context);
}
