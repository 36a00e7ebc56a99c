import { afterAll, beforeAll, expect, it } from 'vitest';
import { ledesBytes } from '#shared/workspace/workspace.testing.ts';
import { testFirm } from '../access/firm.testing.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { readUpload } from './read-upload.ts';
import { takeUpload } from './take-upload.ts';

let server: TestContext;
beforeAll(async () => {
  // Nobody works on jobs here but the test.
  const jobs: Jobs = { enqueue: async () => {}, work: async () => {}, stop: async () => {} };
  server = await testContext({ parts: { jobs } });
});
afterAll(() => server.close());

it('reads two copies of one file at the same time into one invoice, and both are done', async () => {
  const { context, admin } = server;
  const firm = testFirm(server);
  const bytes = ledesBytes({ lines: Array.from({ length: 50 }, (_, index) => ({ record: index + 1 })) });
  const uploadIds: string[] = [];
  for (const person of [await firm.user(), await firm.user(), await firm.user()]) {
    const chunks = (async function* () {
      yield bytes;
    })();
    const { uploadId } = await takeUpload(context, person, {
      file: { name: 'bill.txt', chunks, isTruncated: () => false },
      idempotencyKey: context.newId(),
      matterId: null,
    });
    uploadIds.push(uploadId);
  }
  await Promise.all(uploadIds.map((uploadId) => readUpload(context, uploadId)));
  const uploads = await admin.selectFrom('uploads').select(['state', 'attempts', 'last_error']).execute();
  expect(uploads).toEqual(Array(3).fill({ state: 'processed', attempts: 1, last_error: null }));
  expect(await admin.selectFrom('invoices').select('id').execute()).toHaveLength(1);
});
