import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { accessRoutes } from './access-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { lockoutRoutes } from './lockout-routes.ts';
import { matterRoutes } from './matter-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { stuckRoutes } from './stuck-routes.ts';
import { userRoutes } from './user-routes.ts';

/** Everything under `/api/admin`. */
export async function adminRoutes(app: App, context: ServerContext): Promise<void> {
  await userRoutes(app, context);
  await accessRoutes(app, context);
  await matterRoutes(app, context);
  await sessionRoutes(app, context);
  await lockoutRoutes(app, context);
  await stuckRoutes(app, context);
  await auditRoutes(app, context);
}
