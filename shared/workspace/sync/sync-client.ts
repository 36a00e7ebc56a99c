import type { SyncProblem } from '#shared/api/sync-status.ts';
import type { CommandInput } from '#shared/api/workspace.ts';
import { backoffMs } from '#shared/sync/backoff.ts';
import type { Engine } from '../engine.ts';
import type { ServerConnection, WorkspaceNetwork } from '../workspace-environment.ts';
import { refuse, sqliteCodeOf } from '../workspace-error.ts';
import { emptyCache } from './empty-cache.ts';
import { indexBacklog } from './index-backlog.ts';
import type { LeaseKeeper } from './leases.ts';
import { scrubIfDue } from './scrub.ts';
import { type RoundEnd, syncRound } from './sync-round.ts';
import type { TransportFailure } from './transport.ts';

const POLL_MS = 60_000;
/** Where only a person can help, asking more often does not. */
const SLOW_POLL_MS = 300_000;
/** Keys pressed in one breath go out together. */
const GATHER_MS = 40;
const LISTEN_AGAIN_MS = 5_000;
/** Every laptop's line breaks at once when the server goes. */
const LOOK_AFTER_MS = 1_000;
const FULL = 13;
/** A proxy in front of a server that is gone answers 502. */
const AWAY: ReadonlySet<TransportFailure['kind']> = new Set(['offline', 'not_understood', 'server_error']);

/** Keeps a workspace and its server together while somebody is signed in. */
export interface SyncClient {
  signIn(session: CommandInput<'signIn'>): void;
  signOut(): void;
  /** A round now, or the one under way and another after it; resolves at the end. Never rejects. */
  syncNow(): Promise<void>;
  /** Goes on where an earlier run of the process left off. */
  resume(): void;
  close(): void;
}

export function syncClient(engine: Engine, network: WorkspaceNetwork, leases: LeaseKeeper): SyncClient {
  const { activity, outbox } = engine;
  const repairs = new Map<string, number>();
  const clashes = { count: 0 };
  const scrub = { isDue: engine.cache.get('SELECT 1 AS untold FROM purges') !== undefined };
  let connection: ServerConnection | null = null;
  let running: Promise<void> | null = null;
  let isWantedAgain = false;
  let failures = 0;
  let cancelTimer: () => void = () => {};
  let stopListening: () => void = () => {};
  let sentSeq = outbox.lastSeq();
  let isClosed = false;
  const unsubscribe = engine.subscribe(({ type }) => {
    if (type !== 'changed' || connection === null || outbox.lastSeq() === sentSeq) return;
    sentSeq = outbox.lastSeq();
    // Not while the server is known to be away: the pause that is running knows better.
    if (failures === 0) wait(GATHER_MS);
  });

  function wait(milliseconds: number): void {
    cancelTimer();
    cancelTimer = network.after(milliseconds, () => void round());
  }

  function round(): Promise<void> {
    if (running !== null) {
      isWantedAgain = true;
      return running;
    }
    if (connection === null || isClosed) return Promise.resolve();
    cancelTimer();
    activity.isRunning = true;
    engine.emit({ type: 'syncChanged' });
    running = runOnce(connection).then(() => {
      running = null;
      if (isWantedAgain && !isClosed && connection !== null) {
        isWantedAgain = false;
        return round();
      }
      activity.isRunning = false;
      if (!isClosed) engine.emit({ type: 'syncChanged' });
      return undefined;
    });
    return running;
  }

  async function runOnce(through: ServerConnection): Promise<void> {
    const isStopped = () => isClosed || connection !== through;
    try {
      const end = await syncRound({
        engine,
        transport: through.transport,
        leases,
        appVersion: network.appVersion,
        repairs,
        clashes,
        scrub,
        onProgress() {
          activity.isOnline = true;
          engine.emit({ type: 'syncChanged' });
        },
        isStopped,
      });
      if (isStopped()) return;
      take(end);
      await indexBacklog(engine, isStopped);
    } catch (error) {
      if (isStopped()) return;
      activity.problem = sqliteCodeOf(error) === FULL ? 'storage_full' : 'failed';
      tryLater(null);
    }
  }

  function take(end: RoundEnd): void {
    switch (end.kind) {
      case 'done':
        failures = 0;
        activity.isOnline = true;
        activity.problem = null;
        wait(POLL_MS * (0.9 + 0.2 * network.random()));
        return;
      case 'upgrade':
        failures = 0;
        activity.isOnline = true;
        activity.problem = 'upgrade';
        if (end.minimumClient !== '') {
          engine.cache.run('UPDATE sync_state SET minimum_client = ?', end.minimumClient);
        }
        wait(SLOW_POLL_MS);
        return;
      case 'failed':
        takeFailure(end.failure);
        return;
      case 'stopped':
        return;
    }
  }

  function takeFailure(failure: TransportFailure): void {
    const isAway = AWAY.has(failure.kind);
    activity.isOnline = !isAway;
    activity.problem = problemOf(failure);
    tryLater('retryAfterMs' in failure ? failure.retryAfterMs : null);
  }

  function tryLater(retryAfterMs: number | null): void {
    failures += 1;
    wait(backoffMs(failures, network.random(), retryAfterMs));
  }

  function connect(baseUrl: string): void {
    stopListening();
    connection = network.connect(baseUrl);
    failures = 0;
    listen(connection);
  }

  function listen(through: ServerConnection): void {
    if (through.listen === undefined) return;
    let cancel = () => {};
    const end = through.listen(
      () => {
        failures = 0;
        void round();
      },
      () => {
        if (connection !== through || isClosed) return;
        cancel = network.after(LISTEN_AGAIN_MS * (1 + network.random()), () => listen(through));
        // A line that breaks says more than a poll in a minute would: whether the server is gone is found out now.
        if (failures === 0 && running === null) wait(LOOK_AFTER_MS * (0.5 + network.random()));
      },
    );
    stopListening = () => {
      end();
      cancel();
    };
  }

  return {
    signIn(session) {
      const known = outbox.queue.session();
      if (known !== null && known.session.userId !== session.userId) {
        const { waiting, conflicts } = outbox.queue.counts();
        if (waiting + conflicts > 0) {
          const what = waiting + conflicts === 1 ? '1 unsent action' : `${waiting + conflicts} unsent actions`;
          const them = waiting + conflicts === 1 ? 'it' : 'them';
          refuse(
            `This workspace holds ${what} of ${known.session.displayName}, who must sign in and send ${them} first. Nothing was changed.`,
          );
        }
        outbox.queue.reset();
        emptyCache(engine);
        scrub.isDue = true;
        scrubIfDue(engine, scrub);
      }
      outbox.queue.setSession(session, true);
      activity.problem = null;
      connect(session.baseUrl);
      void round();
    },
    signOut() {
      const known = outbox.queue.session();
      if (known !== null) outbox.queue.setSession(known.session, false);
      stopListening();
      cancelTimer();
      connection = null;
      activity.isOnline = false;
      activity.problem = null;
      engine.emit({ type: 'syncChanged' });
    },
    async syncNow() {
      failures = 0;
      await round();
    },
    resume() {
      const known = outbox.queue.session();
      if (known?.isSignedIn !== true) return;
      connect(known.session.baseUrl);
      void round();
    },
    close() {
      isClosed = true;
      unsubscribe();
      stopListening();
      cancelTimer();
      connection = null;
    },
  };
}

function problemOf(failure: TransportFailure): SyncProblem | null {
  switch (failure.kind) {
    case 'offline':
    case 'busy':
      return null;
    case 'unauthenticated':
      return 'sign_in';
    case 'too_large':
    case 'refused':
      return 'refused';
    case 'forbidden':
    case 'server_error':
    case 'not_understood':
      return failure.kind;
  }
}
