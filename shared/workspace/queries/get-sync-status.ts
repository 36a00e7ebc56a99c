import type { SyncState, SyncStatus } from '#shared/api/sync-status.ts';
import type { Engine } from '../engine.ts';
import { IMPORT_FILE } from '../intake/import-mutation.ts';
import { minimumVersionAbove, TOO_OLD_SENTENCE } from '../sync/minimum-version.ts';
import { FOR_THE_PERSON, PROBLEM_SENTENCES } from '../sync/sync-activity.ts';
import { isHeld } from '../sync/sync-round.ts';
import { unreadCount } from './list-notifications.ts';
import type { QueryHandler } from './query.ts';

interface StateRow {
  readonly last_sync_at: string | null;
  readonly repair_count: number;
  readonly total: number;
  readonly ready: number;
  readonly locked: number;
}

export const getSyncStatus: QueryHandler<'getSyncStatus'> = (engine) => {
  const { activity, cache, outbox } = engine;
  const { waiting, conflicts } = outbox.queue.counts();
  const joined = outbox.queue.session();
  const row = cache.get<StateRow>(
    `SELECT last_sync_at, repair_count, (SELECT count(*) FROM scopes) AS total,
      (SELECT count(*) FROM scopes WHERE state = 'ready') AS ready,
      (SELECT count(*) FROM scopes WHERE is_locked = 1) AS locked FROM sync_state`,
  );
  const lockedCount = row?.locked ?? 0;
  const minimumVersion = joined === null ? null : minimumVersionAbove(engine);
  const facts = { waiting, conflicts, lockedCount, isTooOld: minimumVersion !== null };
  const state = joined === null ? 'alone' : joined.isSignedIn ? stateOf(engine, facts) : 'signed_out';
  return {
    state,
    problem: activity.problem,
    deviceId: outbox.deviceId,
    message: messageOf(engine, state, facts),
    isOnline: activity.isOnline,
    session: joined?.session ?? null,
    waitingCount: waiting,
    heldCount: joined === null ? 0 : heldCount(engine),
    conflictCount: conflicts,
    unreadCount: unreadCount(cache),
    lastSyncAt: row?.last_sync_at ?? null,
    loading: row === undefined || row.ready === row.total ? null : { done: row.ready, total: row.total },
    lockedCount,
    minimumVersion,
    discarded: outbox.queue.discarded(),
    repairCount: row?.repair_count ?? 0,
  } satisfies SyncStatus;
};

interface StatusFacts {
  readonly waiting: number;
  readonly conflicts: number;
  readonly lockedCount: number;
  readonly isTooOld: boolean;
}

function stateOf({ activity }: Engine, { conflicts, lockedCount, isTooOld }: StatusFacts): SyncState {
  const { isRunning, isOnline, problem } = activity;
  if (lockedCount > 0) return 'locked';
  if (problem === 'sign_in') return 'signed_out';
  if (problem !== null && FOR_THE_PERSON.has(problem)) return 'attention';
  if (isRunning && isOnline) return 'syncing';
  if (!isOnline) return 'offline';
  return conflicts > 0 || problem !== null || isTooOld ? 'attention' : 'up_to_date';
}

function messageOf({ activity }: Engine, state: SyncState, facts: StatusFacts): string {
  const { waiting, conflicts, lockedCount, isTooOld } = facts;
  const waits =
    waiting === 0 ? 'Nothing waits to be sent' : `${counted(waiting, 'action waits', 'actions wait')} to be sent`;
  const needs = conflicts === 0 ? '' : ` ${counted(conflicts, 'needs', 'need')} you.`;
  switch (state) {
    case 'alone':
      return 'This workspace works on its own; no server was joined.';
    case 'signed_out':
      return `Signed out. ${waits}.${needs}`;
    case 'locked':
      return `${counted(lockedCount, 'matter is', 'matters are')} locked until the server is reached again.${needs}`;
    case 'offline':
      return `${activity.problem === null ? 'Offline.' : PROBLEM_SENTENCES[activity.problem]} ${waits}.${needs}`;
    case 'syncing':
      return `Syncing. ${waits}.${needs}`;
    case 'up_to_date':
      return waiting === 0 ? 'Everything is sent and up to date.' : `${waits}.`;
    case 'attention':
      if (activity.problem !== null) return `${PROBLEM_SENTENCES[activity.problem]}${needs}`;
      return isTooOld ? `${TOO_OLD_SENTENCE} ${waits}.${needs}` : needs.trim();
  }
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function heldCount(engine: Engine): number {
  return engine.outbox.queue
    .open()
    .filter((each) => each.state === 'pending' && each.name !== IMPORT_FILE && isHeld(engine, each)).length;
}
