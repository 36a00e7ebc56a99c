import { dashboard, dashboardQuery } from '#shared/api/dashboard.ts';
import { actorOf } from '../admin/admin-route.ts';
import { sendCached } from '../cache/cached-answer.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { readDashboard } from './read-dashboard.ts';

/** `GET /api/dashboard`, up to five minutes old unless the caller has written since, or asks for a fresh one. */
export async function dashboardRoutes(app: App, context: ServerContext): Promise<void> {
  app.get(
    '/api/dashboard',
    {
      config: { policy: { kind: 'signed_in' }, budget: 'interactive' },
      schema: { querystring: dashboardQuery, response: { 200: dashboard } },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      return sendCached(context, actor, reply, {
        route: '/api/dashboard',
        // Overdue and the months follow from the day.
        params: { day: new Date(context.clock.nowMs()).toISOString().slice(0, 10) },
        output: dashboard,
        isFresh: request.query.fresh === 'true',
        compute: () => readDashboard(context, actor),
      });
    },
  );
}
