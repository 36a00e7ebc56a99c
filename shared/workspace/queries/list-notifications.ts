import type { QueryHandler } from './query.ts';

export const listNotifications: QueryHandler<'listNotifications'> = (_engine, { offset }) => ({
  total: 0,
  offset,
  rows: [],
  unreadCount: 0,
});
