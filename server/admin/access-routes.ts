import { z } from 'zod';
import { accessOutcome, accessQuery, grantList, newGrant, newWall, wallList } from '#shared/api/admin.ts';
import { readAs } from '../access/read-as.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { giveGrant, lowerWall, raiseWall, withdrawGrant } from './access-changes.ts';
import { ADMINISTRATORS, actorOf } from './admin-route.ts';

const byId = z.strictObject({ id: z.uuid() });
const MAXIMUM_ROWS = 5_000;

/** Grants and walls: who may see what, and who may not whatever else says so. */
export async function accessRoutes(app: App, context: ServerContext): Promise<void> {
  app.get(
    '/api/admin/grants',
    { ...ADMINISTRATORS, schema: { querystring: accessQuery, response: { 200: grantList } } },
    async (request) => {
      const { userId, matterId } = request.query;
      const rows = await readAs(context, actorOf(request), (db) =>
        db
          .selectFrom('grants')
          .innerJoin('users', 'users.id', 'grants.user_id')
          // Row security leaves out matters that a wall hides; their grants go with them.
          .leftJoin('matters', 'matters.id', 'grants.matter_id')
          .select([
            'grants.id',
            'grants.user_id',
            'users.display_name',
            'grants.matter_id',
            'matters.number',
            'grants.granted_at',
          ])
          .where((eb) => eb.or([eb('grants.matter_id', 'is', null), eb('matters.id', 'is not', null)]))
          .$if(userId !== undefined, (query) => query.where('grants.user_id', '=', userId ?? ''))
          .$if(matterId !== undefined, (query) => query.where('grants.matter_id', '=', matterId ?? ''))
          .orderBy('users.display_name')
          .orderBy('grants.id')
          .limit(MAXIMUM_ROWS)
          .execute(),
      );
      return {
        grants: rows.map((row) => ({
          id: row.id,
          userId: row.user_id,
          displayName: row.display_name,
          matterId: row.matter_id,
          matterNumber: row.number,
          grantedAt: row.granted_at.toISOString(),
        })),
      };
    },
  );

  app.post(
    '/api/admin/grants',
    { ...ADMINISTRATORS, schema: { body: newGrant, response: { 201: accessOutcome } } },
    async (request, reply) => reply.code(201).send(await giveGrant(context, actorOf(request), request.body)),
  );

  app.delete(
    '/api/admin/grants/:id',
    { ...ADMINISTRATORS, schema: { params: byId, response: { 200: accessOutcome } } },
    (request) => withdrawGrant(context, actorOf(request), request.params.id),
  );

  app.get(
    '/api/admin/walls',
    { ...ADMINISTRATORS, schema: { querystring: accessQuery, response: { 200: wallList } } },
    async (request) => {
      const { userId, matterId } = request.query;
      const rows = await readAs(context, actorOf(request), (db) =>
        db
          .selectFrom('walls')
          .innerJoin('matters', 'matters.id', 'walls.matter_id')
          .innerJoin('users', 'users.id', 'walls.user_id')
          .leftJoin('users as raiser', 'raiser.id', 'walls.raised_by')
          .select([
            'walls.id',
            'walls.user_id',
            'users.display_name',
            'walls.matter_id',
            'matters.number',
            'walls.reason',
            'walls.raised_at',
            'raiser.display_name as raised_by_name',
          ])
          .where('walls.lifted_at', 'is', null)
          .$if(userId !== undefined, (query) => query.where('walls.user_id', '=', userId ?? ''))
          .$if(matterId !== undefined, (query) => query.where('walls.matter_id', '=', matterId ?? ''))
          .orderBy('walls.raised_at', 'desc')
          .orderBy('walls.id')
          .limit(MAXIMUM_ROWS)
          .execute(),
      );
      return {
        walls: rows.map((row) => ({
          id: row.id,
          userId: row.user_id,
          displayName: row.display_name,
          matterId: row.matter_id,
          matterNumber: row.number,
          reason: row.reason,
          raisedAt: row.raised_at.toISOString(),
          raisedBy: row.raised_by_name,
        })),
      };
    },
  );

  app.post(
    '/api/admin/walls',
    { ...ADMINISTRATORS, schema: { body: newWall, response: { 201: accessOutcome } } },
    async (request, reply) => reply.code(201).send(await raiseWall(context, actorOf(request), request.body)),
  );

  app.delete(
    '/api/admin/walls/:id',
    { ...ADMINISTRATORS, schema: { params: byId, response: { 200: accessOutcome } } },
    (request) => lowerWall(context, actorOf(request), request.params.id),
  );
}
