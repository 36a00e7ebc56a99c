import type { ServerContext } from '../../context.ts';
import { isDatabaseGone } from '../../db/database-gone.ts';
import { indexRecord } from './index-record.ts';

const EVERY_MS = 3_000;

/**
 * Keeps the search up to date while the worker runs.
 * @returns a function that ends it and waits for what is under way
 */
export function keepIndexed(context: ServerContext): () => Promise<void> {
  let underWay: Promise<void> | null = null;
  const timer = setInterval(() => {
    underWay ??= work().finally(() => {
      underWay = null;
    });
  }, EVERY_MS);
  timer.unref();
  const work = async () => {
    try {
      await indexRecord(context);
    } catch (error) {
      context.log.error(
        { category: 'job', err: error },
        'the search could not be brought up to date; it is tried again',
      );
      if (!isDatabaseGone(error)) context.systemErrors?.report('SEARCH_INDEX');
    }
  };
  return async () => {
    clearInterval(timer);
    await underWay;
  };
}
