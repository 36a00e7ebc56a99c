import type { ServerContext } from '../context.ts';
import { completeQueued } from '../legal/searches/complete-queued.ts';

const LOOK_MS = 15_000;

/**
 * Asks again what the legal database could not answer, as soon as it is due; for whoever works (mode worker or all).
 * @returns a function that ends it and waits for what is under way
 */
export function startLegalWork(context: ServerContext): () => Promise<void> {
  let underWay: Promise<void> | null = null;
  const work = async () => {
    try {
      const { questionCount, searchCount } = await completeQueued(context);
      if (questionCount > 0) {
        context.log.info(
          { category: 'legal', questions: questionCount, searches: searchCount },
          'searches were completed',
        );
      }
    } catch (error) {
      context.log.error({ err: error }, 'queued searches were not looked at; they are in a moment');
      context.systemErrors?.report('SCHEDULED_WORK');
    } finally {
      underWay = null;
    }
  };
  const timer = setInterval(() => {
    underWay ??= work();
  }, LOOK_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await underWay;
  };
}
