import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexRecord } from '#server/legal/passages/index-record.ts';
import { enterOwnBills } from '../bench/enter-own-bills.ts';
import { addPeople } from '../bench/people-under-test.ts';
import { type ServerUnderTest, startServerUnderTest } from '../bench/server-under-test.ts';
import { growRecord } from './grow-record.ts';
import { GROWING_TABLES } from './growing-tables.ts';
import { readSizes } from './read-sizes.ts';
import { thinRecord } from './thin-record.ts';

/** Grow with second opinions and saved results, which no made-up record holds. */
const LEFT_OUT = new Set(['opinions', 'opinion_calls', 'opinion_requests', 'opinion_drafts', 'legal_hits']);
const BILLS = 6;
const LINES = 20;

let server: ServerUnderTest;
let owner: pg.Client;
beforeAll(async () => {
  server = await startServerUnderTest({ modes: [] });
  const owners = await addPeople(server.context, 2);
  await enterOwnBills(server.context, { owners, billsEach: BILLS / 2, linesEach: LINES });
  await indexRecord(server.context);
  owner = new pg.Client({ connectionString: server.adminUrl });
  await owner.connect();
}, 60_000);
afterAll(async () => {
  await owner.end();
  await server.stop();
});

async function count(query: string): Promise<number> {
  const { rows } = await owner.query<{ count: string }>(`SELECT count(*) AS count FROM ${query}`);
  return Number(rows[0]?.count);
}

async function orphans(): Promise<number> {
  const lines = await count('line_items l WHERE NOT EXISTS (SELECT 1 FROM invoices i WHERE i.id = l.invoice_id)');
  const findings = await count('finding_lines f WHERE NOT EXISTS (SELECT 1 FROM line_items l WHERE l.id = f.line_id)');
  const files = await count(
    'invoices i WHERE NOT EXISTS (SELECT 1 FROM uploads u WHERE u.id = i.upload_id AND u.sha256 = i.file_sha256)',
  );
  return lines + findings + files;
}

describe('a record that is multiplied on the server', () => {
  it('holds each bill so many times, whole and under ids of its own; thinned, the old count again', async () => {
    const before = new Map<string, number>();
    for (const { name, where } of GROWING_TABLES) before.set(name, await count(`${name} WHERE ${where ?? 'true'}`));
    expect(before.get('line_items')).toBe(BILLS * LINES);
    await growRecord(server.adminUrl, 3);
    for (const { name, where } of GROWING_TABLES) {
      expect(await count(`${name} WHERE ${where ?? 'true'}`), name).toBe(3 * (before.get(name) ?? 0));
    }
    expect(await orphans()).toBe(0);
    const size = await readSizes(server.adminUrl);
    expect(size).toMatchObject({ lines: 3 * BILLS * LINES, invoices: 3 * BILLS });
    expect(size.tables.find(({ table }) => table === 'line_items')?.totalBytes).toBeGreaterThan(10_000);

    await thinRecord(server.adminUrl, 3);
    expect(await count('line_items')).toBe(BILLS * LINES);
    expect(await orphans()).toBe(0);
  });

  it('knows every table that belongs to a bill', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT DISTINCT conrelid::regclass::text AS name FROM pg_constraint
       WHERE contype = 'f' AND confrelid IN ('files'::regclass, 'invoices'::regclass, 'line_items'::regclass, 'findings'::regclass)`,
    );
    const known = new Set(GROWING_TABLES.map(({ name }) => name));
    expect(rows.map(({ name }) => name).filter((name) => !known.has(name) && !LEFT_OUT.has(name))).toEqual([]);
  });
});
