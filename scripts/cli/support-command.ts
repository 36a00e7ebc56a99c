import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from '#server/config/read-environment.ts';
import { redactSettings } from '#server/config/redact-settings.ts';
import type { ServerConfig } from '#server/config/server-config.ts';
import { appUrlOf } from '#server/db/roles.ts';
import { createContext } from '#server/ops/create-context.ts';
import { createLogger } from '#server/ops/logger.ts';
import { makeBundle, type SupportBundle } from '#server/system/bundle/make-bundle.ts';
import { systemStatus } from '#server/system/system-status.ts';
import type { SystemStatus } from '#shared/api/system.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const STDIN = 0;
/** Nobody waits at a screen, and connections are made first. */
const PATIENT_MS = 5_000;
/** Nobody listens there; a database that is not known is asked in vain, and shown as down. */
const NOWHERE = 'postgres://lait_app@127.0.0.1:9/lait';

/**
 * A bundle of the server that these settings speak of, whether or not it, its PostgreSQL or its Redis run: what does not
 * answer is shown as such.
 * @param logPath a file of log lines, `-` for stdin; null: none are taken along
 * @throws where the log cannot be read
 */
export async function supportBundle(environment: Environment, logPath: string | null): Promise<SupportBundle> {
  const text = logPath === null ? null : readFileSync(logPath === '-' ? STDIN : logPath, 'utf8');
  const reading = readEnvironment(environment, environment.LAIT_MODE === 'worker' ? 'worker' : 'api');
  return makeBundle({
    nowMs: Date.now(),
    settings: redactSettings(environment),
    problems: reading.ok ? [] : reading.problems,
    status: reading.ok ? await statusOf(reading.config) : null,
    logLines: text?.split('\n') ?? null,
  });
}

async function statusOf(config: ServerConfig): Promise<SystemStatus> {
  // Standard output is the bundle's own; what could not be read stands in it.
  const log = createLogger('ERROR', { write: () => {} });
  const { context, close } = await createContext(config, databaseUrl(config), log);
  try {
    return await systemStatus(context, PATIENT_MS);
  } finally {
    await close();
  }
}

function databaseUrl({ database, secrets, dataDirectory }: ServerConfig): string {
  const { adminUrl, appUrl } = database;
  const { postgresPassword, appDatabasePassword } = secrets;
  if (appUrl !== null) return appUrl;
  const ownerUrl = adminUrl ?? embeddedUrl(dataDirectory);
  return ownerUrl === null ? NOWHERE : appUrlOf(ownerUrl, postgresPassword, appDatabasePassword);
}

/** Where the embedded PostgreSQL of a running server listens. It is never started for this; null: it does not run. */
function embeddedUrl(dataDirectory: string): string | null {
  try {
    // The fourth line is the port.
    const port =
      readFileSync(join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8')
        .split('\n')[3]
        ?.trim() ?? '';
    return /^\d{1,5}$/.test(port) ? `postgres://lait@127.0.0.1:${port}/lait` : null;
  } catch {
    return null;
  }
}
