import { expect, it } from 'vitest';
import { simulateLegalDay } from '../../../scripts/evaluate/legal-day/simulate-day.ts';
import { testFirm } from '../../access/firm.testing.ts';
import { loopbackCourtListener } from '../../testing/courtlistener/loopback-courtlistener.ts';
import { testContext } from '../../testing/test-context.ts';
import { createLegalDatabase } from '../courtlistener/create-legal-database.ts';

it('a day of searches under the free quota: each ends in time and honestly, and what is queued comes the next day', async () => {
  let nowMs = () => Date.parse('2026-04-01T08:00:00Z');
  const source = await loopbackCourtListener({
    clock: { nowMs: () => nowMs() },
    quota: { perMinute: 2, perHour: 5, perDay: 12 },
    count: 3,
  });
  const test = await testContext({
    nowMs: nowMs(),
    environment: {
      API_KEY_LEGAL_DATABASE: source.token,
      LAIT_LEGAL_BASE_URL: source.baseUrl,
      LAIT_LEGAL_QUOTA: '2/5/12',
    },
  });
  nowMs = test.clock.nowMs;
  const wait = async (milliseconds: number) => test.clock.advance(milliseconds);
  const courtlistener = createLegalDatabase(test.context, { redis: null, wait });
  const local = async () => ({ hits: [], totalCount: 0 });
  const context = { ...test.context, legal: { courtlistener, local } };
  const day = await simulateLegalDay({
    context,
    clock: test.clock,
    actor: await testFirm(test).user(),
    received: () => source.received,
    searchCount: 50,
    repeatPercent: 40,
    seed: 1,
  });
  expect(day).toMatchObject({ searches: 50, distinct: 30, overTenSeconds: 0, withoutReason: 0, stillQueued: 0 });
  expect(day.fresh + day.cached + day.partial).toBe(50);
  expect(day.upstreamCalls).toBeLessThanOrEqual(12);
  expect(day.mostInADay).toBeLessThanOrEqual(12);
  expect(day.queued).toBeGreaterThan(0);
  expect(day.completedByNextDay).toBe(day.queued);
  // Our own count is the source's: it never had to refuse.
  const refused = await test.admin
    .selectFrom('legal_searches')
    .select('failure')
    .where('failure', 'is not', null)
    .execute();
  expect(refused.filter(({ failure }) => (failure as { reason: string }).reason !== 'budget')).toEqual([]);
  await test.close();
  await source.close();
});
