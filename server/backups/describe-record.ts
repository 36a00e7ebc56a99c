import pg from 'pg';
import { FEED_LOCK } from '../db/migrations/0008-feed-guard.ts';

/** Counts, checksums of what laptops compare, and the newest mark: what a drill holds against the record it was taken from. */
export async function describeRecord(ownerUrl: string): Promise<RecordDescription> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'lait-drill' });
  await client.connect();
  try {
    return await describedBy(client);
  } finally {
    await client.end();
  }
}

/**
 * Names a point of the log and describes the record as it stands exactly there: what is restored up to the point must be
 * described in the same words. Who writes waits only while the point is named.
 * @param point a name of its own
 */
export async function markRecord(ownerUrl: string, point: string): Promise<RecordDescription> {
  const [holder, reader] = [0, 1].map(
    () => new pg.Client({ connectionString: ownerUrl, application_name: 'lait-drill' }),
  ) as [pg.Client, pg.Client];
  await holder.connect();
  try {
    await reader.connect();
    await holder.query('BEGIN');
    // Taken by every commit of the record as its last step.
    await holder.query('SELECT pg_advisory_xact_lock($1)', [FEED_LOCK]);
    await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    await reader.query('SELECT pg_current_snapshot()');
    await holder.query('SELECT pg_create_restore_point($1)', [point]);
    await holder.query('COMMIT');
    return await describedBy(reader);
  } finally {
    await holder.end();
    await reader.end();
  }
}

export type RecordDescription = Readonly<Record<string, unknown>>;

async function describedBy(client: pg.Client): Promise<RecordDescription> {
  const counts: Record<string, number> = {};
  for (const table of COUNTED) {
    const { rows } = await client.query<{ count: string }>(`SELECT count(*) AS count FROM ${table}`);
    counts[table] = Number(rows[0]?.count);
  }
  const { rows } = await client.query(
    `SELECT (SELECT at FROM operation_marks WHERE name = 'drill_marker') AS marker,
        (SELECT coalesce(md5(string_agg(c::text, '|' ORDER BY c::text)), '') FROM scope_checksum c) AS checksums`,
  );
  return { counts, ...rows[0] };
}

const COUNTED = [
  'users',
  'matters',
  'invoices',
  'line_items',
  'findings',
  'decisions',
  'uploads',
  'audit_log',
  'events',
];
