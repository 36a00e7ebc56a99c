import { afterAll, beforeAll, expect, it } from 'vitest';
import { askedBy } from '../jobs/asked-by.ts';
import { withChanges } from '../sync/with-changes.ts';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { readQueue } from './read-queue.ts';

let server: TestContext;
beforeAll(async () => {
  server = await testContext({ nowMs: Date.now() });
});
afterAll(() => server.close());

const enqueue = (trainingId: string) =>
  withChanges(server.context, { kind: 'system' }, (batch) =>
    server.context.jobs.enqueue(batch.db, 'train-models', { trainingId }),
  );
const training = async () => {
  server.clock.advance(Date.now() + 1_000 - server.clock.nowMs());
  const { kinds, failures } = await readQueue(server.context);
  return { kind: kinds.find(({ kind }) => kind === 'train-models'), failures };
};

it('a job that fails is listed with its error, its request and its next try, and no word of what it was about', async () => {
  const requestId = server.context.newId();
  expect((await training()).kind).toMatchObject({ waiting: 0, running: 0, failed: 0, oldestWaitingAt: null });
  await askedBy.run(requestId, () => enqueue('of Longstone Reinsurance'));
  const waiting = await training();
  expect(waiting.kind).toMatchObject({ waiting: 1, running: 0 });
  expect(Date.parse(waiting.kind?.oldestWaitingAt ?? '')).toBeLessThanOrEqual(Date.now());

  const heard: unknown[] = [];
  await server.context.jobs.work('train-models', async (data) => {
    heard.push(data, askedBy.getStore());
    throw new RangeError('1,234.00 for Longstone Reinsurance cannot be');
  });
  await expect.poll(async () => (await training()).failures.length, { timeout: 10_000 }).toBe(1);
  expect(heard.slice(0, 2)).toEqual([{ trainingId: 'of Longstone Reinsurance' }, requestId]);
  const { kind, failures } = await training();
  expect(failures).toMatchObject([
    { kind: 'train-models', errorKind: 'RangeError', errorCode: null, requestId, tries: 1 },
  ]);
  expect(Date.parse(failures[0]?.nextTryAt ?? '')).toBeGreaterThan(Date.now());
  expect(kind).toMatchObject({ waiting: 1, failed: 0 });
  expect(JSON.stringify([kind, failures])).not.toMatch(/Longstone|1,234/);
  const line = server.logged.find(({ msg }) => msg === 'a job failed');
  expect(line).toMatchObject({ category: 'job', job: 'train-models', request_id: requestId });
  expect(JSON.stringify(line)).not.toContain('trainingId');
});

it('one that is given up is counted as failed, and its strange names are not passed on', async () => {
  await server.adminPool.query(`
    UPDATE pgboss.job SET state = 'failed', completed_on = now(), data = '{"askedByRequest": "Longstone"}',
      output = '{"name": "Longstone", "code": "Longstone", "message": "Longstone"}' WHERE name = 'train-models'`);
  const { kind, failures } = await training();
  expect(kind).toMatchObject({ waiting: 0, failed: 1 });
  expect(failures).toMatchObject([{ errorKind: 'other', errorCode: null, requestId: null, nextTryAt: null }]);
});
