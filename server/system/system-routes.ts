import { systemStatus as contract } from '#shared/api/system.ts';
import { ADMINISTRATORS } from '../admin/admin-route.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { systemStatus } from './system-status.ts';

/** `GET /api/admin/system`: how the running system stands, for administrators. */
export async function systemRoutes(app: App, context: ServerContext): Promise<void> {
  app.get('/api/admin/system', { ...ADMINISTRATORS, schema: { response: { 200: contract } } }, () =>
    systemStatus(context),
  );
}
