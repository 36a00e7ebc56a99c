import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { SYSTEM } from './actor.ts';
import { testFirm } from './firm.testing.ts';
import { notVisible } from './not-visible.ts';
import { refreshAccess } from './scope-access.ts';
import { testBatch } from './test-batch.testing.ts';

let server: TestContext;
beforeAll(async () => {
  server = await testContext();
});
afterAll(() => server.close());

it('answers the same for what a wall hides and for what is not there, and audits which it was', async () => {
  const firm = testFirm(server);
  const [ann, ben] = [await firm.user(), await firm.user()];
  const matter = await firm.matter();
  const { invoiceId, lineId, findingId, uploadId } = await firm.invoice(matter, ben);
  await firm.grant(ann, null);
  await firm.wall(ann, matter);
  await testBatch(server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [ann.userId] }));
  const asked = [
    { objectType: 'matter', objectId: matter },
    { objectType: 'invoice', objectId: invoiceId },
    { objectType: 'line', objectId: lineId },
    { objectType: 'finding', objectId: findingId },
    { objectType: 'upload', objectId: uploadId },
    { objectType: 'invoice', objectId: server.context.newId() },
  ] as const;
  const answers = await Promise.all(
    asked.map((each) =>
      notVisible(server.context, ann, each).catch(({ status, code, message }) => ({ status, code, message })),
    ),
  );
  expect(answers[0]).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  for (const answer of answers) expect(answer).toEqual(answers[0]);

  const entries = await server.admin.selectFrom('audit_log').selectAll().orderBy('seq').execute();
  const ofObject = new Map(entries.map((entry) => [entry.object_id, entry]));
  for (const [index, { objectId }] of asked.entries()) {
    expect(ofObject.get(objectId)).toMatchObject({
      action: 'access.denied',
      outcome: 'denied',
      actor_id: ann.userId,
      session_id: ann.sessionId,
      ip: ann.ip,
      scope_id: index < 5 ? `matter:${matter}` : null,
    });
  }
});
