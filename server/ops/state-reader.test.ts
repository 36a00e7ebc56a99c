import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { createMetrics } from './metrics.ts';
import { stateReader } from './state-reader.ts';

describe('reading how the server stands', () => {
  let test: TestContext;
  beforeAll(async () => {
    test = await testContext();
  });
  afterAll(() => test.close());

  const waiting = async () => {
    const { rows } = await test.adminPool.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'lait-test' AND wait_event_type = 'Lock'`,
    );
    return rows[0]?.count;
  };

  it('waits no longer than a second for a record that hangs, asks it once, and shows nothing old in its place', async () => {
    const read = stateReader(test.context);
    const metrics = createMetrics();
    metrics.watchState(read);
    expect(await metrics.text()).toContain('lait_database_bytes ');
    const holder = new pg.Client({ connectionString: test.adminUrl });
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE operation_marks IN ACCESS EXCLUSIVE MODE');
    test.clock.advance(60_000);
    for (let time = 0; time < 3; time += 1) {
      const began = performance.now();
      const text = await metrics.text();
      expect(performance.now() - began).toBeLessThan(2_500);
      expect(text).not.toMatch(/^lait_(?:database_bytes|jobs|opinion_spending_micro|archive_failing)\b/m);
      // The rest is there: the process itself, and what does not hang.
      expect(text).toContain('lait_part_up{part="database"} 1\n');
    }
    expect(await waiting()).toBe(1);
    await holder.query('COMMIT');
    await holder.end();
    await expect.poll(() => metrics.text(), { timeout: 10_000 }).toContain('lait_database_bytes ');
  });

  it('says that PostgreSQL is down where it cannot be reached at all', async () => {
    const metrics = createMetrics();
    const gone = new pg.Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/none' });
    metrics.watchState(stateReader({ ...test.context, pool: gone }));
    expect(await metrics.text()).toContain('lait_part_up{part="database"} 0\n');
    await gone.end();
  });
});
