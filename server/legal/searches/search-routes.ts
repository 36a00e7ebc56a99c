import { z } from 'zod';
import {
  legalSearch,
  outgoingPreview,
  outgoingQuestion,
  savedAccepted,
  savedList,
  savedQuery,
  saveRequest,
  searchAccepted,
  searchHit,
  searchName,
  searchPage,
  searchQuery,
  searchRequest,
} from '#shared/api/legal.ts';
import { actorOf } from '../../admin/admin-route.ts';
import type { ServerContext } from '../../context.ts';
import type { App } from '../../http/app.ts';
import { askSearch, previewOutgoing } from './ask-search.ts';
import { moreResults } from './more-results.ts';
import { nameSearch } from './name-search.ts';
import { listSearches, readSearch } from './read-search.ts';
import { listSaved, removeSaved, saveResult } from './save-result.ts';

const SIGNED_IN = { policy: { kind: 'signed_in' }, budget: 'interactive' } as const;
const byId = z.strictObject({ id: z.uuid() });

/** Searching the firm's own record and CourtListener, and keeping what was found. */
export async function searchRoutes(app: App, context: ServerContext): Promise<void> {
  app.post(
    '/api/legal/outgoing',
    { config: SIGNED_IN, schema: { body: outgoingQuestion, response: { 200: outgoingPreview } } },
    (request) => previewOutgoing(context, actorOf(request), request.body.query),
  );

  app.post(
    '/api/legal/search',
    { config: SIGNED_IN, schema: { body: searchRequest, response: { 202: searchAccepted } } },
    async (request, reply) => {
      const searchId = await askSearch(context, actorOf(request), request.body);
      return reply.code(202).send({ searchId });
    },
  );

  app.get(
    '/api/legal/searches',
    { config: SIGNED_IN, schema: { querystring: searchQuery, response: { 200: searchPage } } },
    (request) => listSearches(context, actorOf(request), request.query),
  );

  app.get(
    '/api/legal/searches/:id',
    { config: SIGNED_IN, schema: { params: byId, response: { 200: legalSearch } } },
    (request) => readSearch(context, actorOf(request), request.params.id),
  );

  app.patch(
    '/api/legal/searches/:id',
    { config: SIGNED_IN, schema: { params: byId, body: searchName } },
    async (request, reply) => {
      await nameSearch(context, actorOf(request), request.params.id, request.body.name);
      return reply.code(204).send();
    },
  );

  app.post(
    '/api/legal/searches/:id/more',
    {
      config: SIGNED_IN,
      schema: { params: byId, response: { 200: z.strictObject({ hits: z.array(searchHit), hasMore: z.boolean() }) } },
    },
    (request) => moreResults(context, actorOf(request), request.params.id),
  );

  app.post(
    '/api/legal/saved',
    { config: SIGNED_IN, schema: { body: saveRequest, response: { 201: savedAccepted } } },
    async (request, reply) => {
      const savedId = await saveResult(context, actorOf(request), request.body);
      return reply.code(201).send({ savedId });
    },
  );

  app.get(
    '/api/legal/saved',
    { config: SIGNED_IN, schema: { querystring: savedQuery, response: { 200: savedList } } },
    async (request) => ({ saved: await listSaved(context, actorOf(request), request.query.matterId) }),
  );

  app.delete('/api/legal/saved/:id', { config: SIGNED_IN, schema: { params: byId } }, async (request, reply) => {
    await removeSaved(context, actorOf(request), request.params.id);
    return reply.code(204).send();
  });
}
