import { z } from 'zod';
import {
  callPage,
  callQuery,
  changedOpinionSettings,
  clientCap,
  consentCreated,
  consentList,
  consentWithdrawn,
  draftAccepted,
  draftDecision,
  draftList,
  draftPreview,
  draftQuestion,
  guidelineDraft,
  newConsent,
  newDraft,
  opinionSettings,
  spending,
  spendingQuery,
} from '#shared/api/opinions.ts';
import { readAs } from '../access/read-as.ts';
import { ADMINISTRATORS, actorOf } from '../admin/admin-route.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { HttpFailure } from '../http/http-failure.ts';
import { changeClientCap } from './change-client-cap.ts';
import { listConsents, recordConsent, withdrawConsent } from './consents.ts';
import { askForDraft, decideDraft, listDrafts, previewDraft } from './drafts.ts';
import { changeSettings, dayOf, viewSettings } from './settings.ts';
import { monthOf, readSpending } from './spending.ts';
import { listCalls } from './view-opinions.ts';

const byId = z.strictObject({ id: z.uuid() });

/** `/api/admin/opinions`: whether, where and for how much; who agreed; what was sent and came back; drafts of guidelines. */
export async function opinionAdminRoutes(app: App, context: ServerContext): Promise<void> {
  app.get(
    '/api/admin/opinions/settings',
    { ...ADMINISTRATORS, schema: { response: { 200: opinionSettings } } },
    (request) => readAs(context, actorOf(request), (db) => viewSettings(context, db)),
  );
  app.patch(
    '/api/admin/opinions/settings',
    { ...ADMINISTRATORS, schema: { body: changedOpinionSettings, response: { 200: opinionSettings } } },
    (request) => changeSettings(context, actorOf(request), request.body),
  );

  app.get(
    '/api/admin/opinions/consents',
    { ...ADMINISTRATORS, schema: { response: { 200: consentList } } },
    async (request) => ({ consents: [...(await readAs(context, actorOf(request), listConsents))] }),
  );
  app.post(
    '/api/admin/opinions/consents',
    { ...ADMINISTRATORS, schema: { body: newConsent, response: { 201: consentCreated } } },
    async (request, reply) => reply.code(201).send(await recordConsent(context, actorOf(request), request.body)),
  );
  app.delete(
    '/api/admin/opinions/consents/:id',
    { ...ADMINISTRATORS, schema: { params: byId, response: { 200: consentWithdrawn } } },
    (request) => withdrawConsent(context, actorOf(request), request.params.id),
  );

  app.get(
    '/api/admin/opinions/spending',
    { ...ADMINISTRATORS, schema: { querystring: spendingQuery, response: { 200: spending } } },
    (request) => {
      const month = request.query.month === undefined ? monthOf(dayOf(context)) : `${request.query.month}-01`;
      return readAs(context, actorOf(request), (db) => readSpending(db, month));
    },
  );
  app.post(
    '/api/admin/opinions/caps',
    { ...ADMINISTRATORS, schema: { body: clientCap, response: { 200: clientCap } } },
    (request) => changeClientCap(context, actorOf(request), request.body),
  );

  app.get(
    '/api/admin/opinions/calls',
    { ...ADMINISTRATORS, schema: { querystring: callQuery, response: { 200: callPage } } },
    (request) => readAs(context, actorOf(request), (db) => listCalls(db, request.query)),
  );

  app.post(
    '/api/admin/opinions/drafts/preview',
    { ...ADMINISTRATORS, schema: { body: draftQuestion, response: { 200: draftPreview } } },
    (request) => previewDraft(context, actorOf(request), request.body),
  );
  app.post(
    '/api/admin/opinions/drafts',
    { ...ADMINISTRATORS, schema: { body: newDraft, response: { 202: draftAccepted } } },
    async (request, reply) => reply.code(202).send(await askForDraft(context, actorOf(request), request.body)),
  );
  app.get(
    '/api/admin/opinions/drafts',
    { ...ADMINISTRATORS, schema: { response: { 200: draftList } } },
    async (request) => ({ drafts: [...(await readAs(context, actorOf(request), (db) => listDrafts(db)))] }),
  );
  app.get(
    '/api/admin/opinions/drafts/:id',
    { ...ADMINISTRATORS, schema: { params: byId, response: { 200: guidelineDraft } } },
    async (request) => {
      const [draft] = await readAs(context, actorOf(request), (db) => listDrafts(db, request.params.id));
      if (draft === undefined) throw new HttpFailure('NOT_FOUND', 'There is no such draft.');
      return draft;
    },
  );
  app.post(
    '/api/admin/opinions/drafts/:id/decision',
    {
      ...ADMINISTRATORS,
      bodyLimit: 4_100_000,
      schema: { params: byId, body: draftDecision, response: { 200: guidelineDraft } },
    },
    (request) => decideDraft(context, actorOf(request), request.params.id, request.body),
  );
}
