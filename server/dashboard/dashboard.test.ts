import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dashboard } from '#shared/api/dashboard.ts';
import { type PersonActor, type Role, SYSTEM } from '../access/actor.ts';
import { type TestFirm, testFirm } from '../access/firm.testing.ts';
import { readAs } from '../access/read-as.ts';
import { refreshAccess } from '../access/scope-access.ts';
import { testBatch } from '../access/test-batch.testing.ts';
import { generateRecord } from '../testing/generated-record.ts';
import { type TestContext, testContext } from '../testing/test-context.ts';
import { readDashboard } from './read-dashboard.ts';

const TODAY = '2026-04-01';
function e4Of(decimal: string): bigint {
  const [whole = '', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(4, '0'));
}

type Rows = readonly Readonly<Record<string, unknown>>[];

/**
 * The figures of docs/dashboard.md, reckoned in another way: from lines, decisions and findings as the owner of the
 * database sees them, with access taken from grants and walls.
 */
describe('the dashboard of a generated firm', () => {
  let server: TestContext;
  let firm: TestFirm;
  let everything: PersonActor;
  let some: PersonActor;
  let approver: PersonActor;
  let nobody: PersonActor;
  let chief: PersonActor;
  const people = () => [everything, some, approver, nobody, chief];
  beforeAll(async () => {
    server = await testContext({ nowMs: Date.parse(`${TODAY}T09:00:00Z`) });
    firm = testFirm(server);
    await generateRecord(server.adminPool, {
      clients: 70,
      matters: 90,
      invoices: 400,
      linesPerInvoice: 8,
      today: TODAY,
    });
    await server.adminPool.query('SELECT lait_reckon_rules(ARRAY(SELECT id FROM invoices))');
    // Figures that do not fit a safe integer when they are added.
    await server.adminPool.query(`WITH large AS (SELECT id FROM invoices WHERE currency = 'GBP' AND date IS NULL
          OR currency = 'GBP' AND date BETWEEN '2025-06-01' AND '2026-03-01' ORDER BY id LIMIT 3)
      UPDATE line_items SET total_e4 = total_e4 + 4503599627370497 WHERE id IN (
        SELECT DISTINCT ON (invoice_id) id FROM line_items WHERE invoice_id IN (SELECT id FROM large))`);
    await server.adminPool.query(`UPDATE invoices i SET computed_total_e4 = l.total
      FROM (SELECT invoice_id, sum(total_e4)::bigint AS total FROM line_items GROUP BY invoice_id) l
      WHERE l.invoice_id = i.id AND i.computed_total_e4 IS NOT NULL`);
    const roles: readonly Role[] = ['reviewer', 'reviewer', 'approver', 'reviewer', 'administrator'];
    const made: PersonActor[] = [];
    for (const role of roles) made.push(await firm.user(role));
    [everything, some, approver, nobody, chief] = made as [
      PersonActor,
      PersonActor,
      PersonActor,
      PersonActor,
      PersonActor,
    ];
    const { rows: matters } = await server.adminPool.query<{ id: string }>('SELECT id FROM matters ORDER BY id');
    for (const actor of [everything, approver, chief]) await firm.grant(actor, null);
    for (const { id } of matters.slice(0, 9)) await firm.grant(some, id);
    for (const { id } of matters.slice(5, 30)) await firm.wall(approver, id);
    for (const { id } of matters.slice(0, 4)) await firm.wall(chief, id);
    await server.adminPool.query(
      'UPDATE invoices SET submitted_by = $1 WHERE submitted_by IS NOT NULL AND ordinal = 1 AND right(id::text, 1) < $2',
      [approver.userId, '6'],
    );
    await testBatch(server.context, SYSTEM, (batch) =>
      refreshAccess(batch, { userIds: people().map(({ userId }) => userId) }),
    );
  });
  afterAll(() => server.close());

  const ask = async (text: string, values: readonly unknown[] = []): Promise<Rows> =>
    (await server.adminPool.query(text, [...values])).rows;
  const decimal = (column: string) => `trim_scale(${column}::numeric / 10000)::text`;
  /** By grants and walls themselves; `$1` is the user. */
  const OWN = `(SELECT i.* FROM invoices i WHERE i.deleted_at IS NULL
    AND EXISTS (SELECT 1 FROM grants g WHERE g.user_id = $1 AND (g.matter_id IS NULL OR g.matter_id = i.matter_id))
    AND NOT EXISTS (SELECT 1 FROM walls w WHERE w.user_id = $1 AND w.matter_id = i.matter_id AND w.lifted_at IS NULL))`;
  const IN_YEAR = `(SELECT o.*, o.client_id AS client, to_char(o.date, 'YYYY-MM') AS month FROM ${OWN} o
    WHERE o.date IS NULL OR to_char(o.date, 'YYYY-MM') BETWEEN '2025-05' AND '2026-04')`;
  /** One row a line, with what stands on it. */
  const LINES = `(SELECT y.id AS invoice, y.currency, y.month, y.client, y.computed_total_e4 IS NOT NULL AS is_known, l.id, l.total_e4,
      coalesce((SELECT max(fl.cut_e4) FROM finding_lines fl JOIN findings f ON f.id = fl.finding_id
        WHERE fl.line_id = l.id AND f.is_enabled AND f.deleted_at IS NULL), 0) AS proposed,
      coalesce((SELECT d.cut_e4 FROM decisions d WHERE d.line_id = l.id ORDER BY d.version DESC LIMIT 1), 0) AS saved
    FROM ${IN_YEAR} y JOIN line_items l ON l.invoice_id = y.id)`;
  const sumsBy = (columns: string) => `SELECT ${columns}, count(DISTINCT invoice)::int AS "invoiceCount",
      ${decimal('coalesce(sum(total_e4) FILTER (WHERE is_known), 0)')} AS billed,
      ${decimal('sum(proposed)')} AS proposed, ${decimal('sum(saved)')} AS saved
    FROM ${LINES} lines GROUP BY ${columns}`;
  const sorted = (rows: Rows) => rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
  const dashboardOf = (actor: PersonActor) => readDashboard(server.context, actor);

  it('adds up by month and by currency, to the last ten-thousandth, never over currencies', async () => {
    for (const actor of people()) {
      const { money } = await dashboardOf(actor);
      expect([money.from, money.to]).toEqual(['2025-05-01', '2026-04-30']);
      expect(sorted(money.byMonth)).toEqual(sorted(await ask(sumsBy('month, currency'), [actor.userId])));
      expect(sorted(money.totals)).toEqual(sorted(await ask(sumsBy('currency'), [actor.userId])));
      const [unknown] = await ask(`SELECT count(*)::int FROM ${IN_YEAR} y WHERE computed_total_e4 IS NULL`, [
        actor.userId,
      ]);
      expect(money.unknownTotals).toBe(unknown?.count);
    }
    const { money } = await dashboardOf(everything);
    // The stage is worth it: months without a date, invoices without a currency, a sum beyond safe integers.
    expect(money.byMonth.some(({ month }) => month === null)).toBe(true);
    expect(money.totals.map(({ currency }) => currency).sort()).toEqual(['EUR', 'GBP', 'USD', null]);
    const pounds = money.totals.find(({ currency }) => currency === 'GBP')?.billed ?? '';
    expect(e4Of(pounds) > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
    expect(money.unknownTotals).toBeGreaterThan(0);
  });

  it('adds up by client, of each currency the 25 with most saved, all others in one row', async () => {
    let restCount = 0;
    for (const actor of people()) {
      const { byClient } = (await dashboardOf(actor)).money;
      const own = await ask(sumsBy('client, currency'), [actor.userId]);
      const currencies = new Set(own.map(({ currency }) => currency));
      expect(new Set(byClient.map(({ currency }) => currency))).toEqual(currencies);
      for (const currency of currencies) {
        const wanted = own
          .filter((row) => row.currency === currency)
          .sort(
            (a, b) =>
              Number(e4Of(String(b.saved)) - e4Of(String(a.saved))) ||
              Number(e4Of(String(b.billed)) - e4Of(String(a.billed))),
          );
        const rows = byClient.filter((row) => row.currency === currency);
        const named = rows.filter(({ clientId }) => clientId !== null);
        expect(named.map(({ clientId, number: _, name: __, ...sums }) => ({ client: clientId, ...sums }))).toEqual(
          wanted.slice(0, 25),
        );
        for (const { clientId, number, name } of named) {
          expect({ number, name }).toEqual(
            (await ask('SELECT number, name FROM clients WHERE id = $1', [clientId]))[0],
          );
        }
        const others = wanted.slice(25);
        const rest = rows.filter(({ clientId }) => clientId === null);
        expect(rest.length).toBe(others.length === 0 ? 0 : 1);
        restCount += rest.length;
        for (const { invoiceCount, billed, proposed, saved } of rest) {
          const sum = (name: string) => others.reduce((total, row) => total + e4Of(String(row[name])), 0n);
          expect(invoiceCount).toBe(others.reduce((total, row) => total + Number(row.invoiceCount), 0));
          expect([billed, proposed, saved].map(e4Of)).toEqual(['billed', 'proposed', 'saved'].map(sum));
        }
      }
    }
    expect(restCount).toBeGreaterThan(0);
  });

  it('counts each cut under one rule: the named finding that would save most; without a finding, under none', async () => {
    const saved = `SELECT currency, rule_id, sum(cut_e4) AS saved, 0 AS proposed FROM (
        SELECT y.currency, d.cut_e4, (SELECT f.rule_id FROM findings f WHERE d.finding_ids ? f.id::text
          ORDER BY f.potential_saving_e4 DESC, f.severity DESC, f.rule_id LIMIT 1) AS rule_id
        FROM ${IN_YEAR} y JOIN decisions d ON d.invoice_id = y.id
        WHERE d.version = (SELECT max(version) FROM decisions l WHERE l.line_id = d.line_id) AND d.cut_e4 > 0) cuts
      GROUP BY currency, rule_id`;
    const proposed = `SELECT currency, rule_id, 0, sum(cut_e4) FROM (
        SELECT DISTINCT ON (fl.line_id) y.currency, f.rule_id, fl.cut_e4 FROM ${IN_YEAR} y
        JOIN findings f ON f.invoice_id = y.id AND f.is_enabled AND f.deleted_at IS NULL
        JOIN finding_lines fl ON fl.finding_id = f.id AND fl.cut_e4 > 0
        ORDER BY fl.line_id, fl.cut_e4 DESC, f.severity DESC, f.rule_id) largest GROUP BY currency, rule_id`;
    for (const actor of people()) {
      const { byRule } = (await dashboardOf(actor)).money;
      const wanted = await ask(
        `SELECT rule_id AS "ruleId", currency, ${decimal('sum(proposed)')} AS proposed, ${decimal('sum(saved)')} AS saved
         FROM (${saved} UNION ALL ${proposed}) parts GROUP BY rule_id, currency HAVING sum(saved) <> 0 OR sum(proposed) <> 0`,
        [actor.userId],
      );
      expect(sorted(byRule.map(({ title: _, ...row }) => row))).toEqual(sorted(wanted));
    }
    const { byRule } = (await dashboardOf(everything)).money;
    expect(byRule.some(({ ruleId }) => ruleId === null)).toBe(true);
    expect(byRule.find(({ ruleId }) => ruleId === 'R24')?.title).toContain('increment');
  });

  it('says what waits for whom: to review, and to approve what others submitted; the soonest due first', async () => {
    for (const actor of people()) {
      const { waiting } = await dashboardOf(actor);
      const isApprover = actor.role !== 'reviewer';
      const waits = `${OWN} o WHERE o.state IN ('analysed', 'in_review')
        AND (o.submitted_by IS NULL OR ($2 AND o.submitted_by <> $1))`;
      const [counts] = await ask(
        `SELECT count(*) FILTER (WHERE state = 'analysed')::int AS checked,
          count(*) FILTER (WHERE state = 'in_review' AND submitted_by IS NULL)::int AS "inReview",
          count(*) FILTER (WHERE submitted_by IS NOT NULL)::int AS "toApprove",
          count(*) FILTER (WHERE due_on < '${TODAY}')::int AS overdue FROM ${waits}`,
        [actor.userId, isApprover],
      );
      const { first, ...counted } = waiting;
      expect(counted).toEqual(counts);
      const due = await ask(
        `SELECT o.id, o.invoice_number AS "invoiceNumber", o.vendor_name AS "vendorName",
          (SELECT name FROM clients c WHERE c.id = o.client_id) AS "clientName",
          (SELECT number FROM matters m WHERE m.id = o.matter_id) AS "matterNumber",
          CASE WHEN o.submitted_by IS NULL THEN 'review' ELSE 'approve' END AS step, o.due_on AS "dueOn",
          coalesce(o.due_on < '${TODAY}', false) AS "isOverdue", o.open_count AS "openCount", o.currency,
          ${decimal('o.computed_total_e4')} AS total
        FROM ${waits} ORDER BY o.due_on NULLS LAST, o.received_at, o.id LIMIT 10`,
        [actor.userId, isApprover],
      );
      expect(first).toEqual(due);
    }
    const mine = (await dashboardOf(approver)).waiting;
    expect(mine.toApprove).toBeGreaterThan(0);
    expect(mine.overdue).toBeGreaterThan(0);
    expect((await dashboardOf(everything)).waiting.toApprove).toBe(0);
  });

  it('shows nothing at all to whoever may see nothing', async () => {
    const { asOf, ...rest } = await dashboardOf(nobody);
    expect(asOf).toBe(`${TODAY}T09:00:00.000Z`);
    const empty: Omit<Dashboard, 'asOf'> = {
      waiting: { checked: 0, inReview: 0, toApprove: 0, overdue: 0, first: [] },
      money: {
        from: '2025-05-01',
        to: '2026-04-30',
        unknownTotals: 0,
        totals: [],
        byMonth: [],
        byClient: [],
        byRule: [],
      },
      stuck: { count: 0, files: [] },
      devices: [],
    };
    expect(rest).toEqual(empty);
  });

  it('shows an invoice assigned to somebody to nobody else', async () => {
    const { waiting } = await dashboardOf(some);
    const [target] = waiting.first;
    const assign = (to: string | null) =>
      server.adminPool.query('UPDATE invoices SET assigned_to = $2 WHERE id = $1', [target?.id, to]);
    await assign(everything.userId);
    const total = ({ checked, inReview }: Dashboard['waiting']) => checked + inReview;
    expect(total((await dashboardOf(some)).waiting)).toBe(total(waiting) - 1);
    await assign(some.userId);
    expect(total((await dashboardOf(some)).waiting)).toBe(total(waiting));
    await assign(null);
  });

  it('lets row security hold where a query forgets: sums of rules are only of what the person may see', async () => {
    const countOf = (actor: PersonActor) =>
      readAs(server.context, actor, async (db) => {
        const { count } = await db
          .selectFrom('rule_sums')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
        return count;
      });
    for (const actor of people()) {
      const [own] = await ask(`SELECT count(*)::int FROM rule_sums r WHERE r.invoice_id IN (SELECT id FROM ${OWN} o)`, [
        actor.userId,
      ]);
      expect(await countOf(actor)).toBe(own?.count);
    }
  });

  it('lists stuck files: all to administrators but for walls, their own to others; and the own devices', async () => {
    const [open, walled] = [await firm.matter(), await firm.matter()];
    const [ann, ben] = [await firm.user(), await firm.user()];
    for (const actor of [ann, ben]) for (const matter of [open, walled]) await firm.grant(actor, matter);
    await firm.wall(chief, walled);
    await testBatch(server.context, SYSTEM, (batch) =>
      refreshAccess(batch, { userIds: [ann.userId, ben.userId, chief.userId] }),
    );
    const stuck = async (actor: PersonActor, matter: string) => {
      const { uploadId } = await firm.invoice(matter, actor);
      await server.adminPool.query(
        `UPDATE uploads SET state = 'needs_attention', error_code = 'FILE_001' WHERE id = $1`,
        [uploadId],
      );
      return uploadId;
    };
    const [hers, his] = [await stuck(ann, open), await stuck(ben, walled)];
    const listed = async (actor: PersonActor) => {
      const { count, files } = (await dashboardOf(actor)).stuck;
      expect(count).toBe(files.length);
      return files.map(({ uploadId, isOwn }) => [uploadId, isOwn]);
    };
    expect(await listed(ann)).toEqual([[hers, true]]);
    expect(await listed(ben)).toEqual([[his, true]]);
    expect(await listed(chief)).toEqual([[hers, false]]);

    await server.adminPool.query(
      `INSERT INTO devices (id, user_id, name, platform, app_version, schema_version, last_seen_at, revoked_at) VALUES
        ($2, $1, 'Laptop', 'linux', '0.2.0', 1, '2026-03-31T08:00:00Z', NULL),
        ($3, $1, 'Desk', 'win32', '0.2.0', 1, '2026-04-01T08:00:00Z', NULL),
        ($4, $1, 'Lost', 'linux', '0.1.0', 1, '2026-04-01T08:30:00Z', '2026-04-01T08:40:00Z')`,
      [ann.userId, ...[1, 2, 3].map(() => server.context.newId())],
    );
    const devices = (await dashboardOf(ann)).devices.map(({ name, lastSeenAt }) => `${name} ${lastSeenAt}`);
    expect(devices).toEqual(['Desk 2026-04-01T08:00:00.000Z', 'Laptop 2026-03-31T08:00:00.000Z']);
    expect((await dashboardOf(ben)).devices).toEqual([]);
  });
});
