import { readEnvironment } from './config/read-environment.ts';
import { migrateAndGrant, reachDatabase } from './db/prepare-database.ts';
import { createLogger } from './ops/logger.ts';
import { startServer } from './ops/start-server.ts';
import { stopOnSignals } from './ops/stop-on-signals.ts';

/** One image, four modes (`LAIT_MODE`): all, api, worker, migrate. Ends with 1 when it cannot start. */
const reading = readEnvironment(process.env);
if (!reading.ok) {
  for (const problem of reading.problems) process.stderr.write(`${problem}\n`);
  process.exit(1);
}
const { config } = reading;
const log = createLogger(config.logLevel);

try {
  if (config.mode === 'migrate') {
    const database = await reachDatabase(config);
    try {
      if (database.adminUrl === null) throw new Error('Mode migrate needs DATABASE_URL, the connection of the owner.');
      const applied = await migrateAndGrant(
        database.adminUrl,
        config.secrets.postgresPassword,
        config.secrets.appDatabasePassword,
      );
      log.info({ applied: applied.length }, 'the database is up to date');
    } finally {
      await database.stop();
    }
  } else {
    stopOnSignals(await startServer(config, log), log);
  }
} catch (error) {
  log.error({ err: error }, 'LAIT did not start');
  process.stderr.write(`LAIT did not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
