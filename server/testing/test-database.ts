import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { appUrlOf } from '../db/roles.ts';
import { TEMPLATE_DATABASE, TEST_PASSWORD } from './test-cluster.ts';

export interface TestDatabase {
  /** As the owner: sees and may do everything. */
  readonly adminUrl: string;
  /** As `lait_app`, as the server itself. */
  readonly appUrl: string;
  /** Ends every connection to it and removes it. */
  close(): Promise<void>;
}

/** A migrated, empty database of its own in the run's cluster. */
export async function testDatabase(options: { readonly isEmpty?: boolean } = {}): Promise<TestDatabase> {
  const clusterUrl = inject('clusterUrl');
  const name = `test_${randomBytes(8).toString('hex')}`;
  const template = options.isEmpty === true ? 'template1' : TEMPLATE_DATABASE;
  await onCluster(clusterUrl, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return {
    adminUrl: url.href,
    appUrl: appUrlOf(url.href, TEST_PASSWORD),
    close: () => onCluster(clusterUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

async function onCluster(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Copying a template while another file copies it is refused; they take turns.
    await client.query('SELECT pg_advisory_lock(4242)');
    await work(client);
  } finally {
    await client.end();
  }
}
