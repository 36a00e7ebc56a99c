import { afterAll, beforeAll, expect, it } from 'vitest';
import { SYSTEM } from '../access/actor.ts';
import { testFirm } from '../access/firm.testing.ts';
import { readAs } from '../access/read-as.ts';
import { refreshAccess } from '../access/scope-access.ts';
import { testBatch } from '../access/test-batch.testing.ts';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { pageOfInvoices } from './invoice-rows.ts';

let server: TestContext;
beforeAll(async () => {
  server = await testContext();
});
afterAll(() => server.close());

it('pages through every invoice once, newest first, also those received within one millisecond of each other', async () => {
  const firm = testFirm(server);
  const ann = await firm.user();
  const matterId = await firm.matter();
  for (let count = 0; count < 9; count += 1) await firm.invoice(matterId, ann);
  await firm.grant(ann, matterId);
  await testBatch(server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [ann.userId] }));
  // Three at the same moment, the others microseconds apart.
  await server.adminPool.query(`UPDATE invoices i SET received_at = '2026-03-01T10:00:00Z'::timestamptz
      + make_interval(secs => greatest(n.place, 3) / 1000000.0)
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM invoices) n WHERE n.id = i.id`);
  const { rows } = await server.adminPool.query<{ id: string }>(
    'SELECT id FROM invoices ORDER BY received_at DESC, id DESC',
  );
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await readAs(server.context, ann, (db) => pageOfInvoices(db, ann, { limit: 2, after }));
    seen.push(...page.invoices.map(({ id }) => id));
    after = page.next ?? undefined;
  } while (after !== undefined && seen.length < 20);
  expect(seen).toEqual(rows.map(({ id }) => id));
});
