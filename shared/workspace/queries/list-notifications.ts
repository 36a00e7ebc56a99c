import type { Notification } from '#shared/api/workspace.ts';
import type { NotificationBody } from '#shared/sync/synced-row.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';
import type { QueryHandler } from './query.ts';

export const listNotifications: QueryHandler<'listNotifications'> = ({ cache }, { unreadOnly, offset, limit }) => {
  const rows = cache.all<{ id: string; at: string; body: string; is_read: number; invoice_number: string | null }>(
    `SELECT id, at, body, is_read, (SELECT invoice_number FROM invoices
        WHERE invoices.id = notifications.body ->> 'subjectId' AND is_locked = 0) AS invoice_number
      FROM notifications WHERE is_read = 0 OR ? = 0 ORDER BY at DESC, id DESC LIMIT ? OFFSET ?`,
    unreadOnly ? 1 : 0,
    limit,
    offset,
  );
  const unread = unreadCount(cache);
  const all = cache.get<{ count: number }>('SELECT count(*) AS count FROM notifications')?.count ?? 0;
  return {
    total: unreadOnly ? unread : all,
    offset,
    rows: rows.map(({ id, at, body, is_read: isRead, invoice_number: invoiceNumber }): Notification => {
      const { type, scopeId, subjectId, data } = JSON.parse(body) as NotificationBody;
      return { notificationId: id, type, at, scopeId, subjectId, invoiceNumber, data, isRead: isRead === 1 };
    }),
    unreadCount: unread,
  };
};

export function unreadCount(cache: PreparedSql): number {
  return cache.get<{ count: number }>('SELECT count(*) AS count FROM notifications WHERE is_read = 0')?.count ?? 0;
}
