import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
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

/** One PostgreSQL and several API processes on it, as behind a load balancer; each can be killed. */
export interface OracleServer {
  readonly config: ServerConfig;
  readonly appUrl: string;
  readonly adminUrl: string;
  /** Where the processes answer. */
  readonly origins: readonly string[];
  readonly restarts: number;
  /** SIGKILL, in the middle of whatever it does, and a new one on the same port. */
  killOne(index: number): Promise<void>;
  stop(): Promise<void>;
}

const READY_ATTEMPTS = 600;

/** @param isDurable false: PostgreSQL does not wait for the disk (only processes are killed here, not the machine) */
export async function startOracleServer(options: {
  readonly processes: number;
  readonly isDurable: boolean;
}): Promise<OracleServer> {
  const directory = mkdtempSync(join(tmpdir(), 'lait-oracle-'));
  const password = randomBytes(24).toString('hex');
  const postgres = await startEmbeddedPostgres({
    directory: join(directory, 'postgres'),
    password,
    isDurable: options.isDurable,
  });
  const url = new URL(postgres.url);
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query('CREATE DATABASE lait');
  await client.end();
  url.pathname = '/lait';
  const adminUrl = url.href;
  await migrateAndGrant(adminUrl, password);
  const appUrl = appUrlOf(adminUrl, password);
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
  for (let index = 0; index < options.processes; index += 1) ports.push(await freePort());
  const origins = ports.map((port) => `http://127.0.0.1:${port}`);
  const children: ChildProcess[] = ports.map((port) => start(environment, port));
  await Promise.all(origins.map(isReady));
  let restarts = 0;
  return {
    config: reading.config,
    appUrl,
    adminUrl,
    origins,
    get restarts() {
      return restarts;
    },
    async killOne(index) {
      const port = ports[index % ports.length] ?? 0;
      const child = children[index % ports.length];
      if (child !== undefined) await killed(child);
      restarts += 1;
      children[index % ports.length] = start(environment, port);
      await isReady(origins[index % ports.length] ?? '');
    },
    async stop() {
      await Promise.all(children.map(killed));
      await postgres.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function start(environment: Readonly<Record<string, string>>, port: number): ChildProcess {
  return spawn(process.execPath, [join(projectRoot, 'server', 'main.ts')], {
    cwd: projectRoot,
    env: { ...process.env, ...environment, HTTP_PORT: String(port), NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

async function isReady(origin: string): Promise<void> {
  for (let attempt = 0; attempt < READY_ATTEMPTS; attempt += 1) {
    try {
      if ((await fetch(`${origin}/api/health`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await setTimeout(100);
  }
  throw new Error(`The server at ${origin} did not start.`);
}
