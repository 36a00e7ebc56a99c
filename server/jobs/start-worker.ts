import { checkAgainstMasters } from '../analysis/check-against-masters.ts';
import type { ServerContext } from '../context.ts';
import { checkByGuideline } from '../guidelines/check-by-guideline.ts';
import { readUpload } from '../invoices/read-upload.ts';
import { runSearch } from '../legal/searches/run-search.ts';
import { runVerification } from '../legal/verification/verify-attorney.ts';
import { runTraining } from '../models/run-training.ts';
import { runRequest } from '../opinions/run-request.ts';

/** Searches wait for others most of the time; one that hangs must not hold up the next. */
const SEARCHES_AT_ONCE = 4;

const OPINIONS_AT_ONCE = 3;

/** Begins to work on jobs; `context.jobs.stop()` ends it. */
export async function startWorker(context: ServerContext): Promise<void> {
  await context.jobs.work('read-upload', async ({ uploadId }) => {
    const began = context.clock.nowMs();
    await readUpload(context, uploadId);
    context.log.info({ category: 'job', job: 'read-upload', latency_ms: context.clock.nowMs() - began }, 'job done');
  });
  await context.jobs.work('check-against-masters', async (target) => {
    const began = context.clock.nowMs();
    await checkAgainstMasters(context, target);
    const latency_ms = context.clock.nowMs() - began;
    context.log.info({ category: 'job', job: 'check-against-masters', latency_ms }, 'job done');
  });
  await context.jobs.work('check-by-guideline', async (job) => {
    const began = context.clock.nowMs();
    await checkByGuideline(context, job);
    const latency_ms = context.clock.nowMs() - began;
    context.log.info({ category: 'job', job: 'check-by-guideline', latency_ms }, 'job done');
  });
  await context.jobs.work('train-models', async ({ trainingId }) => {
    const began = context.clock.nowMs();
    await runTraining(context, trainingId);
    context.log.info({ category: 'job', job: 'train-models', latency_ms: context.clock.nowMs() - began }, 'job done');
  });
  // A request may wait for minutes on its provider; others need not wait for it.
  for (let worker = 0; worker < OPINIONS_AT_ONCE; worker += 1) {
    await context.jobs.work('ask-opinions', async ({ requestId }) => {
      const began = context.clock.nowMs();
      await runRequest(context, requestId);
      context.log.info({ category: 'job', job: 'ask-opinions', latency_ms: context.clock.nowMs() - began }, 'job done');
    });
  }
  for (let worker = 0; worker < SEARCHES_AT_ONCE; worker += 1) {
    await context.jobs.work('legal-search', async ({ searchId }) => {
      const began = context.clock.nowMs();
      await runSearch(context, searchId);
      const latency_ms = context.clock.nowMs() - began;
      context.log.info({ category: 'job', job: 'legal-search', latency_ms }, 'job done');
    });
    await context.jobs.work('verify-attorney', async ({ verificationId }) => {
      const began = context.clock.nowMs();
      await runVerification(context, verificationId);
      const latency_ms = context.clock.nowMs() - began;
      context.log.info({ category: 'job', job: 'verify-attorney', latency_ms }, 'job done');
    });
  }
}
