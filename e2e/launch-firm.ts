import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { type Role, SYSTEM } from '#server/access/actor.ts';
import { refreshAccess } from '#server/access/scope-access.ts';
import { addUser } from '#server/auth/accounts.ts';
import { hashPassword } from '#server/auth/passwords.ts';
import { readConfig } from '#server/config/read-config.ts';
import type { ServerContext } from '#server/context.ts';
import { startEmbeddedPostgres } from '#server/db/embedded-postgres.ts';
import { freePort } from '#server/db/free-port.ts';
import { migrateAndGrant } from '#server/db/prepare-database.ts';
import { appUrlOf } from '#server/db/roles.ts';
import { createContext } from '#server/ops/create-context.ts';
import { withChanges } from '#server/sync/with-changes.ts';
import { redisServer } from '#server/testing/redis-server.ts';
import { projectRoot } from '../scripts/process/project-root.ts';
import { openFrontDoor } from './front-door.ts';

export interface Account {
  readonly userId: string;
  readonly email: string;
  readonly displayName: string;
  readonly password: string;
}

/** A firm as it is installed: the server as a process of its own on a real PostgreSQL and Redis, behind one address. */
export interface RunningFirm {
  /** What people type into their browsers. */
  readonly address: string;
  /** This process's own hands on the same database, for entering people. */
  readonly context: ServerContext;
  /** An account without a second factor; it sees every matter. */
  addAccount(displayName: string, role: Role): Promise<Account>;
  /** Redis goes, as in an outage; it is back under the same address with `startRedis`. */
  killRedis(): Promise<void>;
  startRedis(): Promise<void>;
  /** SIGKILL, in the middle of whatever it does. The address stays, and says that nothing answers. */
  killServer(): Promise<void>;
  /** @returns when it answers again */
  startServer(): Promise<void>;
  end(): Promise<void>;
}

const PASSWORD = 'tests-only-correct-horse-7431';
const START_ATTEMPTS = 300;

/** @param more settings of the server, by their names */
export async function launchFirm(more: Readonly<Record<string, string>> = {}): Promise<RunningFirm> {
  const directory = mkdtempSync(join(tmpdir(), 'lait-firm-'));
  const ends: (() => Promise<unknown> | unknown)[] = [() => rmSync(directory, { recursive: true, force: true })];
  const end = async () => {
    for (const each of ends.splice(0).reverse()) await each();
  };
  try {
    const postgresPassword = randomBytes(24).toString('hex');
    const cluster = mkdtempSync(join(tmpdir(), 'lait-firm-postgres-'));
    ends.push(() => rmSync(cluster, { recursive: true, force: true }));
    const postgres = await startEmbeddedPostgres({ directory: cluster, password: postgresPassword, isDurable: false });
    ends.push(() => postgres.stop());
    const redis = await redisServer();
    ends.push(() => redis.close());
    const adminUrl = await createDatabase(postgres.url);
    await migrateAndGrant(adminUrl, postgresPassword);
    const port = await freePort();
    const environment = {
      DATABASE_URL: adminUrl,
      REDIS_URL: redis.url,
      POSTGRES_PASSWORD: postgresPassword,
      JWT_SECRET_KEY: randomBytes(32).toString('hex'),
      LAIT_DATA_DIRECTORY: join(directory, 'data'),
      LAIT_MODE: 'all',
      HTTP_PORT: String(port),
      // Everybody comes from one address here.
      LAIT_LIMIT_INTERACTIVE: '100000',
      LOG_LEVEL: 'ERROR',
      ...more,
    };
    const owned = await contextOf(environment, appUrlOf(adminUrl, postgresPassword));
    ends.push(() => owned.close());
    const door = await openFrontDoor(port);
    ends.push(() => {
      door.closeAllConnections();
      door.close();
    });
    let child: ChildProcess | null = null;
    const killServer = async () => {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    };
    ends.push(killServer);
    const startServer = async () => {
      const started = spawn(process.execPath, [join(projectRoot, 'server', 'main.ts')], {
        cwd: projectRoot,
        env: { ...withoutOurs(process.env), ...environment, NODE_NO_WARNINGS: '1' },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      child = started;
      await isReady(port, () => started.exitCode !== null || started.signalCode !== null);
    };
    await startServer();
    return {
      address: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
      context: owned.context,
      addAccount: (displayName, role) => addAccount(owned.context, displayName, role),
      killRedis: () => redis.kill(),
      startRedis: () => redis.start(),
      killServer,
      startServer,
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

async function createDatabase(clusterUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  await client.query('CREATE DATABASE lait');
  await client.end();
  const url = new URL(clusterUrl);
  url.pathname = '/lait';
  return url.href;
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

/** Settings of the person's own server have no part in a test. */
function withoutOurs(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(LAIT_|REDIS_)/.test(name)));
}

async function isReady(port: number, hasEnded: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < START_ATTEMPTS && !hasEnded(); attempt += 1) {
    try {
      if ((await fetch(`http://127.0.0.1:${port}/api/readiness`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await setTimeout(100);
  }
  throw new Error('The server did not start.');
}

async function addAccount(context: ServerContext, displayName: string, role: Role): Promise<Account> {
  const userId = context.newId();
  const email = `${userId.slice(-12)}@firm.lait.example`;
  const passwordHash = await hashPassword(PASSWORD);
  await withChanges(context, SYSTEM, async (batch) => {
    await addUser(batch, { id: userId, email, displayName, role, state: 'active', passwordHash, isDemo: true });
    await batch.db
      .insertInto('grants')
      .values({ id: context.newId(), user_id: userId, matter_id: null, granted_by: null, granted_at: batch.now })
      .execute();
    await refreshAccess(batch, { userIds: [userId] });
  });
  return { userId, email, displayName, password: PASSWORD };
}
