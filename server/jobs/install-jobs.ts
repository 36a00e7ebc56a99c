import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { APP_ROLE } from '../db/roles.ts';
import { JOB_SCHEMA, QUEUES } from './jobs.ts';

/**
 * Makes or brings up to date the tables of the jobs, as the owner, and lets the application use them. Part of
 * mode migrate, after the record's own steps; harmless when repeated.
 */
export async function installJobs(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: JOB_SCHEMA,
    schedule: false,
    supervise: false,
    max: 2,
  });
  await boss.start();
  for (const [name, options] of Object.entries(QUEUES)) {
    await boss.createQueue(name, { ...options, retryBackoff: true });
  }
  await boss.stop({ graceful: false });
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'lait-jobs' });
  await client.connect();
  try {
    await client.query(`
      GRANT USAGE ON SCHEMA ${JOB_SCHEMA} TO ${APP_ROLE};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${JOB_SCHEMA} TO ${APP_ROLE};
      GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${JOB_SCHEMA} TO ${APP_ROLE};
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${JOB_SCHEMA} TO ${APP_ROLE};
    `);
  } finally {
    await client.end();
  }
}
