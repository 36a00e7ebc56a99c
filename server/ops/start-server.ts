import type { Server } from 'node:http';
import type { Logger } from 'pino';
import { authenticateWith } from '../auth/authenticate.ts';
import { closeDemoAccounts } from '../auth/close-demo-accounts.ts';
import type { ServerConfig } from '../config/server-config.ts';
import type { ServerContext } from '../context.ts';
import { schemaFit } from '../db/migrate.ts';
import { migrateAndGrant, type PreparedDatabase, reachDatabase } from '../db/prepare-database.ts';
import { isPrivileged } from '../db/roles.ts';
import { allRoutes } from '../http/all-routes.ts';
import { type App, buildApp } from '../http/app.ts';
import { startHeartbeat } from '../system/heartbeat.ts';
import { startAllWork } from './all-work.ts';
import { createContext, type OwnedContext } from './create-context.ts';
import { serveMetrics } from './serve-metrics.ts';
import { recordLifecycle } from './system-events.ts';

export interface RunningServer {
  readonly context: ServerContext;
  /** Null in mode worker, which answers nobody. */
  readonly app: App | null;
  /** Null where nothing listens. */
  readonly url: string | null;
  /** Streams end, requests are answered, work comes to its end, connections close. Asked twice: once. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** False where somebody else hands the requests over (`app.routing`), as `npm start` does. */
  readonly isListening: boolean;
}

/**
 * Starts the modes `all`, `api` and `worker`. Mode `all` migrates by itself; the others refuse to serve a
 * schema that is not theirs.
 * @throws with one clear sentence where it cannot serve; everything begun is ended again
 */
export async function startServer(
  config: ServerConfig,
  log: Logger,
  options: StartOptions = { isListening: true },
): Promise<RunningServer> {
  const ends: (() => Promise<unknown> | unknown)[] = [];
  const endAll = async () => {
    for (const end of ends.splice(0).reverse()) {
      try {
        await end();
      } catch (error) {
        log.error({ err: error }, 'a part did not end cleanly');
      }
    }
  };
  try {
    const database = await reachDatabase(config);
    ends.push(() => database.stop());
    await checkSchema(config, database, log);
    const owned = await createContext(config, database.appUrl, log);
    ends.push(() => owned.close());
    return await serve(owned, ends, endAll, options);
  } catch (error) {
    await endAll();
    throw error;
  }
}

async function serve(
  { context }: OwnedContext,
  ends: (() => Promise<unknown> | unknown)[],
  endAll: () => Promise<void>,
  { isListening }: StartOptions,
): Promise<RunningServer> {
  const { config, log } = context;
  if (config.isProduction && (await isPrivileged(context.pool))) {
    throw new Error(
      'The database role may bypass row security. Give LAIT_APP_DATABASE_URL the role lait_app, or leave it out.',
    );
  }
  if (config.isProduction && (await closeDemoAccounts(context)) > 0) log.warn('demo accounts were disabled');
  await recordLifecycle(context, 'system.startup', config.mode);
  ends.push(() => recordLifecycle(context, 'system.shutdown', config.mode));
  ends.push(await startHeartbeat(context));
  ends.push(() => context.jobs.stop());
  if (config.mode !== 'api') ends.push(await startAllWork(context));
  if (config.http.metricsPort !== null && context.metrics !== undefined) {
    const metrics: Server = await serveMetrics(context.metrics, config.http.host, config.http.metricsPort);
    ends.push(() => metrics.close());
  }
  let app: App | null = null;
  let url: string | null = null;
  if (config.mode !== 'worker') {
    app = await buildApp({ context, authenticate: authenticateWith(context), routes: allRoutes });
    const started = app;
    ends.push(() => started.close());
    if (isListening) url = await app.listen({ host: config.http.host, port: config.http.port });
  }
  log.info({ mode: config.mode, url }, 'started');
  let stopping: Promise<void> | null = null;
  const stop = () => {
    stopping ??= endAll().then(() => log.info({ mode: config.mode }, 'stopped'));
    return stopping;
  };
  return { context, app, url, stop };
}

async function checkSchema(config: ServerConfig, { adminUrl, appUrl }: PreparedDatabase, log: Logger): Promise<void> {
  if (config.mode === 'all' && adminUrl !== null) {
    await migrateAndGrant(adminUrl, config.secrets.postgresPassword, config.secrets.appDatabasePassword);
    return;
  }
  const { pending, newer } = await schemaFit(appUrl);
  if (pending.length > 0) {
    throw new Error(
      `The database is not up to date (${pending.length} steps). Run mode migrate first: lait db migrate`,
    );
  }
  const hindrance = newer.find(({ isExpanding }) => !isExpanding);
  if (hindrance !== undefined) {
    throw new Error(
      `A newer version of LAIT changed the database in a way that this one cannot serve (${hindrance.name}). Nothing was changed. Install that version, or restore a backup of this one.`,
    );
  }
  if (newer.length > 0) log.warn({ newer: newer.length }, 'the database has steps of a newer version, which only add');
}
