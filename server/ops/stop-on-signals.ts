import type { Logger } from 'pino';
import type { ServerContext } from '../context.ts';

export interface Stoppable {
  stop(): Promise<void>;
  /** Where a defect is told to administrators. */
  readonly context?: Pick<ServerContext, 'systemErrors'>;
}

/** Shorter than what container runtimes wait before they kill. */
const LONGEST_STOP_MS = 8_000;
/** One Ctrl+C comes more than once: from the terminal to everybody, and from npm and the launcher, who pass it on. */
const SAME_SIGNAL_MS = 1_000;

/**
 * SIGTERM, SIGINT and SIGHUP end the server in order; a second one, or eight seconds, at once. A defect that nobody
 * caught is logged and ends it too: whoever supervises starts it anew.
 */
export function stopOnSignals(server: Stoppable, log: Logger): void {
  let stoppingSinceMs: number | null = null;
  const end = (code: number) => {
    if (stoppingSinceMs !== null) {
      if (performance.now() - stoppingSinceMs > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    stoppingSinceMs = performance.now();
    setTimeout(() => {
      log.error('the server did not stop in time and is ended');
      process.exit(1);
    }, LONGEST_STOP_MS).unref();
    server.stop().then(
      () => process.exit(code),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => end(0));
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.error({ err: error }, event);
      server.context?.systemErrors?.report('DEFECT');
      end(1);
    });
  }
}
