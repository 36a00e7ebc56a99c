import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { SYSTEM } from './actor.ts';
import { type TestFirm, testFirm } from './firm.testing.ts';
import { inVisibleScopes } from './in-visible-scopes.ts';
import { readAs } from './read-as.ts';
import { refreshAccess } from './scope-access.ts';
import { testBatch } from './test-batch.testing.ts';

let server: TestContext;
let firm: TestFirm;
beforeAll(async () => {
  server = await testContext();
  firm = testFirm(server);
});
afterAll(() => server.close());

it('keeps to the matters of the user even where row security does not bind, and to nothing without any', async () => {
  const [ann, ben] = [await firm.user(), await firm.user()];
  const [hers, other] = [await firm.matter(), await firm.matter()];
  for (const matter of [hers, other]) await firm.invoice(matter, ann);
  await firm.grant(ann, hers);
  await testBatch(server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [ann.userId] }));
  const seenBy = (userId: string) =>
    server.admin
      .selectFrom('invoices')
      .select('matter_id')
      .where(inVisibleScopes('invoices.scope_id', userId))
      .execute();
  expect(await seenBy(ann.userId)).toEqual([{ matter_id: hers }]);
  expect(await seenBy(ben.userId)).toEqual([]);
  expect(await seenBy(server.context.newId())).toEqual([]);
});

it('walks an index for a person of few matters among many', async () => {
  const ann = await firm.user();
  const matter = await firm.matter();
  await firm.invoice(matter, ann);
  await firm.grant(ann, matter);
  await testBatch(server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [ann.userId] }));
  await server.adminPool.query(`
    INSERT INTO line_items (id, invoice_id, record, line_number, kind, narrative, scope_id)
      SELECT gen_random_uuid(), (SELECT id FROM invoices LIMIT 1), g, g, 'F', '', 'matter:' || md5((g % 500)::text)
      FROM generate_series(1, 20000) g;
    ANALYZE line_items, scope_access`);
  const plan = await readAs(server.context, ann, async (db) => {
    const { rows } = await sql<{ 'QUERY PLAN': string }>`
      EXPLAIN SELECT sum(total_e4) FROM line_items WHERE ${inVisibleScopes('line_items.scope_id', ann.userId)}`.execute(
      db,
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  expect(plan).toContain('line_items_scope');
  expect(plan).not.toContain('Seq Scan on line_items');
});
