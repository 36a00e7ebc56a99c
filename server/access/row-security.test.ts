import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { type PersonActor, SYSTEM } from './actor.ts';
import { asSystem } from './as-system.ts';
import { type TestFirm, testFirm } from './firm.testing.ts';
import { actAs, readAs } from './read-as.ts';
import { refreshAccess } from './scope-access.ts';
import { testBatch } from './test-batch.testing.ts';

const OF_A_MATTER = [
  'matters', 'invoices', 'line_items', 'findings', 'finding_lines', 'decisions', 'narratives', 'dismissals',
  'comments', 'invoice_history', 'uploads', 'clients', 'change', 'events',
] as const; // biome-ignore format: one list

describe('row security', () => {
  let server: TestContext;
  let firm: TestFirm;
  let ann: PersonActor;
  let ben: PersonActor;
  let chief: PersonActor;
  let annsMatter: string;
  let bensMatter: string;
  let secret: string;

  beforeAll(async () => {
    server = await testContext();
    firm = testFirm(server);
    [ann, ben, chief] = [await firm.user(), await firm.user(), await firm.user('administrator')];
    [annsMatter, bensMatter, secret] = [await firm.matter(), await firm.matter(), await firm.matter()];
    await firm.invoice(annsMatter, ann);
    await firm.invoice(bensMatter, ben);
    await firm.invoice(secret, ben);
    await firm.grant(ann, annsMatter);
    await firm.grant(ben, null);
    // Above ben's grant of everything, and above the administrator's role.
    await firm.wall(ben, secret);
    await firm.wall(chief, secret);
    await testBatch(server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [ann.userId, ben.userId] }));
    let seq = 100;
    for (const matter of [annsMatter, bensMatter, secret]) {
      seq += 1;
      await server.adminPool.query(
        `INSERT INTO change (seq, scope_id, table_name, row_id, op, row_version) VALUES ($1, $2, 'matter', $2, 'put', 1)`,
        [seq, `matter:${matter}`],
      );
      await server.adminPool.query(
        `INSERT INTO events (seq, id, type, scope_id) VALUES ($1, $2, 'invoice.uploaded', $3)`,
        [seq, server.context.newId(), `matter:${matter}`],
      );
    }
  });
  afterAll(() => server.close());

  // A query that forgot every condition.
  const countAll = (actor: PersonActor | typeof SYSTEM, table: string) =>
    readAs(server.context, actor, async (db) => {
      const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM ${sql.table(table)}`.execute(db);
      return rows[0]?.count;
    });

  it.each(OF_A_MATTER)('shows of %s only what lies in scopes the person may see', async (table) => {
    expect(await countAll(ann, table)).toBe(1);
    expect(await countAll(ben, table)).toBe(2);
    expect(await countAll(SYSTEM, table)).toBe(3);
  });

  it.each(OF_A_MATTER)('shows nothing of %s where nobody is named, even after somebody was', async (table) => {
    await countAll(ann, table);
    const client = new pg.Client({ connectionString: server.appUrl });
    await client.connect();
    try {
      const { rows } = await client.query(`SELECT count(*)::int AS count FROM ${table}`);
      expect(rows).toEqual([{ count: 0 }]);
      await client.query('BEGIN');
      await client.query(`SELECT set_config('lait.user_id', $1, true)`, [ann.userId]);
      await client.query('COMMIT');
      const after = await client.query(`SELECT count(*)::int AS count FROM ${table}`);
      expect(after.rows).toEqual([{ count: 0 }]);
    } finally {
      await client.end();
    }
  });

  it('shows nothing of a matter that was withdrawn', async () => {
    const cleo = await firm.user();
    await firm.grant(cleo, annsMatter);
    await testBatch(server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [cleo.userId] }));
    expect(await countAll(cleo, 'line_items')).toBe(1);
    await firm.wall(cleo, annsMatter);
    await testBatch(server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [cleo.userId] }));
    for (const table of OF_A_MATTER) expect([table, await countAll(cleo, table)]).toEqual([table, 0]);
  });

  it('lets an administrator know of matters without a grant, of nothing in them, and of none behind a wall', async () => {
    expect(await countAll(chief, 'matters')).toBe(2);
    expect(await countAll(chief, 'uploads')).toBe(2);
    for (const table of ['invoices', 'line_items', 'findings', 'decisions', 'comments', 'change'])
      expect([table, await countAll(chief, table)]).toEqual([table, 0]);
    const unsecured = await firm.user('administrator');
    await server.admin
      .updateTable('users')
      .set({ totp_confirmed_at: null })
      .where('id', '=', unsecured.userId)
      .execute();
    expect(await countAll(unsecured, 'matters')).toBe(0);
  });

  it('refuses to write into a matter that the writer may not see, and changes none of its rows', async () => {
    const write = (matter: string) =>
      testBatch(server.context, ann, async ({ db, now }) => {
        await db
          .insertInto('comments')
          .values({
            id: server.context.newId(),
            invoice_id: (await firm.invoice(matter, ben)).invoiceId,
            line_id: null,
            text: 'x',
            by_user: ann.userId,
            at: now,
            scope_id: `matter:${matter}`,
            updated_seq: null,
            deleted_at: null,
          })
          .execute();
      });
    await expect(write(bensMatter)).rejects.toThrow('row-level security');
    const { numUpdatedRows } = await testBatch(server.context, ann, ({ db }) =>
      db.updateTable('invoices').set({ state: 'approved' }).where('matter_id', '=', bensMatter).executeTakeFirst(),
    );
    expect(Number(numUpdatedRows)).toBe(0);
  });

  it('goes back to the person after the server did its own part of a transaction', async () => {
    await testBatch(server.context, ann, async ({ db }) => {
      const all = await asSystem(db, () => db.selectFrom('matters').select('id').execute());
      expect(all).toHaveLength(3);
      expect(await db.selectFrom('matters').select('id').execute()).toEqual([{ id: annsMatter }]);
    });
  });

  it('cannot be turned off by the application', async () => {
    const refused = (statement: string) =>
      expect(server.context.pool.query(statement)).rejects.toThrow(/must be owner|permission denied/);
    await refused('ALTER TABLE invoices DISABLE ROW LEVEL SECURITY');
    await refused('DROP POLICY invoices_scope ON invoices');
    await refused('SET ROLE lait');
  });

  it('a reader changes nothing', async () => {
    const change = readAs(server.context, SYSTEM, (db) => db.deleteFrom('comments').execute());
    await expect(change).rejects.toThrow('read-only transaction');
  });

  it('guards every table that has a scope', async () => {
    const { rows } = await server.adminPool.query<{ name: string }>(`
      SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'scope_id'
      WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND NOT c.relrowsecurity ORDER BY 1`);
    // What these hold is no client data, and the server must read it before it knows who may see what.
    expect(rows.map(({ name }) => name)).toEqual(['audit_log', 'scope_access', 'scope_checksum']);
  });

  it('keeps a person to the own notifications, and of them to those about what they may see', async () => {
    for (const [{ userId }, matterId] of [
      [ann, annsMatter],
      [ann, secret],
      [ben, bensMatter],
    ] as const) {
      await server.admin
        .insertInto('notifications')
        .values({
          id: server.context.newId(),
          user_id: userId,
          type: 'invoice.flagged',
          about_scope_id: `matter:${matterId}`,
          subject_id: null,
          read_at: null,
          updated_seq: null,
          deleted_at: null,
        })
        .execute();
    }
    expect(await countAll(ann, 'notifications')).toBe(1);
    const client = await server.context.database.transaction().execute(async (db) => {
      await actAs(db, chief);
      return db.selectFrom('notifications').select('id').execute();
    });
    expect(client).toEqual([]);
  });
});
