import { systemStatus as contract, supportBundle } from '#shared/api/system.ts';
import { ADMINISTRATORS, actorOf } from '../admin/admin-route.ts';
import type { ServerContext } from '../context.ts';
import type { App } from '../http/app.ts';
import { recentLines } from '../ops/logger.ts';
import { withChanges } from '../sync/with-changes.ts';
import { makeBundle } from './bundle/make-bundle.ts';
import { systemStatus } from './system-status.ts';

/** Of a bundle, for which nobody looks at a figure that should be of now. */
const PATIENT_MS = 5_000;

/** `GET /api/admin/system`: how the running system stands; `POST /api/admin/support-bundle`: that and more, to be handed on. */
export async function systemRoutes(app: App, context: ServerContext): Promise<void> {
  app.get('/api/admin/system', { ...ADMINISTRATORS, schema: { response: { 200: contract } } }, () =>
    systemStatus(context),
  );

  app.post(
    '/api/admin/support-bundle',
    { ...ADMINISTRATORS, schema: { response: { 200: supportBundle } } },
    async (request) => {
      const { config, clock, log } = context;
      const { fileName, bytes } = makeBundle({
        nowMs: clock.nowMs(),
        settings: config.settings,
        problems: [],
        status: await systemStatus(context, PATIENT_MS),
        logLines: recentLines(log),
      });
      // Before it leaves: a bundle that was not received was still made.
      await withChanges(context, actorOf(request), async (batch) => {
        batch.audit({
          action: 'support.export',
          objectType: null,
          objectId: null,
          scopeId: null,
          outcome: 'done',
          detail: { byteCount: bytes.length },
        });
      });
      return { fileName, base64: Buffer.from(bytes).toString('base64') };
    },
  );
}
