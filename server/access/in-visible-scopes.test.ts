import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { type PersonActor, SYSTEM } from './actor.ts';
import { type TestFirm, testFirm } from './firm.testing.ts';
import { inVisibleScopes, ofVisibleScopes } from './in-visible-scopes.ts';
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

it.each([
  { name: 'as a list', condition: inVisibleScopes },
  { name: 'as a join', condition: ofVisibleScopes },
])(
  'keeps to the matters of the user, $name, even where row security does not bind, and to nothing without any',
  async ({ condition }) => {
    const [ann, ben] = [await firm.user(), await firm.user()];
    const [hers, other] = [await firm.matter(), await firm.matter()];
    for (const matter of [hers, other]) await firm.invoice(matter, ann);
    await firm.grant(ann, hers);
    await testBatch(server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [ann.userId] }));
    const seenBy = (userId: string) =>
      server.admin.selectFrom('invoices').select('matter_id').where(condition('invoices.scope_id', userId)).execute();
    expect(await seenBy(ann.userId)).toEqual([{ matter_id: hers }]);
    expect(await seenBy(ben.userId)).toEqual([]);
    expect(await seenBy(server.context.newId())).toEqual([]);
  },
);

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

it('lets a list by date walk the dates for a person of many matters, and the scopes for a person of few', async () => {
  const [all, few] = [await firm.user(), await firm.user()];
  const matter = await firm.matter();
  await firm.invoice(matter, few);
  await server.adminPool.query(
    `INSERT INTO matters (id, client_id, number, name)
      SELECT gen_random_uuid(), client_id, 'N' || g, 'N' FROM matters, generate_series(1, 500) g WHERE id = $1`,
    [matter],
  );
  await server.adminPool.query(
    `INSERT INTO invoices SELECT (r).* FROM (
      SELECT jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'ordinal', row_number() OVER (), 'matter_id', m.id,
        'scope_id', m.scope_id, 'received_at', now() - make_interval(mins => g))) AS r
      FROM invoices i, matters m, generate_series(1, 6) g WHERE i.matter_id = $1) many`,
    [matter],
  );
  await firm.grant(all, null);
  await firm.grant(few, matter);
  await testBatch(server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [all.userId, few.userId] }));
  await server.adminPool.query('ANALYZE invoices, scope_access');
  const planOf = (actor: PersonActor) =>
    readAs(server.context, actor, async (db) => {
      const { rows } = await sql<{ 'QUERY PLAN': string }>`EXPLAIN SELECT id FROM invoices
        WHERE ${ofVisibleScopes('invoices.scope_id', actor.userId)} AND deleted_at IS NULL
        ORDER BY received_at DESC, id DESC LIMIT 51`.execute(db);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
  expect(await planOf(all)).toContain('invoices_received');
  expect(await planOf(few)).toContain('invoices_scope');
});
