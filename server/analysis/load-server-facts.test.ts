import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildInvoice } from '#shared/domain/build-invoice.testing.ts';
import { SYSTEM } from '../access/actor.ts';
import { testFirm } from '../access/firm.testing.ts';
import { refreshAccess } from '../access/scope-access.ts';
import { withChanges } from '../sync/with-changes.ts';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { loadServerFacts } from './load-server-facts.ts';

let server: TestContext;
beforeAll(async () => {
  server = await testContext();
});
afterAll(() => server.close());

it('gives the register only as far as whoever sent the bill may see it, besides the matter it is filed under', async () => {
  const { context, admin } = server;
  const firm = testFirm(server);
  const sender = await firm.user();
  const [filed, seen, hidden, unconfirmed] = [
    await firm.matter(),
    await firm.matter(),
    await firm.matter(),
    await firm.matter(),
  ];
  await admin.updateTable('matters').set({ is_confirmed: false }).where('id', '=', unconfirmed).execute();
  await firm.grant(sender, seen);
  await firm.grant(sender, unconfirmed);
  const numbers = new Map(
    (await admin.selectFrom('matters').select(['id', 'number']).execute()).map(({ id, number }) => [id, number]),
  );
  const registered = async () => {
    const facts = await withChanges(context, SYSTEM, async (batch) => {
      await refreshAccess(batch, { userIds: [sender.userId] });
      return loadServerFacts(batch, buildInvoice(), filed, {
        today: '2026-04-10',
        receivedOn: '2026-04-10',
        uploadedBy: sender.userId,
      });
    });
    return (facts.value.register ?? []).map(({ matterId }) => matterId).sort();
  };
  const namesOf = (...ids: readonly string[]) => ids.map((id) => numbers.get(id)).sort();
  expect(await registered()).toEqual(namesOf(filed, seen));
  await firm.grant(sender, hidden);
  expect(await registered()).toEqual(namesOf(filed, seen, hidden));
  await firm.wall(sender, hidden);
  expect(await registered()).toEqual(namesOf(filed, seen));
});
