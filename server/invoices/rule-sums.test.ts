import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonActor } from '../access/actor.ts';
import { type SyncFirm, syncFirm, type TestBill, untouched } from '../sync/firm.testing.ts';
import { generateRecord } from '../testing/generated-record.ts';
import { type TestContext, testContext } from '../testing/test-context.ts';

interface RuleSum {
  readonly invoice_id: string;
  readonly rule_id: string;
  readonly proposed_e4: number;
  readonly saved_e4: number;
}

async function ruleSums(pool: pg.Pool): Promise<readonly RuleSum[]> {
  const { rows } = await pool.query<RuleSum>(`SELECT invoice_id, rule_id, proposed_e4, saved_e4 FROM rule_sums
    WHERE proposed_e4 <> 0 OR saved_e4 <> 0 ORDER BY invoice_id, rule_id COLLATE "C"`);
  return rows;
}

const reckonAll = (pool: pg.Pool) => pool.query('SELECT lait_reckon_rules(ARRAY(SELECT id FROM invoices))');

describe('what rules propose and save, kept by the database', () => {
  let server: TestContext;
  beforeAll(async () => {
    server = await testContext();
    await generateRecord(server.adminPool, {
      clients: 4,
      matters: 9,
      invoices: 30,
      linesPerInvoice: 60,
      today: '2026-04-01',
    });
  });
  afterAll(() => server.close());

  it('moves with every decision to where reckoning anew comes out', async () => {
    const savedOf = (rows: readonly RuleSum[]) =>
      rows.flatMap(({ invoice_id, rule_id, saved_e4 }) =>
        saved_e4 === 0 ? [] : [`${invoice_id} ${rule_id} ${saved_e4}`],
      );
    const moved = savedOf(await ruleSums(server.adminPool));
    await reckonAll(server.adminPool);
    expect(moved.length).toBeGreaterThan(100);
    expect(moved).toEqual(savedOf(await ruleSums(server.adminPool)));
  });

  it('counts every line and every cut once, under the rule that proposes most', async () => {
    await reckonAll(server.adminPool);
    const findings = new Map(
      (await server.admin.selectFrom('findings').selectAll().execute()).map((finding) => [finding.id, finding]),
    );
    const expected = new Map<string, RuleSum>();
    const add = (invoice_id: string, rule_id: string, proposed_e4: number, saved_e4: number) => {
      const key = `${invoice_id} ${rule_id}`;
      const before = expected.get(key) ?? { invoice_id, rule_id, proposed_e4: 0, saved_e4: 0 };
      expected.set(key, {
        ...before,
        proposed_e4: before.proposed_e4 + proposed_e4,
        saved_e4: before.saved_e4 + saved_e4,
      });
    };
    const better = (a: Candidate, b: Candidate) =>
      b.cut - a.cut || b.severity - a.severity || (a.rule_id < b.rule_id ? -1 : 1);
    interface Candidate {
      readonly cut: number;
      readonly severity: number;
      readonly rule_id: string;
    }
    const parts = await server.admin.selectFrom('finding_lines').selectAll().execute();
    for (const [lineId, ofLine] of Map.groupBy(parts, ({ line_id }) => line_id)) {
      const candidates = ofLine.flatMap(({ finding_id, cut_e4 }) => {
        const finding = findings.get(finding_id);
        if (finding === undefined || !finding.is_enabled || finding.deleted_at !== null || cut_e4 === 0) return [];
        return [{ ...finding, cut: cut_e4 }];
      });
      const [first] = candidates.sort(better);
      if (first !== undefined) add(first.invoice_id, first.rule_id, first.cut, 0);
      const line = await server.admin
        .selectFrom('line_items')
        .select('proposed_e4')
        .where('id', '=', lineId)
        .executeTakeFirstOrThrow();
      expect(first?.cut ?? 0).toBe(line.proposed_e4);
    }
    const decisions = await server.admin.selectFrom('decisions').selectAll().orderBy('version').execute();
    for (const decision of new Map(decisions.map((each) => [each.line_id, each])).values()) {
      const named = (decision.finding_ids as string[]).flatMap((id) => {
        const finding = findings.get(id);
        return finding === undefined ? [] : [{ ...finding, cut: finding.potential_saving_e4 }];
      });
      const [first] = named.sort(better);
      if (first !== undefined) add(decision.invoice_id, first.rule_id, 0, decision.cut_e4 ?? 0);
    }
    const wanted = [...expected.values()].filter(({ proposed_e4, saved_e4 }) => proposed_e4 !== 0 || saved_e4 !== 0);
    wanted.sort((a, b) => (`${a.invoice_id} ${a.rule_id}` < `${b.invoice_id} ${b.rule_id}` ? -1 : 1));
    expect(await ruleSums(server.adminPool)).toEqual(wanted);
  });
});

describe('what people do', () => {
  let firm: SyncFirm;
  let ada: PersonActor;
  let bill: TestBill;
  beforeAll(async () => {
    firm = await syncFirm();
    ada = await firm.user('approver');
    bill = await firm.invoice(await firm.matter(ada), 4);
    await reckonAll(firm.server.adminPool);
  });
  afterAll(() => firm.close());

  /** The sums as they were moved; they are what reckoning anew comes to. */
  const kept = async () => {
    const sums = await ruleSums(firm.server.adminPool);
    await reckonAll(firm.server.adminPool);
    expect(await ruleSums(firm.server.adminPool)).toEqual(sums);
    return sums;
  };
  const proposedOf = (sums: readonly RuleSum[]) => sums.reduce((sum, { proposed_e4 }) => sum + proposed_e4, 0);
  const savedOf = (sums: readonly RuleSum[]) => sums.reduce((sum, { saved_e4 }) => sum + saved_e4, 0);

  it('moves the sums at once: a cut, another in its place, dismissals, a check by another guideline', async () => {
    const device = firm.device(ada);
    const check = async (name: string) => {
      const args = { invoiceId: bill.invoiceId, name, version: 1, analysedOn: '2026-04-01' };
      expect((await device.push('assignGuideline', args)).outcome).toBe('applied');
    };
    // Clerical work, which the client does not pay.
    await firm.server.adminPool.query(
      `UPDATE line_items SET narrative = 'Photocopying and scanning of file' WHERE id = ANY($1)`,
      [bill.lineIds.slice(1, 3)],
    );
    await check('strict-insurer');
    const proposing = await firm.server.admin
      .selectFrom('finding_lines')
      .innerJoin('findings', 'findings.id', 'finding_lines.finding_id')
      .select(['findings.id', 'finding_lines.line_id'])
      .where('finding_lines.cut_e4', '>', 0)
      .where('findings.deleted_at', 'is', null)
      .execute();
    const proposed = proposedOf(await kept());
    expect(proposed).toBeGreaterThan(0);
    const lineId = proposing[0]?.line_id ?? '';
    const ids = proposing.filter(({ line_id }) => line_id === lineId).map(({ id }) => id);

    const cut = {
      lineIds: [lineId],
      request: { kind: 'cut_line' },
      reasonCode: 'guideline',
      findingIds: { [lineId]: ids },
    };
    expect((await device.push('decideLine', cut, untouched(`decision:${lineId}`))).outcome).toBe('applied');
    const whole = savedOf(await kept());
    expect(whole).toBeGreaterThan(0);
    const half = { ...cut, request: { kind: 'cut_percent', percentE4: 500_000 } };
    const seen = { [`decision:${lineId}`]: { version: 1, after: null } };
    expect((await device.push('decideLine', half, seen)).outcome).toBe('applied');
    expect(savedOf(await kept())).toBe(whole / 2);

    for (const id of new Set(proposing.map((each) => each.id))) {
      const args = { findingId: id, isEnabled: false, reason: 'agreed' };
      expect((await device.push('dismissFinding', args, untouched(`dismissal:${id}`))).outcome).toBe('applied');
    }
    expect(proposedOf(await kept())).toBe(0);

    await check('standard');
    // The findings that the decision names are gone; what it saved still counts under their rule.
    expect(savedOf(await kept())).toBe(whole / 2);
  });
});
