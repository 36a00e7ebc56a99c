import type { ServerContext } from '../context.ts';
import { startWorker } from '../jobs/start-worker.ts';
import { keepIndexed } from '../legal/passages/keep-indexed.ts';
import { startLegalWork } from './legal-work.ts';
import { startScheduledWork } from './scheduled-work.ts';

/**
 * Everything that mode worker (or all) does besides answering: each part registers the jobs it works on here,
 * as routes are registered in `http/all-routes.ts`.
 * @returns a function that ends what is not a job; jobs end with `context.jobs.stop`
 */
export async function startAllWork(context: ServerContext): Promise<() => Promise<void>> {
  await startWorker(context);
  const ends = [startScheduledWork(context), startLegalWork(context), keepIndexed(context)];
  return async () => {
    for (const end of ends) await end();
  };
}
