import { issueFirstAdministratorToken } from '#server/auth/accounts.ts';
import { readEnvironment } from '#server/config/read-environment.ts';
import { SERVER_MODES, type ServerConfig, type ServerMode } from '#server/config/server-config.ts';
import { migrationStatus } from '#server/db/migrate.ts';
import { migrateAndGrant, reachDatabase } from '#server/db/prepare-database.ts';
import { createContext } from '#server/ops/create-context.ts';
import { createLogger } from '#server/ops/logger.ts';
import { startServer } from '#server/ops/start-server.ts';
import { stopOnSignals } from '#server/ops/stop-on-signals.ts';
import { type EncryptedAnew, encryptAnew } from '#server/secrets/encrypt-anew.ts';
import { type UsageError, usageError } from './exit-codes.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Configured = { readonly kind: 'config'; readonly config: ServerConfig } | UsageError;

/** The settings for a command; `mode` and `port` beat the environment. */
export function serverConfig(
  environment: Environment,
  options: { readonly mode?: string | undefined; readonly port?: string | undefined } = {},
): Configured {
  const mode = SERVER_MODES.find((each) => each === (options.mode ?? environment.LAIT_MODE ?? 'all'));
  if (mode === undefined) return usageError(`--mode is one of: ${SERVER_MODES.join(', ')}. Nothing was started.`);
  const port = options.port === undefined ? {} : { HTTP_PORT: options.port };
  return configured({ ...environment, ...port }, mode);
}

function configured(environment: Environment, mode: ServerMode): Configured {
  const reading = readEnvironment(environment, mode);
  if (!reading.ok) return usageError(reading.problems.join('\n'));
  return { kind: 'config', config: reading.config };
}

/** Serves until a signal; mode `migrate` ends by itself. */
export async function runServer(config: ServerConfig): Promise<UsageError | null> {
  const log = createLogger(config.logLevel);
  try {
    if (config.mode === 'migrate') await migrateDatabase(config);
    else stopOnSignals(await startServer(config, log), log);
    return null;
  } catch (error) {
    return usageError(`LAIT did not start: ${wordsOf(error)}`);
  }
}

export interface DatabaseStatus {
  readonly kind: 'status';
  readonly applied: readonly string[];
  readonly pending: readonly string[];
}

/** `lait db migrate`: schema, role and job tables. */
export async function migrateDatabase(config: ServerConfig): Promise<DatabaseStatus> {
  return onDatabase(config, async (adminUrl) => {
    await migrateAndGrant(adminUrl, config.secrets.postgresPassword, config.secrets.appDatabasePassword);
    return { kind: 'status', ...(await migrationStatus(adminUrl)) };
  });
}

/** `lait db status`: what was applied and what is to come; changes nothing. */
export async function databaseStatus(config: ServerConfig): Promise<DatabaseStatus> {
  return onDatabase(config, async (adminUrl) => ({ kind: 'status', ...(await migrationStatus(adminUrl)) }));
}

/** `lait server encrypt-anew`. @throws where something opens with neither secret */
export async function encryptAllAnew(config: ServerConfig): Promise<EncryptedAnew> {
  return onDatabase(config, async (_, appUrl) => {
    const { context, close } = await createContext(config, appUrl, createLogger('ERROR'));
    try {
      return await encryptAnew(context);
    } finally {
      await close();
    }
  });
}

/** A one-time token with which the first administrator sets a password. @throws where there is one already */
export async function firstAdministrator(config: ServerConfig): Promise<{ token: string; expiresAt: Date }> {
  return onDatabase(config, async (_, appUrl) => {
    const { context, close } = await createContext(config, appUrl, createLogger('ERROR'));
    try {
      return await issueFirstAdministratorToken(context);
    } finally {
      await close();
    }
  });
}

export function wordsOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : 'the database does not answer';
}

async function onDatabase<Value>(
  config: ServerConfig,
  work: (adminUrl: string, appUrl: string) => Promise<Value>,
): Promise<Value> {
  const database = await reachDatabase(config);
  try {
    return await work(database.adminUrl ?? database.appUrl, database.appUrl);
  } finally {
    await database.stop();
  }
}
