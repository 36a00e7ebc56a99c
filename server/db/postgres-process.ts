import { type PostgresUser, spawnAs } from './run-as-postgres.ts';

/** Fast shutdown: open transactions are rolled back, everything committed is written. */
const FAST = 'SIGINT';
/** As after a power cut: the log is played back at the next start, nothing committed is lost. */
const AT_ONCE = 'SIGQUIT';
const LONGEST_STOP_MS = 5_000;

export interface PostgresProcess {
  /** Ends it; asked again, or after it ended by itself, nothing happens. */
  stop(): Promise<void>;
}

export interface PostgresProcessOptions {
  readonly program: string;
  readonly args: readonly string[];
  readonly user: PostgresUser | null;
  /**
   * Ctrl+C reaches every process of the terminal's group at once. In a group of its own PostgreSQL is ended by
   * `stop` alone, after those who still write to it.
   */
  readonly isOwnGroup: boolean;
  onLog(line: string): void;
}

/**
 * Starts a PostgreSQL server and waits until it takes connections. It ends with this process, unless that is
 * killed outright: `end-leftover.ts` looks after such a one at the next start.
 * @throws when it ends before it is ready, or cannot be run at all
 */
export async function startPostgres(options: PostgresProcessOptions): Promise<PostgresProcess> {
  const child = spawnAs(options.user, options.program, options.args, {
    detached: options.isOwnGroup,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_MESSAGES: 'C' },
  });
  const stopFollowing = endWithThisProcess(() => child.kill(FAST));
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      stopFollowing();
      resolve();
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    void ended.then(() => reject(new Error('It ended before it was ready.')));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      options.onLog(text);
      if (text.includes('database system is ready to accept connections')) resolve();
    });
  });
  return {
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(FAST);
      const timer = setTimeout(() => child.kill(AT_ONCE), LONGEST_STOP_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const ends = new Set<() => void>();
const endAll = () => {
  for (const end of ends) end();
};
/** A signal that ends this process before anybody listens for it, as in the middle of a start. */
const onSignal = (signal: NodeJS.Signals) => {
  if (process.listenerCount(signal) > 1) return; // Somebody ends this process in order, and the servers with it.
  endAll();
  process.off(signal, onSignal);
  process.kill(process.pid, signal);
};

/** @returns takes it back */
function endWithThisProcess(end: () => void): () => void {
  if (ends.size === 0) {
    process.on('exit', endAll);
    for (const signal of SIGNALS) process.on(signal, onSignal);
  }
  ends.add(end);
  return () => {
    ends.delete(end);
    if (ends.size > 0) return;
    process.off('exit', endAll);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
}
