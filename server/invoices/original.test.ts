import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeLedes1998b } from '#shared/formats/write-ledes-1998b.ts';
import { draftDemoInvoice } from '../../scripts/cli/demo/draft-demo.ts';
import { finishInvoice } from '../../scripts/cli/demo/finish-invoice.ts';
import { type PersonActor, SYSTEM } from '../access/actor.ts';
import { testFirm } from '../access/firm.testing.ts';
import { refreshAccess } from '../access/scope-access.ts';
import { withChanges } from '../sync/with-changes.ts';
import { type TestServer, testServer } from '../testing/test-server.ts';
import { readUpload } from './read-upload.ts';
import { takeUpload } from './take-upload.ts';

describe('the original of a bill', () => {
  let server: TestServer;
  let ann: PersonActor;
  let ben: PersonActor;
  const actors = new Map<string, PersonActor>();
  beforeAll(async () => {
    server = await testServer({
      authenticate: async ({ headers }) => actors.get(String(headers.authorization)) ?? null,
    });
    const firm = testFirm(server);
    [ann, ben] = [await firm.user(), await firm.user()];
    for (const actor of [ann, ben]) {
      actors.set(actor.userId, actor);
      await firm.grant(actor, null);
    }
    await reckonAccess();
  });
  afterAll(() => server.close());

  const reckonAccess = () =>
    withChanges(server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [ann.userId, ben.userId] }));
  const original = (actor: PersonActor, invoiceId: string) =>
    server.app.inject({ url: `/api/invoices/${invoiceId}/original`, headers: { authorization: actor.userId } });

  it('that came in one file with a bill behind a wall is not handed out: the file holds both', async () => {
    const [first, second] = [1, 2].map((ordinal) => {
      const { invoice } = finishInvoice(draftDemoInvoice(43, ordinal, 20), 1);
      return { ...invoice, clientId: 'ACME', matterId: `FILE-${ordinal}` };
    });
    if (first === undefined || second === undefined) throw new Error('Two bills were drafted.');
    const bytes = Buffer.from(writeLedes1998b([first, second]).text);
    const { uploadId } = await takeUpload(server.context, ann, {
      file: { name: 'both.txt', chunks: chunksOf(bytes), isTruncated: () => false },
      idempotencyKey: 'both-bills',
      matterId: null,
    });
    await readUpload(server.context, uploadId);
    const [open, hidden] = await server.admin
      .selectFrom('invoices')
      .select(['id', 'matter_id'])
      .where('upload_id', '=', uploadId)
      .orderBy('ordinal')
      .execute();
    if (open === undefined || hidden === undefined) throw new Error('The file was read as two bills.');
    expect(open.matter_id).not.toBe(hidden.matter_id);
    expect((await original(ben, open.id)).rawPayload.equals(bytes)).toBe(true);

    await testFirm(server).wall(ben, hidden.matter_id);
    await reckonAccess();
    const refused = await original(ben, open.id);
    const absent = await original(ben, server.context.newId());
    expect([refused.statusCode, refused.json().error.message]).toEqual([404, absent.json().error.message]);
    expect((await original(ann, open.id)).statusCode).toBe(200);
    const read = await server.app.inject({ url: `/api/invoices/${open.id}`, headers: { authorization: ben.userId } });
    expect(read.statusCode).toBe(200);
  });
});

async function* chunksOf(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
