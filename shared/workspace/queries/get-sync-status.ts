import type { QueryHandler } from './query.ts';

export const getSyncStatus: QueryHandler<'getSyncStatus'> = ({ outbox }) => ({
  state: 'alone',
  message: 'This workspace works on its own; no server was joined.',
  isOnline: false,
  session: null,
  waitingCount: outbox.lastSeq(),
  heldCount: 0,
  conflictCount: 0,
  unreadCount: 0,
  lastSyncAt: null,
  loading: null,
  lockedCount: 0,
  minimumVersion: null,
  discarded: [],
  repairCount: 0,
});
