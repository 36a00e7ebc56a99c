import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PersonActor, SYSTEM } from '../../access/actor.ts';
import { type TestFirm, type TestInvoice, testFirm } from '../../access/firm.testing.ts';
import { readAs } from '../../access/read-as.ts';
import { refreshAccess } from '../../access/scope-access.ts';
import { testBatch } from '../../access/test-batch.testing.ts';
import { type TestContext, testContext } from '../../testing/test-context.ts';
import { indexRecord } from './index-record.ts';
import { searchLocally } from './search-locally.ts';

let server: TestContext;
let firm: TestFirm;
let ann: PersonActor;
let matter: string;
let invoice: TestInvoice;

beforeAll(async () => {
  server = await testContext();
  firm = testFirm(server);
  ann = await firm.user();
  matter = await firm.matter();
  await firm.grant(ann, null);
  await testBatch(server.context, SYSTEM, (batch) => refreshAccess(batch, { userIds: [ann.userId] }));
  invoice = await firm.invoice(matter, ann);
}, 60_000);
afterAll(() => server.close());

const FILTERS = {
  courts: [],
  filedAfter: null,
  filedBefore: null,
  includesUnpublished: false,
  minimumCitations: null,
  order: 'relevance' as const,
  localKinds: [],
};
const find = (query: string, localKinds: string[] = []) =>
  readAs(server.context, ann, (db) => searchLocally(db, ann, query, { ...FILTERS, localKinds }, 10));
let seq = 1_000;
/** As the feed tells of a row. */
const changed = async (table: string, rowId: string, op = 'put') => {
  seq += 1;
  await server.adminPool.query(
    'INSERT INTO change (seq, scope_id, table_name, row_id, op, row_version) VALUES ($1, $2, $3, $4, $5, 1)',
    [seq, `matter:${matter}`, table, rowId, op],
  );
  expect(await indexRecord(server.context)).toBe(true);
};
const setLine = (values: Readonly<Record<string, unknown>>) =>
  server.admin.updateTable('line_items').set(values).where('id', '=', invoice.lineId).execute();

describe('what the search knows of the record', () => {
  it('is filled from what was there before the search was', async () => {
    await setLine({ narrative: 'Telephone call about settlement', decision_kind: 'cut_line', cut_e4: 10_000 });
    await server.admin.deleteFrom('narratives').execute();
    expect(await indexRecord(server.context)).toBe(true);
    const { hits } = await find('settlement calls');
    expect(hits).toMatchObject([
      {
        kind: 'line',
        title: 'Invoice 1, line 1',
        scopeId: `matter:${matter}`,
        link: `lait://open/invoice/${invoice.invoiceId}/line/${invoice.lineId}`,
      },
    ]);
  });

  it('follows the feed: a line is found by what it says once it was decided, and not when the decision is gone', async () => {
    await setLine({ narrative: 'Attend mediation in Camden' });
    await changed('narrative', invoice.lineId);
    expect((await find('mediation Camden')).hits).toHaveLength(1);
    expect((await find('settlement')).hits).toHaveLength(0);
    await setLine({ decision_kind: null, cut_e4: null });
    await changed('decision', `${invoice.lineId}:2`);
    expect((await find('mediation Camden')).hits).toHaveLength(0);
  });

  it('finds notes, narrowed by kind', async () => {
    const id = server.context.newId();
    await server.admin
      .insertInto('comments')
      .values({
        id,
        invoice_id: invoice.invoiceId,
        line_id: invoice.lineId,
        text: 'The adjuster agreed to paralegals at this inspection',
        by_user: ann.userId,
        at: new Date(server.clock.nowMs()),
        scope_id: `matter:${matter}`,
        updated_seq: null,
        deleted_at: null,
      })
      .execute();
    await changed('comment', id);
    expect((await find('adjuster inspection', ['note'])).totalCount).toBe(1);
    expect((await find('adjuster inspection', ['line'])).totalCount).toBe(0);
    expect((await find('adjuster inspection', ['letter'])).totalCount).toBe(0);
    await server.admin.updateTable('comments').set({ deleted_at: new Date() }).where('id', '=', id).execute();
    await changed('comment', id, 'delete');
    expect((await find('adjuster inspection')).totalCount).toBe(0);
  });

  it('finds the clauses of a guideline as its newest version has them', async () => {
    const save = async (version: number, text: string) => {
      const rule = {
        ruleId: 'R32',
        isEnabled: true,
        severity: 'warn',
        parameters: {},
        clause: { section: '4.2', text },
      };
      await server.admin
        .insertInto('guidelines')
        .values({
          name: 'acme',
          version,
          body: JSON.stringify({
            name: 'acme',
            title: 'Acme',
            version,
            description: '',
            rules: [rule],
            codeSets: [],
            customCodes: [],
          }),
          saved_by: ann.userId,
          scope_id: 'firm',
          updated_seq: null,
          deleted_at: null,
        })
        .execute();
      await changed('guideline', `acme:${version}`);
    };
    await save(1, 'Kangaroo entries are refused');
    expect((await find('kangaroo')).hits).toMatchObject([{ kind: 'clause', title: 'Acme, 4.2', scopeId: 'firm' }]);
    await save(2, 'Wallaby entries are refused');
    expect((await find('kangaroo')).hits).toEqual([]);
    expect((await find('wallaby')).hits).toHaveLength(1);
  });

  describe('goes on', () => {
    const comment = async (text: string): Promise<string> => {
      const id = server.context.newId();
      await server.admin
        .insertInto('comments')
        .values({
          id,
          invoice_id: invoice.invoiceId,
          line_id: null,
          text,
          by_user: ann.userId,
          at: new Date(server.clock.nowMs()),
          scope_id: `matter:${matter}`,
          updated_seq: null,
          deleted_at: null,
        })
        .execute();
      return id;
    };
    /** Passages that hold a word are refused by the database, with this code. */
    const refuse = async (word: string, code: string): Promise<void> => {
      await server.adminPool.query(`
        CREATE OR REPLACE FUNCTION refuse_passage() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF NEW.body LIKE '%${word}%' THEN RAISE EXCEPTION 'refused' USING ERRCODE = '${code}'; END IF; RETURN NEW; END $$;
        CREATE OR REPLACE TRIGGER refuse_passage BEFORE INSERT ON passages FOR EACH ROW EXECUTE FUNCTION refuse_passage()`);
    };

    it('past words of scripts beyond the first 65,536 characters, cut where they are long', async () => {
      const id = await comment(`a${'\u{20000}'.repeat(40)} b${'\u{20000}'.repeat(40)} wombat`);
      await changed('comment', id);
      expect((await find('wombat')).hits).toHaveLength(1);
    });

    it('past what cannot be stored, which it leaves out and reports', async () => {
      await refuse('platypus', '22021');
      const reported: string[] = [];
      const context = { ...server.context, systemErrors: { report: (code: string) => void reported.push(code) } };
      const ids = [await comment('echidna one'), await comment('platypus echidna'), await comment('echidna two')];
      for (const [index, id] of ids.entries()) {
        await server.adminPool.query(
          `INSERT INTO change (seq, scope_id, table_name, row_id, op, row_version) VALUES ($1, $2, 'comment', $3, 'put', 1)`,
          [seq + 1 + index, `matter:${matter}`, id],
        );
      }
      seq += ids.length;
      expect(await indexRecord(context)).toBe(true);
      expect((await find('echidna')).hits.map(({ passages }) => passages[0]?.text).toSorted()).toEqual([
        'echidna one',
        'echidna two',
      ]);
      expect(reported).toEqual(['SEARCH_INDEX']);
      expect(JSON.stringify(server.logged)).not.toContain('platypus');
      expect(await indexRecord(context)).toBe(true);
    });

    it('where it stopped once what passes has passed, a full disk for one', async () => {
      await refuse('bandicoot', '53100');
      const id = await comment('bandicoot entries');
      await expect(changed('comment', id)).rejects.toThrow('refused');
      await refuse('nothing of this', '53100');
      expect(await indexRecord(server.context)).toBe(true);
      expect((await find('bandicoot')).hits).toHaveLength(1);
      await server.adminPool.query('DROP TRIGGER refuse_passage ON passages');
    });
  });

  it('is filled anew when the feed was forgotten further than it was read', async () => {
    expect((await find('wallaby')).hits).toHaveLength(1);
    await server.admin.deleteFrom('guidelines').execute();
    await setLine({ narrative: 'Draft motion in limine', decision_kind: 'accept' });
    await server.admin
      .updateTable('feed_horizon')
      .set({ seq: seq + 10 })
      .execute();
    expect(await indexRecord(server.context)).toBe(true);
    expect((await find('motion in limine')).hits).toHaveLength(1);
    expect((await find('wallaby')).hits).toHaveLength(0);
  });

  it('is brought up to date by one process at a time', async () => {
    const [a, b] = await Promise.all([indexRecord(server.context), indexRecord(server.context)]);
    expect(a || b).toBe(true);
  });
});
