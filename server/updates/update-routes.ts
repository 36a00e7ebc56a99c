import { join } from 'node:path';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { updateDeviceRoutes } from './device-routes.ts';
import { releaseFiles } from './release-files.ts';
import { releaseRoutes } from './release-routes.ts';

/** New versions of the desktop application: for administrators and for devices. */
export async function updateRoutes(app: App, context: ServerContext): Promise<void> {
  const files = releaseFiles(join(context.config.dataDirectory, 'releases'));
  await releaseRoutes(app, context, files);
  await updateDeviceRoutes(app, context, files);
}
