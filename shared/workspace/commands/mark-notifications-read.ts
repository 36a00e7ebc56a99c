import { unreadCount } from '../queries/list-notifications.ts';
import type { CommandHandler } from './command.ts';

/** Read here at once; the server is told with the next round. */
export const markNotificationsRead: CommandHandler<'markNotificationsRead'> = (
  { cache, emit },
  { notificationIds },
) => {
  cache.run(
    `UPDATE notifications SET is_read = 1, is_read_told = 0 WHERE is_read = 0
      AND id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(notificationIds),
  );
  emit({ type: 'syncChanged' });
  return { unreadCount: unreadCount(cache) };
};
