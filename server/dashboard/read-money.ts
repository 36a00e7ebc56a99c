import { type RawBuilder, sql } from 'kysely';
import { type Dashboard, MOST_CLIENTS } from '#shared/api/dashboard.ts';
import type { IsoDate } from '#shared/domain/invoice.ts';
import { RULES } from '#shared/rules/catalogue/catalogue.ts';
import { ofVisibleScopes } from '../access/in-visible-scopes.ts';
import type { ReadTransaction } from '../access/read-as.ts';
import { bigE4, decimalOf, largestFirst } from './exact-sums.ts';
import { type MoneyWindow, moneyWindow } from './money-window.ts';

type Money = Dashboard['money'];

interface Sums {
  readonly currency: string | null;
  readonly invoiceCount: number;
  readonly billedE4: bigint;
  readonly proposedE4: bigint;
  readonly savedE4: bigint;
}

interface SumRow {
  /** Which of the two groupings: 1 by month, 2 by client. */
  readonly by: number;
  readonly month: string | null;
  readonly client_id: string | null;
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
  const { rows } = await sql<SumRow>`
    SELECT grouping(i.client_id)::integer + 2 * grouping(i.month)::integer AS by, i.month, i.client_id, i.currency,
      count(*) AS invoice_count, count(*) FILTER (WHERE i.computed_total_e4 IS NULL) AS unknown_count,
      sum(i.computed_total_e4)::text AS billed_e4, sum(i.proposed_e4)::text AS proposed_e4, sum(i.saved_e4)::text AS saved_e4
    FROM (
      SELECT to_char(date, 'YYYY-MM') AS month, client_id, currency, computed_total_e4, proposed_e4, saved_e4
      FROM invoices WHERE ${inWindow(userId, window)}) i
    GROUP BY GROUPING SETS ((i.currency, i.month), (i.currency, i.client_id))`.execute(db);
  const months = rows.filter(({ by }) => by === 1);
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
      rows.filter(({ by }) => by === 2),
    ),
    byRule: await ruleRows(db, userId, window, totals),
  };
}

/** In the reader's scopes, not removed, dated in the window or not dated at all. */
function inWindow(userId: string, { from, to }: MoneyWindow): RawBuilder<boolean> {
  return sql<boolean>`${ofVisibleScopes('invoices.scope_id', userId)} AND deleted_at IS NULL
    AND (date IS NULL OR (date >= ${from}::date AND date <= ${to}::date))`;
}

async function clientRows(db: ReadTransaction, rows: readonly SumRow[]): Promise<Money['byClient']> {
  const sorted = rows
    .map((row) => ({ clientId: row.client_id ?? '', sums: sumsOf(row) }))
    .sort(
      (a, b) =>
        largestFirst(a.sums.savedE4, b.sums.savedE4) ||
        largestFirst(a.sums.billedE4, b.sums.billedE4) ||
        compare(a.clientId, b.clientId),
    );
  const shownRows = sorted.slice(0, MOST_CLIENTS);
  const ids = [...new Set(shownRows.map(({ clientId }) => clientId))];
  const clients =
    ids.length === 0
      ? []
      : await db.selectFrom('clients').select(['id', 'number', 'name']).where('id', 'in', ids).execute();
  const byId = new Map(clients.map((client) => [client.id, client]));
  const rest = Map.groupBy(sorted.slice(MOST_CLIENTS), ({ sums }) => sums.currency);
  return [
    ...shownRows.map(({ clientId, sums }) => {
      const client = byId.get(clientId);
      return { clientId, number: client?.number ?? null, name: client?.name ?? null, ...shown(sums) };
    }),
    ...[...rest]
      .map(([, others]) => others.map(({ sums }) => sums).reduce(added))
      .sort((a, b) => compare(a.currency, b.currency))
      .map((sums) => ({ clientId: null, number: null, name: null, ...shown(sums) })),
  ];
}

interface RuleRow {
  readonly rule_id: string;
  readonly currency: string | null;
  readonly proposed_e4: string;
  readonly saved_e4: string;
}

async function ruleRows(
  db: ReadTransaction,
  userId: string,
  window: MoneyWindow,
  totals: readonly Sums[],
): Promise<Money['byRule']> {
  // The invoices first, as a list of their own: joined at once, PostgreSQL thinks them few and sorts what it should add.
  const { rows } = await sql<RuleRow>`
    WITH seen AS MATERIALIZED (SELECT id, currency FROM invoices WHERE ${inWindow(userId, window)})
    SELECT r.rule_id, s.currency, sum(r.proposed_e4)::text AS proposed_e4, sum(r.saved_e4)::text AS saved_e4
    FROM seen s JOIN rule_sums r ON r.invoice_id = s.id
    GROUP BY r.rule_id, s.currency
    HAVING sum(r.proposed_e4) <> 0 OR sum(r.saved_e4) <> 0`.execute(db);
  const titles = new Map<string, string>(RULES.map(({ id, title }) => [id, title]));
  const ofRules = rows.map((row) => ({
    ruleId: row.rule_id,
    title: titles.get(row.rule_id) ?? null,
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
