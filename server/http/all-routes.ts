import { adminRoutes } from '../admin/admin-routes.ts';
import { authRoutes } from '../auth/auth-routes.ts';
import type { ServerContext } from '../context.ts';
import { dashboardRoutes } from '../dashboard/dashboard-routes.ts';
import { deviceKeyRoutes } from '../devices/device-key-routes.ts';
import { guidelineRoutes } from '../guidelines/guideline-routes.ts';
import { invoiceRoutes } from '../invoices/invoice-routes.ts';
import { legalRoutes } from '../legal/legal-routes.ts';
import { masterRoutes } from '../masters/master-routes.ts';
import { modelRoutes } from '../models/model-routes.ts';
import { eventRoutes } from '../notifications/event-routes.ts';
import { notificationRoutes } from '../notifications/notification-routes.ts';
import { opinionRoutes } from '../opinions/opinion-routes.ts';
import { healthRoutes } from '../ops/health-routes.ts';
import { securityContactRoutes } from '../ops/security-contact-routes.ts';
import { syncRoutes } from '../sync/sync-routes.ts';
import { systemRoutes } from '../system/system-routes.ts';
import { updateRoutes } from '../updates/update-routes.ts';
import type { App } from './app.ts';

/** Every route of the server, part by part. */
export async function allRoutes(app: App, context: ServerContext): Promise<void> {
  await healthRoutes(app, context);
  await securityContactRoutes(app, context);
  await authRoutes(app, context);
  await adminRoutes(app, context);
  await systemRoutes(app, context);
  await syncRoutes(app, context);
  await invoiceRoutes(app, context);
  await masterRoutes(app, context);
  await guidelineRoutes(app, context);
  await modelRoutes(app, context);
  await dashboardRoutes(app, context);
  await eventRoutes(app, context);
  await notificationRoutes(app, context);
  await updateRoutes(app, context);
  await deviceKeyRoutes(app, context);
  await legalRoutes(app, context);
  await opinionRoutes(app, context);
}
