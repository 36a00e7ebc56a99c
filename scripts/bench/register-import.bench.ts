import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { SYSTEM } from '#server/access/actor.ts';
import { readConfig } from '#server/config/read-config.ts';
import type { ServerContext } from '#server/context.ts';
import { appUrlOf } from '#server/db/roles.ts';
import { importRegister } from '#server/legal/registers/import-register.ts';
import { createContext } from '#server/ops/create-context.ts';
import { createLogger } from '#server/ops/logger.ts';
import { madeUpRegister } from '#server/testing/made-up-register.ts';
import { emptyDatabase } from './bench-database.ts';
import type { BenchOptions, BenchResult } from './budget.ts';

/** As New York's has in 2026. */
const ROWS = 430_000;
const ALLOWED_SECONDS = 60;

/**
 * `register-import`: a whole state's register of attorneys, from the CSV file to rows that may be asked, beside a COPY of
 * the same rows that are ready made.
 */
export async function run(_options: BenchOptions): Promise<BenchResult> {
  const directory = mkdtempSync(join(tmpdir(), 'lait-register-'));
  const database = await emptyDatabase();
  const reading = readConfig({
    environment: {
      DATABASE_URL: database.adminUrl,
      POSTGRES_PASSWORD: database.postgresPassword,
      JWT_SECRET_KEY: randomUUID() + randomUUID(),
      LAIT_DATA_DIRECTORY: directory,
    },
    readFile: () => '',
  });
  if (!reading.ok) throw new Error(reading.problems.join(' '));
  const appUrl = appUrlOf(database.adminUrl, database.postgresPassword);
  const { context, close } = await createContext(reading.config, appUrl, createLogger('ERROR'));
  try {
    const file = [...madeUpRegister(ROWS)].map((text) => Buffer.from(text));
    const began = performance.now();
    const { register } = await importRegister(context, SYSTEM, {
      kind: 'new-york',
      asOf: '2026-04-01',
      bytes: Readable.from(file),
    });
    const seconds = (performance.now() - began) / 1_000;
    const floor = await copyAgain(context, register.id);
    const megabytes = file.reduce((sum, { length }) => sum + length, 0) / 1_000_000;
    return {
      name: 'register-import',
      value: seconds,
      unit: 's',
      floor,
      ratio: seconds / floor,
      budget: `<= ${ALLOWED_SECONDS} s`,
      ok: seconds <= ALLOWED_SECONDS && register.rowCount === ROWS,
      detail: `${register.rowCount} rows, ${megabytes.toFixed(0)} MB of CSV, against a COPY of the same rows`,
    };
  } finally {
    await context.jobs.stop();
    await close();
    await database.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The rows as they stand, written once more under another register. */
async function copyAgain({ pool }: ServerContext, registerId: string): Promise<number> {
  const { rows } = await pool.query<{ line: string }>(
    `SELECT concat_ws(E'\\t', registration_number, given_names, last_name, last_key) AS line FROM bar_entries WHERE register_id = $1`,
    [registerId],
  );
  const other = randomUUID();
  const text = rows.map(({ line }) => `${other}\t${line}\n`);
  const client = await pool.connect();
  try {
    const began = performance.now();
    const columns = 'register_id, registration_number, given_names, last_name, last_key';
    const pieces = Array.from({ length: Math.ceil(text.length / 500) }, (_, index) =>
      text.slice(index * 500, (index + 1) * 500).join(''),
    );
    await pipeline(Readable.from(pieces), client.query(copyFrom(`COPY bar_entries (${columns}) FROM STDIN`)));
    return (performance.now() - began) / 1_000;
  } finally {
    client.release();
  }
}
