import { sql } from 'kysely';
import { type Dashboard, MOST_CLIENTS } from '#shared/api/dashboard.ts';
import type { IsoDate } from '#shared/domain/invoice.ts';
import { RULES } from '#shared/rules/catalogue/catalogue.ts';
import { ofVisibleScopes } from '../access/in-visible-scopes.ts';
import type { ReadTransaction } from '../access/read-as.ts';
import { bigE4, decimalOf, largestFirst } from './exact-sums.ts';
import { moneyWindow } from './money-window.ts';

type Money = Dashboard['money'];

interface Sums {
  readonly currency: string | null;
  readonly invoiceCount: number;
  readonly billedE4: bigint;
  readonly proposedE4: bigint;
  readonly savedE4: bigint;
}

interface SumRow {
  readonly by: 'month' | 'client' | 'rule';
  readonly month: string | null;
  readonly client_id: string | null;
  readonly rule_id: string | null;
  readonly currency: string | null;
  readonly invoice_count: number;
  readonly unknown_count: number;
  readonly billed_e4: string | null;
  readonly proposed_e4: string;
  readonly saved_e4: string;
}

/** What was billed, proposed and saved over the last twelve months, from the sums that each invoice keeps. */
export async function readMoney(db: ReadTransaction, userId: string, today: IsoDate): Promise<Money> {
  const window = moneyWindow(today);
  const isOwn = sql`${ofVisibleScopes('invoices.scope_id', userId)} AND deleted_at IS NULL`;
  const columns = sql`id, to_char(date, 'YYYY-MM') AS month, client_id, currency, computed_total_e4, proposed_e4, saved_e4`;
  // The invoices first, as a list of their own: joined at once, PostgreSQL thinks them few and sorts what it should add.
  // With and without a date apart: each is a range of an index, both together are none.
  const { rows } = await sql<SumRow>`
    WITH seen AS MATERIALIZED (
      SELECT ${columns} FROM invoices
      WHERE ${isOwn} AND date >= ${window.from}::date AND date <= ${window.to}::date
      UNION ALL SELECT ${columns} FROM invoices WHERE ${isOwn} AND date IS NULL)
    SELECT CASE grouping(client_id) WHEN 1 THEN 'month' ELSE 'client' END AS by, month, client_id, NULL AS rule_id,
      currency, count(*) AS invoice_count, count(*) FILTER (WHERE computed_total_e4 IS NULL) AS unknown_count,
      sum(computed_total_e4)::text AS billed_e4, sum(proposed_e4)::text AS proposed_e4, sum(saved_e4)::text AS saved_e4
    FROM seen GROUP BY GROUPING SETS ((currency, month), (currency, client_id))
    UNION ALL
    SELECT 'rule', NULL, NULL, r.rule_id, s.currency, 0, 0, NULL, sum(r.proposed_e4)::text, sum(r.saved_e4)::text
    FROM seen s JOIN rule_sums r ON r.invoice_id = s.id GROUP BY r.rule_id, s.currency
    HAVING sum(r.proposed_e4) <> 0 OR sum(r.saved_e4) <> 0`.execute(db);
  const months = rows.filter(({ by }) => by === 'month');
  const totals = [...Map.groupBy(months, ({ currency }) => currency)].map(([currency, ofCurrency]) => ({
    ...ofCurrency.map(sumsOf).reduce(added),
    currency,
  }));
  totals.sort((a, b) => b.invoiceCount - a.invoiceCount || compare(a.currency, b.currency));
  return {
    ...window,
    unknownTotals: months.reduce((count, { unknown_count }) => count + unknown_count, 0),
    totals: totals.map(shown),
    byMonth: months
      .toSorted((a, b) => compare(a.month, b.month) || compare(a.currency, b.currency))
      .map((row) => ({ month: row.month, ...shown(sumsOf(row)) })),
    byClient: await clientRows(
      db,
      rows.filter(({ by }) => by === 'client'),
    ),
    byRule: ruleRows(
      rows.filter(({ by }) => by === 'rule'),
      totals,
    ),
  };
}

async function clientRows(db: ReadTransaction, rows: readonly SumRow[]): Promise<Money['byClient']> {
  const byCurrency = [...Map.groupBy(rows, ({ currency }) => currency)].sort(([a], [b]) => compare(a, b));
  const ranked = byCurrency.map(([, ofCurrency]) => ofCurrency.toSorted(mostSavedFirst));
  const ids = new Set(ranked.flatMap((each) => each.slice(0, MOST_CLIENTS).map(({ client_id }) => client_id)));
  const clients = await db
    .selectFrom('clients')
    .select(['id', 'number', 'name'])
    .where('id', '=', sql<string>`ANY(${[...ids]}::uuid[])`)
    .execute();
  const byId = new Map(clients.map((client) => [client.id, client]));
  return ranked.flatMap((each) => {
    const named = each.slice(0, MOST_CLIENTS).map((row) => {
      const client = byId.get(row.client_id ?? '');
      return {
        clientId: row.client_id,
        number: client?.number ?? null,
        name: client?.name ?? null,
        ...shown(sumsOf(row)),
      };
    });
    const others = each.slice(MOST_CLIENTS).map(sumsOf);
    if (others.length === 0) return named;
    return [...named, { clientId: null, number: null, name: null, ...shown(others.reduce(added)) }];
  });
}

function mostSavedFirst(a: SumRow, b: SumRow): number {
  return (
    largestFirst(bigE4(a.saved_e4), bigE4(b.saved_e4)) ||
    largestFirst(bigE4(a.billed_e4), bigE4(b.billed_e4)) ||
    compare(a.client_id, b.client_id)
  );
}

function ruleRows(rows: readonly SumRow[], totals: readonly Sums[]): Money['byRule'] {
  const titles = new Map<string, string>(RULES.map(({ id, title }) => [id, title]));
  const ofRules = rows.map((row) => ({
    ruleId: row.rule_id,
    title: titles.get(row.rule_id ?? '') ?? null,
    currency: row.currency,
    proposedE4: bigE4(row.proposed_e4),
    savedE4: bigE4(row.saved_e4),
  }));
  ofRules.sort(
    (a, b) =>
      largestFirst(a.savedE4, b.savedE4) ||
      largestFirst(a.proposedE4, b.proposedE4) ||
      compare(a.ruleId, b.ruleId) ||
      compare(a.currency, b.currency),
  );
  // What is left of each currency's total rests on no finding.
  const without = totals.flatMap(({ currency, proposedE4, savedE4 }) => {
    const known = ofRules.filter((rule) => rule.currency === currency);
    const left = {
      proposedE4: known.reduce((sum, rule) => sum - rule.proposedE4, proposedE4),
      savedE4: known.reduce((sum, rule) => sum - rule.savedE4, savedE4),
    };
    return left.proposedE4 === 0n && left.savedE4 === 0n ? [] : [{ ruleId: null, title: null, currency, ...left }];
  });
  return [...ofRules, ...without].map(({ proposedE4, savedE4, ...rule }) => ({
    ...rule,
    proposed: decimalOf(proposedE4),
    saved: decimalOf(savedE4),
  }));
}

function sumsOf(row: SumRow): Sums {
  return {
    currency: row.currency,
    invoiceCount: row.invoice_count,
    billedE4: bigE4(row.billed_e4),
    proposedE4: bigE4(row.proposed_e4),
    savedE4: bigE4(row.saved_e4),
  };
}

/** Of one currency. */
function added(a: Sums, b: Sums): Sums {
  return {
    currency: a.currency,
    invoiceCount: a.invoiceCount + b.invoiceCount,
    billedE4: a.billedE4 + b.billedE4,
    proposedE4: a.proposedE4 + b.proposedE4,
    savedE4: a.savedE4 + b.savedE4,
  };
}

function shown({ currency, invoiceCount, billedE4, proposedE4, savedE4 }: Sums) {
  return {
    currency,
    invoiceCount,
    billed: decimalOf(billedE4),
    proposed: decimalOf(proposedE4),
    saved: decimalOf(savedE4),
  };
}

/** Nothing comes last. */
function compare(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}
