import { z } from 'zod';
import {
  changedMatter,
  clientList,
  created,
  matterList,
  matterQuery,
  newClient,
  newMatter,
} from '#shared/api/admin.ts';
import { readAs } from '../access/read-as.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { ADMINISTRATORS, actorOf } from './admin-route.ts';
import { changeMatter, createClient, createMatter, listMatters } from './matters.ts';

const MAXIMUM_CLIENTS = 10_000;

/** Clients and matters, as far as access needs them; what is in a matter is seen with a grant only. */
export async function matterRoutes(app: App, context: ServerContext): Promise<void> {
  app.get('/api/admin/clients', { ...ADMINISTRATORS, schema: { response: { 200: clientList } } }, async (request) => {
    const rows = await readAs(context, actorOf(request), (db) =>
      db
        .selectFrom('clients')
        .leftJoin('matters', 'matters.client_id', 'clients.id')
        .select((eb) => ['clients.id', 'clients.number', 'clients.name', eb.fn.count('matters.id').as('matter_count')])
        .groupBy('clients.id')
        .orderBy('clients.number')
        .limit(MAXIMUM_CLIENTS)
        .execute(),
    );
    return {
      clients: rows.map(({ id, number, name, matter_count }) => ({
        id,
        number,
        name,
        matterCount: Number(matter_count),
      })),
    };
  });

  app.post(
    '/api/admin/clients',
    { ...ADMINISTRATORS, schema: { body: newClient, response: { 201: created } } },
    async (request, reply) => reply.code(201).send({ id: await createClient(context, actorOf(request), request.body) }),
  );

  app.get(
    '/api/admin/matters',
    { ...ADMINISTRATORS, schema: { querystring: matterQuery, response: { 200: matterList } } },
    (request) => listMatters(context, actorOf(request), request.query),
  );

  app.post(
    '/api/admin/matters',
    { ...ADMINISTRATORS, schema: { body: newMatter, response: { 201: created } } },
    async (request, reply) => reply.code(201).send({ id: await createMatter(context, actorOf(request), request.body) }),
  );

  app.patch(
    '/api/admin/matters/:id',
    { ...ADMINISTRATORS, schema: { params: z.strictObject({ id: z.uuid() }), body: changedMatter } },
    async (request, reply) => {
      await changeMatter(context, actorOf(request), request.params.id, request.body);
      return reply.code(204).send();
    },
  );
}
