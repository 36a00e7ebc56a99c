import { join } from 'node:path';
import Database from 'better-sqlite3';
import type pg from 'pg';
import { verifyAuditLog } from '#server/audit/read-log.ts';
import type { ServerContext } from '#server/context.ts';
import type { OracleDevice } from './oracle-device.ts';
import { recordAgainstFeed } from './record-and-feed.ts';
import { differences, selectedFor, shownOn } from './shown-and-selected.ts';

const MOST_LINES = 8;

/** Each device against what its person may SELECT, and against what the server says it answered. */
export async function checkDevices(devices: readonly OracleDevice[], pool: pg.Pool): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [index, device] of devices.entries()) {
    const selected = await selectedFor(pool, device.person.userId);
    const shown = await shownOn(device);
    // A file whose matter its sender may not see stays theirs alone.
    const own = new Set([...device.imported].filter((invoiceId) => !selected.has(invoiceId)));
    const compared = new Map([...shown].filter(([invoiceId]) => !own.has(invoiceId)));
    const found = [
      ...differences(compared, selected),
      ...heldBesides(device, new Set([...selected.keys(), ...own])),
      ...(await unknownAnswers(device, pool)),
    ];
    faults.push(...found.slice(0, MOST_LINES).map((each) => `device ${index}: ${each}`));
  }
  return faults;
}

/**
 * What must hold on the server by itself: an action took effect once; the audit log's chain is whole; the feed and the
 * checksums say what stands in the record.
 */
export async function checkServer({ pool, database }: Pick<ServerContext, 'pool' | 'database'>) {
  const faults: string[] = [];
  const client = await pool.connect();
  try {
    await client.query('BEGIN READ ONLY');
    await client.query("SELECT set_config('lait.actor', 'system', true)");
    const { rows } = await client.query<{ mutation_id: string; count: number }>(
      `SELECT r.mutation_id, count(DISTINCT (r.device_id, r.client_seq))::int AS count
        FROM decisions d JOIN mutation_result r USING (device_id, client_seq)
        GROUP BY r.user_id, r.mutation_id HAVING count(DISTINCT (r.device_id, r.client_seq)) > 1`,
    );
    for (const { mutation_id, count } of rows) faults.push(`Action ${mutation_id} took effect ${count} times.`);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
  const { faults: broken } = await verifyAuditLog(database);
  const unsaid = await recordAgainstFeed({ database });
  return [...faults, ...broken.map(({ message }) => message), ...unsaid.slice(0, MOST_LINES)];
}

/** Rows of invoices that the person may not see, and matters that had to be fetched anew to agree with the server. */
function heldBesides({ folder }: OracleDevice, allowed: ReadonlySet<string>): readonly string[] {
  const cache = new Database(join(folder, 'cache.db'));
  try {
    const keys = cache.prepare('SELECT id FROM invoice_keys').all() as { readonly id: string }[];
    const state = cache.prepare('SELECT repair_count FROM sync_state').get() as { readonly repair_count: number };
    return [
      ...keys.flatMap(({ id }) => (allowed.has(id) ? [] : [`invoice ${id} is still on its disk`])),
      ...(state.repair_count === 0 ? [] : [`${state.repair_count} matters had to be fetched anew`]),
    ];
  } finally {
    cache.close();
  }
}

/** Answers that a device holds and the server never gave. */
async function unknownAnswers({ folder, person }: OracleDevice, pool: pg.Pool): Promise<readonly string[]> {
  const outbox = new Database(join(folder, 'outbox.db'));
  try {
    const taken = outbox
      .prepare(
        `SELECT mutation_id, name FROM mutation
          WHERE outcome IN ('applied', 'noop') AND name NOT IN ('importFile', 'discarded')`,
      )
      .all() as { readonly mutation_id: string; readonly name: string }[];
    const { rows } = await pool.query<{ mutation_id: string }>(
      'SELECT mutation_id FROM mutation_result WHERE user_id = $1',
      [person.userId],
    );
    const known = new Set(rows.map(({ mutation_id }) => mutation_id));
    return taken.flatMap(({ mutation_id, name }) =>
      known.has(mutation_id) ? [] : [`${name} is called taken, and the server knows nothing of it`],
    );
  } finally {
    outbox.close();
  }
}
