import { createHmac } from 'node:crypto';
import pg from 'pg';

export const APP_ROLE = 'lait_app';

/** The password of `lait_app`, the same on every process that knows POSTGRES_PASSWORD; never stored. */
export function appPassword(postgresPassword: string): string {
  return createHmac('sha256', postgresPassword).update('lait_app database role, version 1').digest('base64url');
}

/** The application's connection to the same database as the owner's; its password is given, or derived. */
export function appUrlOf(ownerUrl: string, postgresPassword: string, given: string | null = null): string {
  const url = new URL(ownerUrl);
  url.username = APP_ROLE;
  url.password = encodeURIComponent(given ?? appPassword(postgresPassword));
  return url.href;
}

/** Tables that `lait_app` may add to and read, never change or remove from. */
const APPEND_ONLY = ['audit_log'];
/** Tables that `lait_app` may only read. */
const READ_ONLY = ['schema_migrations', 'server_generation', 'audit_head', 'operation_marks'];

/**
 * Makes the role that api and worker log in as, and gives it what it needs and no more: no superuser, no
 * row-security bypass, no schema changes. Repeated after every migration, because new tables come with it.
 * @param ownerUrl the owner's connection; it must be allowed to make roles
 */
export async function grantAppRole(ownerUrl: string, appDatabasePassword: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'lait-roles' });
  await client.connect();
  const password = client.escapeLiteral(appDatabasePassword);
  try {
    await client.query('BEGIN');
    // Roles belong to the whole server: two databases migrated at once must not make it twice.
    await client.query('SELECT pg_advisory_xact_lock(1279347028)');
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APP_ROLE]);
    const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
    await client.query(
      `${verb} ROLE ${APP_ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD ${password}`,
    );
    await client.query(`
      REVOKE CREATE ON SCHEMA public FROM PUBLIC;
      GRANT USAGE ON SCHEMA public TO ${APP_ROLE};
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${APP_ROLE};
      GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${APP_ROLE};
      REVOKE UPDATE, DELETE, TRUNCATE ON ${APPEND_ONLY.join(', ')} FROM ${APP_ROLE};
      REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ${READ_ONLY.join(', ')} FROM ${APP_ROLE};
    `);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

/**
 * Whether a connection may bypass what protects the record; production refuses to serve with one. Row security does not
 * bind the owner of a table either, nor whoever has the owner's rights.
 */
export async function isPrivileged(client: Pick<pg.Pool, 'query'>): Promise<boolean> {
  const { rows } = await client.query<{ privileged: boolean }>(`
    SELECT rolsuper OR rolbypassrls OR EXISTS (
      SELECT 1 FROM pg_class WHERE oid = 'invoices'::regclass AND pg_has_role(relowner, 'USAGE')) AS privileged
    FROM pg_roles WHERE rolname = current_user`);
  return rows[0]?.privileged ?? true;
}
