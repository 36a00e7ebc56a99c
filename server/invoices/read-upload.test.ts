import { afterAll, beforeAll, expect, it } from 'vitest';
import { ledesBytes } from '#shared/workspace/workspace.testing.ts';
import { type PersonActor, SYSTEM } from '../access/actor.ts';
import { type TestFirm, testFirm } from '../access/firm.testing.ts';
import { refreshAccess } from '../access/scope-access.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { withChanges } from '../sync/with-changes.ts';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { readUpload } from './read-upload.ts';
import { takeUpload } from './take-upload.ts';

let server: TestContext;
let firm: TestFirm;
beforeAll(async () => {
  // Nobody works on jobs here but the test.
  const jobs: Jobs = { enqueue: async () => {}, work: async () => {}, stop: async () => {} };
  server = await testContext({ parts: { jobs } });
  firm = testFirm(server);
});
afterAll(() => server.close());

const uploadAs = async (person: PersonActor, bytes: Uint8Array<ArrayBuffer>, matterId: string | null) => {
  const { context } = server;
  const chunks = (async function* () {
    yield bytes;
  })();
  const file = { name: 'bill.txt', chunks, isTruncated: () => false };
  return (await takeUpload(context, person, { file, idempotencyKey: context.newId(), matterId })).uploadId;
};

it('tells of a bill that came again only in the matter that holds it, whoever sent it', async () => {
  const { context, admin } = server;
  const [owner, outsider] = [await firm.user(), await firm.user('administrator')];
  const matterId = await firm.matter();
  await firm.grant(owner, matterId);
  const bytes = ledesBytes({ invoiceNumber: 'HELD-1' });
  // The one transaction that gives access also makes the matter visible to the one who files under it.
  await withChanges(context, SYSTEM, (batch) => refreshAccess(batch, { matterIds: [matterId] }));
  await readUpload(context, await uploadAs(owner, bytes, matterId));
  await readUpload(context, await uploadAs(outsider, bytes, null));
  const events = await admin
    .selectFrom('events')
    .select(['scope_id', 'data'])
    .where('type', '=', 'invoice.uploaded')
    .where('data', '@>', JSON.stringify({ knownCount: 1 }))
    .execute();
  expect(events).toEqual([{ scope_id: `matter:${matterId}`, data: { knownCount: 1 } }]);
});

it('reads two copies of one file at the same time into one invoice, and both are done', async () => {
  const { context, admin } = server;
  const bytes = ledesBytes({ lines: Array.from({ length: 50 }, (_, index) => ({ record: index + 1 })) });
  const uploadIds: string[] = [];
  for (const person of [await firm.user(), await firm.user(), await firm.user()]) {
    uploadIds.push(await uploadAs(person, bytes, null));
  }
  await Promise.all(uploadIds.map((uploadId) => readUpload(context, uploadId)));
  const uploads = await admin
    .selectFrom('uploads')
    .select(['state', 'attempts', 'last_error'])
    .where('id', 'in', uploadIds)
    .execute();
  expect(uploads).toEqual(Array(3).fill({ state: 'processed', attempts: 1, last_error: null }));
  const invoices = admin.selectFrom('invoices').innerJoin('uploads', 'uploads.sha256', 'invoices.file_sha256');
  const read = await invoices.select('invoices.id').distinct().where('uploads.id', 'in', uploadIds).execute();
  expect(read).toHaveLength(1);
});
