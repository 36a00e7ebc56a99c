import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { readConfig } from '#server/config/read-config.ts';
import type { ServerConfig } from '#server/config/server-config.ts';
import { startEmbeddedPostgres } from '#server/db/embedded-postgres.ts';
import { freePort } from '#server/db/free-port.ts';
import { migrateAndGrant } from '#server/db/prepare-database.ts';
import { appUrlOf } from '#server/db/roles.ts';
import { projectRoot } from '../process/project-root.ts';

/** One PostgreSQL, API processes on it as behind a load balancer, and a worker; each can be killed. */
export interface OracleServer {
  readonly config: ServerConfig;
  readonly appUrl: string;
  /** Where the API processes answer. */
  readonly origins: readonly string[];
  /** The API processes, then the worker. */
  readonly processes: readonly ServerProcess[];
  stop(): Promise<void>;
}

export interface ServerProcess {
  /** SIGKILL, in the middle of whatever it does. */
  kill(): Promise<void>;
  /** SIGTERM. @throws where it does not end in order */
  end(): Promise<void>;
  /** A new one in its place, answering when this returns. */
  start(): Promise<void>;
}

const API_PROCESSES = 2;
const READY_ATTEMPTS = 600;

/** @param isDurable false: PostgreSQL does not wait for the disk (only processes are killed here, not the machine) */
export async function startOracleServer(options: { readonly isDurable: boolean }): Promise<OracleServer> {
  const directory = mkdtempSync(join(tmpdir(), 'lait-oracle-'));
  // Under root PostgreSQL runs as another user, who must be let in.
  chmodSync(directory, 0o755);
  const password = randomBytes(24).toString('hex');
  const postgres = await startEmbeddedPostgres({
    directory: join(directory, 'postgres'),
    password,
    isDurable: options.isDurable,
  });
  const adminUrl = await makeDatabase(postgres.url);
  await migrateAndGrant(adminUrl, password);
  const environment = {
    DATABASE_URL: adminUrl,
    JWT_SECRET_KEY: randomBytes(32).toString('hex'),
    POSTGRES_PASSWORD: password,
    LAIT_DATA_DIRECTORY: join(directory, 'data'),
    LAIT_MODE: 'api',
    // Only what goes wrong in earnest; a killed process is none of it.
    LOG_LEVEL: 'ERROR',
    LAIT_LIMIT_SYNC: '100000',
    LAIT_LIMIT_INTERACTIVE: '100000',
    LAIT_LIMIT_UPLOAD: '100000',
  };
  mkdirSync(environment.LAIT_DATA_DIRECTORY, { recursive: true });
  const reading = readConfig({
    environment,
    readFile: () => {
      throw new Error('Nothing is read from files here.');
    },
  });
  if (!reading.ok) throw new Error(reading.problems.join(' '));
  const ports: number[] = [];
  for (let index = 0; index < API_PROCESSES; index += 1) ports.push(await freePort());
  const origins = ports.map((port) => `http://127.0.0.1:${port}`);
  const processes = [
    ...ports.map((port) => serverProcess({ ...environment, HTTP_PORT: String(port) }, `http://127.0.0.1:${port}`)),
    serverProcess({ ...environment, LAIT_MODE: 'worker', HTTP_PORT: String(await freePort()) }, null),
  ];
  const stop = async () => {
    await Promise.all(processes.map((each) => each.kill()));
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await Promise.all(processes.map((each) => each.start()));
  } catch (error) {
    await stop();
    throw error;
  }
  return { config: reading.config, appUrl: appUrlOf(adminUrl, password), origins, processes, stop };
}

async function makeDatabase(serverUrl: string): Promise<string> {
  const url = new URL(serverUrl);
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query('CREATE DATABASE lait');
  await client.end();
  url.pathname = '/lait';
  return url.href;
}

/** @param origin where it says that it is ready; `null` for one that answers nobody */
function serverProcess(environment: Readonly<Record<string, string>>, origin: string | null): ServerProcess {
  let child: ChildProcess | null = null;
  return {
    async kill() {
      await ended('SIGKILL');
    },
    async end() {
      const code = await ended('SIGTERM');
      if (code !== 0) throw new Error(`A server that was asked to stop ended with ${code ?? 'a signal'}.`);
    },
    async start() {
      child = spawn(process.execPath, [join(projectRoot, 'server', 'main.ts')], {
        cwd: projectRoot,
        env: { ...process.env, ...environment, NODE_NO_WARNINGS: '1' },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      if (origin !== null) await isReady(origin, child);
    },
  };

  async function ended(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const own = child;
    if (own === null || own.exitCode !== null || own.signalCode !== null) return own?.exitCode ?? 0;
    const gone = new Promise((resolve) => own.once('exit', resolve));
    own.kill(signal);
    await gone;
    return own.exitCode;
  }
}

async function isReady(origin: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < READY_ATTEMPTS; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`The server at ${origin} ended with ${child.exitCode}.`);
    try {
      if ((await fetch(`${origin}/api/health`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await setTimeout(100);
  }
  throw new Error(`The server at ${origin} did not start.`);
}
