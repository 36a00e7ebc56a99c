import { z } from 'zod';
import {
  modelChoice,
  modelKindChoice,
  modelList,
  suggestionPage,
  suggestionQuery,
  trainingAccepted,
} from '#shared/api/models.ts';
import type { LineKind } from '#shared/domain/invoice.ts';
import { notVisible } from '../access/not-visible.ts';
import { type ReadTransaction, readAs } from '../access/read-as.ts';
import { ADMINISTRATORS, actorOf } from '../admin/admin-route.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { activeModelReader } from './active-models.ts';
import { askTraining } from './ask-training.ts';
import { activateModel, turnOffKind } from './choose-version.ts';
import { listModels } from './list-models.ts';
import { type SuggestedLine, suggestLine } from './suggest-line.ts';

const SIGNED_IN = { policy: { kind: 'signed_in' }, budget: 'interactive' } as const;
/** Nothing but a training mends it. */
const NO_MODEL_RETRY_SECONDS = 3_600;
const byId = z.strictObject({ id: z.uuid() });

/** Versions and trainings for administrators; suggestions for whoever may see the bill. */
export async function modelRoutes(app: App, context: ServerContext): Promise<void> {
  const readActive = activeModelReader();
  const list = (actor: ReturnType<typeof actorOf>) =>
    readAs(context, actor, async (db) => listModels(db, await readActive(db)));

  app.get('/api/models', { ...ADMINISTRATORS, schema: { response: { 200: modelList } } }, async (request) =>
    list(actorOf(request)),
  );

  app.post(
    '/api/models/train',
    { ...ADMINISTRATORS, schema: { response: { 202: trainingAccepted } } },
    async (request, reply) => reply.code(202).send({ trainingId: await askTraining(context, actorOf(request)) }),
  );

  app.post(
    '/api/models/activate',
    { ...ADMINISTRATORS, schema: { body: modelChoice, response: { 200: modelList } } },
    async (request) => {
      const actor = actorOf(request);
      await activateModel(context, actor, request.body.modelId);
      return list(actor);
    },
  );

  app.post(
    '/api/models/turn-off',
    { ...ADMINISTRATORS, schema: { body: modelKindChoice, response: { 200: modelList } } },
    async (request) => {
      const actor = actorOf(request);
      await turnOffKind(context, actor, request.body.kind);
      return list(actor);
    },
  );

  app.get(
    '/api/invoices/:id/suggestions',
    { config: SIGNED_IN, schema: { params: byId, querystring: suggestionQuery, response: { 200: suggestionPage } } },
    async (request) => {
      const actor = actorOf(request);
      const { id } = request.params;
      const { fromRecord, limit } = request.query;
      const found = await readAs(context, actor, async (db) => {
        const invoice = await db
          .selectFrom('invoices')
          .select(['client_id', 'matter_id'])
          .where('id', '=', id)
          .where('deleted_at', 'is', null)
          .executeTakeFirst();
        if (invoice === undefined) return null;
        const active = await readActive(db);
        const lines = active.models.size === 0 ? [] : await linesFrom(db, id, fromRecord, limit + 1);
        return { invoice, active, lines };
      });
      // What a wall hides answers before anything is said about models.
      if (found === null) return notVisible(context, actor, { objectType: 'invoice', objectId: id });
      const { invoice, active, lines } = found;
      if (active.models.size === 0) {
        throw new HttpFailure(
          'ML_001',
          'No model is ready, so there are no suggestions. The rules have checked this bill all the same.',
          { retryAfterSeconds: NO_MODEL_RETRY_SECONDS },
        );
      }
      const place = { clientId: invoice.client_id, matterId: invoice.matter_id };
      const suggested = lines.slice(0, limit).map((line) => suggestLine(active, line, place));
      return {
        invoiceId: id,
        kinds: [...active.models.keys()],
        lines: suggested.map(({ suggestions }) => suggestions),
        withheldCount: suggested.reduce((sum, { withheldCount }) => sum + withheldCount, 0),
        nextRecord: lines[limit]?.record ?? null,
      };
    },
  );
}

async function linesFrom(
  db: ReadTransaction,
  invoiceId: string,
  fromRecord: number,
  limit: number,
): Promise<readonly SuggestedLine[]> {
  const rows = await db
    .selectFrom('line_items')
    .select(['id', 'record', 'kind', 'narrative', 'task_code', 'activity_code', 'units_e4', 'timekeeper_key'])
    .where('invoice_id', '=', invoiceId)
    .where('deleted_at', 'is', null)
    .where('record', '>=', fromRecord)
    .orderBy('record')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    record: row.record,
    kind: row.kind as LineKind,
    narrative: row.narrative,
    taskCode: row.task_code,
    activityCode: row.activity_code,
    unitsE4: row.units_e4,
    timekeeperKey: row.timekeeper_key,
  }));
}
