import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { readConfig } from '#server/config/read-config.ts';
import { MIGRATIONS } from '#server/db/migrations/all-migrations.ts';
import { migrateAndGrant } from '#server/db/prepare-database.ts';
import { appUrlOf } from '#server/db/roles.ts';
import { createContext } from '#server/ops/create-context.ts';
import { projectRoot } from '../process/project-root.ts';
import { type BenchCluster, type BenchDatabase, makeDatabase, namedCluster, onCluster } from './bench-database.ts';
import { keptCluster } from './kept-cluster.ts';
import { FIRM } from './made-up-firm.ts';
import { seedMillionLines } from './seed-million-lines.ts';

const KEPT = 'lait_bench_kept_';
const COPY = 'lait_bench_run_';

/**
 * A copy, of this run alone, of a database with one million lines. The original is entered once for each way of making
 * it up and each month (some minutes; the bills are of the last two years), migrated as a firm's own database would be,
 * and copied in seconds.
 */
export async function millionLinesDatabase(): Promise<BenchDatabase> {
  const name = `${KEPT}${keyOfContent()}`;
  let cluster = namedCluster() ?? (await keptCluster({ isDurable: true }));
  try {
    const steps = await stepsOf(cluster, name);
    // One that has fewer steps is migrated forward, as a firm's own database is.
    const isOfThisSchema = steps !== null && (isKeptAsItIs() || stepsOfSchema().startsWith(steps));
    if (!isOfThisSchema) {
      if (namedCluster() === null) {
        await cluster.stop();
        cluster = await keptCluster({ isDurable: false });
      }
      await enterIt(cluster, name);
      if (namedCluster() === null) {
        await cluster.stop();
        cluster = await keptCluster({ isDurable: true });
      }
    }
    await bringUpToDate(cluster, name);
    await dropOthers(cluster, name);
    const copy = await makeDatabase(cluster, `${COPY}${randomBytes(6).toString('hex')}`, name);
    const { stop } = cluster;
    return {
      ...copy,
      async close() {
        await copy.close();
        await stop();
      },
    };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

/** Of what the rows follow from: the texts that make them up, and the month they end in. */
function keyOfContent(): string {
  const hash = createHash('sha256');
  const folder = join(projectRoot, 'scripts', 'bench');
  const sources = readdirSync(folder).filter((file) => /^(made-up-|seed-|review)/.test(file) && !/test/.test(file));
  for (const file of sources.sort()) hash.update(readFileSync(join(folder, file)));
  hash.update(new Date().toISOString().slice(0, 7));
  return hash.digest('hex').slice(0, 12);
}

/** One digest a step, kept as the database's comment: steps that were edited since make the rows worthless. */
function stepsOfSchema(): string {
  return MIGRATIONS.map(({ name, sql }) =>
    createHash('sha256').update(`${name}\n${sql}`).digest('hex').slice(0, 16),
  ).join(' ');
}

/** LAIT_BENCH_KEPT=as-is, while somebody is at work on a step of the schema: the lines are not entered anew for it. */
function isKeptAsItIs(): boolean {
  return process.env.LAIT_BENCH_KEPT === 'as-is';
}

/** @returns the steps of its schema, one space between; null where there is no such database */
async function stepsOf(cluster: BenchCluster, name: string): Promise<string | null> {
  const { rows } = await onCluster(cluster.url, (client) =>
    client.query<{ steps: string | null }>(
      `SELECT shobj_description(oid, 'pg_database') AS steps FROM pg_database WHERE datname = $1`,
      [name],
    ),
  );
  return rows[0] === undefined ? null : (rows[0].steps ?? 'unknown');
}

async function bringUpToDate(cluster: BenchCluster, name: string): Promise<void> {
  const url = new URL(cluster.url);
  url.pathname = `/${name}`;
  // Even when nothing is new: the password of lait_app belongs to the whole server and may have been another's.
  await migrateAndGrant(url.href, cluster.postgresPassword);
  if ((await stepsOf(cluster, name)) === stepsOfSchema() || isKeptAsItIs()) return;
  await settle(url.href);
  await onCluster(cluster.url, (client) => client.query(`COMMENT ON DATABASE ${name} IS '${stepsOfSchema()}'`));
}

/** What runs that were cut short left behind, and databases of other schemas; on our own cluster only. */
async function dropOthers(cluster: BenchCluster, name: string): Promise<void> {
  if (namedCluster() !== null) return;
  await onCluster(cluster.url, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      `SELECT datname FROM pg_database WHERE datname LIKE 'lait\\_bench\\_%' AND datname <> $1`,
      [name],
    );
    for (const { datname } of rows) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`);
  });
}

async function enterIt(cluster: BenchCluster, name: string): Promise<void> {
  const building = await makeDatabase(cluster, `${COPY}${randomBytes(6).toString('hex')}`);
  const directory = mkdtempSync(join(tmpdir(), 'lait-bench-seed-'));
  try {
    await migrateAndGrant(building.adminUrl, cluster.postgresPassword);
    await enterRecord(building, directory);
    await settle(building.adminUrl);
    const built = new URL(building.adminUrl).pathname.slice(1);
    await onCluster(cluster.url, async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await client.query(`ALTER DATABASE ${built} RENAME TO ${name}`);
    });
  } catch (error) {
    await building.close();
    throw error;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function enterRecord({ adminUrl, postgresPassword }: BenchDatabase, directory: string): Promise<void> {
  const reading = readConfig({
    environment: {
      DATABASE_URL: adminUrl,
      POSTGRES_PASSWORD: postgresPassword,
      JWT_SECRET_KEY: randomBytes(32).toString('hex'),
      LAIT_DATA_DIRECTORY: directory,
    },
    readFile: () => {
      throw new Error('Nothing is read from files here.');
    },
  });
  if (!reading.ok) throw new Error(reading.problems.join(' '));
  const appUrl = new URL(appUrlOf(adminUrl, postgresPassword));
  appUrl.searchParams.set('options', '-c synchronous_commit=off');
  const owned = await createContext(reading.config, appUrl.href, pino({ level: 'silent' }));
  const beganAt = Date.now();
  try {
    process.stderr.write(`Entering ${FIRM.bills * FIRM.linesPerBill} lines; once, then kept in .cache/bench ...\n`);
    await seedMillionLines(owned.context, beganAt, (bills) => {
      if (bills % 1_000 < 20) process.stderr.write(`  ${bills} of ${FIRM.bills} bills, ${seconds(beganAt)} s\n`);
    });
  } finally {
    await owned.close();
  }
}

/** As a database that has been in use for long: statistics, visibility, nothing waiting to be written. */
async function settle(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    // What was trimmed leaves no holes: whoever copies the files would carry them along.
    await client.query('VACUUM (FULL) change');
    await client.query('VACUUM (FULL) notifications');
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}

function seconds(sinceMs: number): number {
  return Math.round((Date.now() - sinceMs) / 1_000);
}
