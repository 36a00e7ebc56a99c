import type { ServerContext } from '../context.ts';
import { readUpload } from '../invoices/read-upload.ts';

/** Begins to work on jobs; `context.jobs.stop()` ends it. */
export async function startWorker(context: ServerContext): Promise<void> {
  await context.jobs.work('read-upload', async ({ uploadId }) => {
    const began = context.clock.nowMs();
    await readUpload(context, uploadId);
    context.log.info({ category: 'job', job: 'read-upload', latency_ms: context.clock.nowMs() - began }, 'job done');
  });
}
