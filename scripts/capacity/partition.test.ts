import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServerUnderTest, startServerUnderTest } from '../bench/server-under-test.ts';
import { enterLoadPeople, type LoadPeople } from '../load/load-people.ts';
import { runLoadTest } from '../load/run-load-test.ts';
import { projectRoot } from '../process/project-root.ts';

let server: ServerUnderTest;
let people: LoadPeople;
let owner: pg.Client;
beforeAll(async () => {
  server = await startServerUnderTest();
  people = await enterLoadPeople(server.context, { count: 5, linesEach: 30 });
  owner = new pg.Client({ connectionString: server.adminUrl });
  await owner.connect();
}, 60_000);
afterAll(async () => {
  await owner.end();
  await server.stop();
});

/** As `psql --single-transaction -f` runs it. */
function run(file: string): Promise<unknown> {
  return owner.query(readFileSync(join(projectRoot, 'scripts', 'capacity', 'sql', file), 'utf8'));
}

/** Everything that belongs to a table and is not its rows; names of parts left out. */
async function belongings(table: string): Promise<readonly string[]> {
  const { rows } = await owner.query<{ line: string }>(
    `SELECT replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') AS line FROM pg_index WHERE indrelid = $1::text::regclass
     UNION ALL SELECT conname || ' ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
       WHERE contype IN ('p', 'f', 'c') AND conparentid = 0 AND (conrelid = $1::text::regclass OR confrelid = $1::text::regclass)
     UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = $1::text::regclass AND NOT tgisinternal
     UNION ALL SELECT policyname || ' ' || cmd || ' ' || coalesce(qual, '') || ' ' || coalesce(with_check, '')
       FROM pg_policies WHERE tablename = $1::text
     UNION ALL SELECT grantee || ' ' || privilege_type FROM information_schema.role_table_grants WHERE table_name = $1::text
     UNION ALL SELECT 'row security ' || relrowsecurity FROM pg_class WHERE oid = $1::text::regclass
     ORDER BY line`,
    [table],
  );
  return rows.map(({ line }) => line);
}

async function count(from: string): Promise<number> {
  const { rows } = await owner.query<{ count: string }>(`SELECT count(*) AS count FROM ${from}`);
  return Number(rows[0]?.count);
}

async function work(seed: number): Promise<void> {
  // Lines are decided once.
  const fresh = seed === 1 ? people : await enterLoadPeople(server.context, { count: 5, linesEach: 30 });
  const given = { durationMs: 3_000, everyMs: 500, signIns: 0, linesAnUpload: 10, say: () => {} };
  const invoices = { count: 4, withinMs: 60_000 };
  const { settlement, errors } = await runLoadTest({ ...given, url: server.url, people: fresh, seed, invoices });
  expect({ wrongs: settlement.wrongs, errors }).toEqual({ wrongs: [], errors: {} });
}

describe('the procedures of docs/capacity.md', () => {
  it('lines split by their id: all that belongs to the table is kept, and people work on it as before', async () => {
    await work(1);
    const [before, lines] = [await belongings('line_items'), await count('line_items')];
    await run('partition-lines.sql');
    expect(await belongings('line_items')).toEqual(before);
    expect(await count('line_items')).toBe(lines);
    expect(await count("pg_inherits WHERE inhparent = 'line_items'::regclass")).toBe(8);
    await expect(owner.query('DELETE FROM line_items')).rejects.toThrow(/foreign key/);
    await work(2);
    expect(await count('line_items')).toBeGreaterThan(lines);
  }, 60_000);

  it('the feed split by its sequence: desks go on from where they were; a part that is empty can go', async () => {
    const [before, changes] = [await belongings('change'), await count('change')];
    await run('partition-feed.sql');
    expect(await belongings('change')).toEqual(before);
    expect(await count('change')).toBe(changes);
    await work(3);
    expect(await count('change')).toBeGreaterThan(changes);
    expect(await count('change_until_now')).toBe(changes);
    expect(await count('change_beyond')).toBe(0);
    await owner.query('DELETE FROM change_until_now');
    await owner.query('ALTER TABLE change DETACH PARTITION change_until_now; DROP TABLE change_until_now');
    await work(4);
  }, 60_000);

  it('old bills copied to an archive, by years: once, however often it is done', async () => {
    await owner.query(`UPDATE invoices SET state = 'exported', received_at = received_at - interval '3 years'
      WHERE id IN (SELECT id FROM invoices ORDER BY id LIMIT 3)`);
    const old = await count(`line_items l JOIN invoices i ON i.id = l.invoice_id WHERE i.state = 'exported'`);
    expect(old).toBeGreaterThan(0);
    await run('copy-to-archive.sql');
    await run('copy-to-archive.sql');
    expect(await count('archive.lines')).toBe(old);
    const year = new Date().getUTCFullYear() - 3;
    expect(await count(`archive.lines_${year}`)).toBe(old);
  }, 60_000);
});
