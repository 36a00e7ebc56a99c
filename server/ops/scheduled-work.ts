import { logAuditHead } from '../audit/log-head.ts';
import type { ServerContext } from '../context.ts';
import { trimSearches } from '../legal/searches/trim-searches.ts';
import { trimEvents } from '../notifications/trim-events.ts';
import { trimFeed } from '../sync/trim-feed.ts';

const HOUR_MS = 3_600_000;

/**
 * What is done once an hour by whoever works (mode worker or all): the feed, events, notifications and legal searches
 * are cut to their retention time and the audit log's end is noted in the log. All may run in several processes at once.
 * @returns a function that ends it and waits for what is under way
 */
export function startScheduledWork(context: ServerContext): () => Promise<void> {
  let underWay: Promise<void> = Promise.resolve();
  const work = async () => {
    try {
      await logAuditHead(context);
      const forgotten = await trimFeed(context);
      if (forgotten > 0) context.log.info({ changes: forgotten }, 'the feed was cut to its retention time');
      const { eventCount, notificationCount } = await trimEvents(context);
      if (eventCount + notificationCount > 0)
        context.log.info({ events: eventCount, notifications: notificationCount }, 'old events were forgotten');
      const searchCount = await trimSearches(context);
      if (searchCount > 0) context.log.info({ searches: searchCount }, 'old legal searches were forgotten');
    } catch (error) {
      context.log.error({ err: error }, 'hourly work failed; it is tried again in an hour');
      context.systemErrors?.report('SCHEDULED_WORK');
    }
  };
  const timer = setInterval(() => {
    underWay = underWay.then(work);
  }, HOUR_MS);
  timer.unref();
  underWay = work();
  return async () => {
    clearInterval(timer);
    await underWay;
  };
}
