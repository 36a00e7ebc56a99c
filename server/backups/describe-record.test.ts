import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FEED_LOCK } from '../db/migrations/0008-feed-guard.ts';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { describeRecord, markRecord } from './describe-record.ts';

describe('the point that a drill is restored to', () => {
  let test: TestContext;
  beforeAll(async () => {
    test = await testContext();
  });
  afterAll(() => test.close());

  it('is described as the record stands there, a commit under way included, a later one not', async () => {
    const before = await describeRecord(test.adminUrl);
    const writer = new pg.Client({ connectionString: test.adminUrl });
    await writer.connect();
    await writer.query('BEGIN');
    await writer.query('SELECT pg_advisory_xact_lock($1)', [FEED_LOCK]);
    await writer.query("INSERT INTO events (seq, id, type) VALUES (9000001, gen_random_uuid(), 'system.startup')");
    const marking = markRecord(test.adminUrl, 'drill-of-this-test');
    for (let look = 0; look < 500 && !(await isSomebodyWaiting(writer)); look += 1) await setTimeout(10);
    expect(await isSomebodyWaiting(writer)).toBe(true);
    await writer.query('COMMIT');
    const marked = await marking;
    await writer.query("INSERT INTO events (seq, id, type) VALUES (9000002, gen_random_uuid(), 'system.startup')");
    await writer.end();
    const events = ({ counts }: Readonly<Record<string, unknown>>) => (counts as Record<string, number>).events ?? 0;
    expect(events(marked)).toBe(events(before) + 1);
    expect(events(await describeRecord(test.adminUrl))).toBe(events(before) + 2);
  });
});

async function isSomebodyWaiting(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
  return rows.length > 0;
}
