import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pino } from 'pino';
import { readConfig } from '#server/config/read-config.ts';
import type { ServerMode } from '#server/config/server-config.ts';
import type { ServerContext } from '#server/context.ts';
import { freePort } from '#server/db/free-port.ts';
import { appUrlOf } from '#server/db/roles.ts';
import { createContext } from '#server/ops/create-context.ts';
import { projectRoot } from '../process/project-root.ts';
import { type BenchDatabase, emptyDatabase } from './bench-database.ts';
import { whenInterrupted } from './when-interrupted.ts';

/** The firm's server as it runs in earnest: processes of their own on a real PostgreSQL. */
export interface ServerUnderTest {
  /** Where the API answers, without a slash at the end. */
  readonly url: string;
  /** The owner's connection to its database. */
  readonly adminUrl: string;
  /** This process's own context on the same database and secrets: for entering people and bills. */
  readonly context: ServerContext;
  /** Process ids by mode, for a profiler. */
  readonly processIds: Readonly<Partial<Record<ServerMode, number>>>;
  /** Ends the processes, then the database. Asked twice: once. */
  stop(): Promise<void>;
}

export interface ServerUnderTestOptions {
  /** One process each. `['api', 'worker']` is what production runs; without Redis the two share no wake-ups. */
  readonly modes?: readonly ServerMode[];
  /** An empty one when not given; either way it is closed by `stop`. */
  readonly database?: BenchDatabase;
  /** Further settings, by the names of docs/configuration.md. */
  readonly environment?: Readonly<Record<string, string>>;
}

const START_MS = 60_000;
const STOP_MS = 15_000;

/**
 * Starts the server with limits as they are by default and one trusted proxy: whoever calls says in
 * `X-Forwarded-For` from which address (`scripts/bench/people-under-test.ts`).
 * @throws with the last lines of its log when a process does not start; nothing is left behind
 */
export async function startServerUnderTest(options: ServerUnderTestOptions = {}): Promise<ServerUnderTest> {
  const { modes = ['api', 'worker'] } = options;
  const directory = mkdtempSync(join(tmpdir(), 'lait-bench-server-'));
  const ends: (() => Promise<unknown> | unknown)[] = [() => rmSync(directory, { recursive: true, force: true })];
  let stopping: Promise<void> | null = null;
  const stop = () => {
    stopping ??= (async () => {
      for (const end of ends.splice(0).reverse()) await end();
      forget();
    })();
    return stopping;
  };
  const forget = whenInterrupted(stop);
  try {
    const database = options.database ?? (await emptyDatabase());
    ends.push(() => database.close());
    const port = await freePort();
    const environment = {
      DATABASE_URL: database.adminUrl,
      POSTGRES_PASSWORD: database.postgresPassword,
      JWT_SECRET_KEY: randomBytes(32).toString('hex'),
      LAIT_DATA_DIRECTORY: join(directory, 'data'),
      LAIT_TRUSTED_PROXY_HOPS: '1',
      HTTP_PORT: String(port),
      LOG_LEVEL: 'INFO',
      ...options.environment,
    };
    mkdirSync(environment.LAIT_DATA_DIRECTORY, { recursive: true });
    // Kept where somebody wants to read them.
    const logDirectory = process.env.LAIT_BENCH_LOGS ?? directory;
    const owned = await contextOf(environment, appUrlOf(database.adminUrl, database.postgresPassword));
    ends.push(() => owned.close());
    const processIds: Partial<Record<ServerMode, number>> = {};
    for (const mode of modes) {
      const child = await startProcess(mode, environment, join(logDirectory, `${mode}.log`), ends);
      processIds[mode] = child.pid ?? 0;
    }
    return {
      url: `http://127.0.0.1:${port}`,
      adminUrl: database.adminUrl,
      context: owned.context,
      processIds,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function contextOf(environment: Readonly<Record<string, string>>, appUrl: string) {
  const reading = readConfig({
    environment,
    readFile: () => {
      throw new Error('Nothing is read from files here.');
    },
  });
  if (!reading.ok) throw new Error(reading.problems.join(' '));
  return createContext(reading.config, appUrl, pino({ level: 'silent' }));
}

async function startProcess(
  mode: ServerMode,
  environment: Readonly<Record<string, string>>,
  logPath: string,
  ends: (() => Promise<unknown> | unknown)[],
): Promise<ChildProcess> {
  const log = openSync(logPath, 'w');
  const child = spawn(process.execPath, [join(projectRoot, 'server', 'main.ts')], {
    cwd: projectRoot,
    env: { ...withoutOurs(process.env), ...environment, LAIT_MODE: mode, NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', log, log],
    // Ctrl-C is for the one who runs the benchmark; the processes are ended in order.
    detached: true,
  });
  closeSync(log);
  ends.push(() => ended(child));
  for (let waited = 0; waited < START_MS; waited += 50) {
    const text = readFileSync(logPath, 'utf8');
    if (text.includes('"msg":"started"')) return child;
    if (child.exitCode !== null || child.signalCode !== null) break;
    await setTimeout(50);
  }
  const lines = readFileSync(logPath, 'utf8').trim().split('\n').slice(-5).join(' | ');
  throw new Error(`The server (mode ${mode}) did not start: ${lines}`);
}

/** Settings of the person's own server have no part in a measurement. */
function withoutOurs(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(LAIT_|REDIS_)/.test(name)));
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = globalThis.setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await gone;
  clearTimeout(timer);
}
