import type { MoneySummary, QueryInput } from '#shared/api/workspace.ts';
import type { SqlValue } from '../sqlite-driver.ts';
import type { InvoiceRow } from '../store/invoice-record.ts';
import { summaryOf } from './invoice-summary.ts';
import type { QueryHandler } from './query.ts';

type Input = QueryInput<'listInvoices'>;

const SORT_COLUMNS: Readonly<Record<Input['sort']['by'], string>> = {
  receivedAt: 'received_at',
  invoiceDate: 'invoice_date',
  invoiceNumber: 'invoice_number',
  vendor: 'coalesce(vendor_name, vendor_id)',
  client: 'coalesce(client_name, client_id)',
  total: 'computed_total_e4',
  findings: 'finding_count',
  saving: 'proposed_e4',
};

const SEARCHED = `coalesce(invoice_number, '') || ' ' || coalesce(vendor_name, '') || ' ' || coalesce(vendor_id, '')
  || ' ' || coalesce(client_name, '') || ' ' || coalesce(client_id, '') || ' ' || coalesce(matter_name, '')
  || ' ' || coalesce(matter_id, '') || ' ' || coalesce(client_matter_id, '') || ' ' || file_name`;

interface Totals {
  readonly total: number;
  readonly billed: number | null;
  readonly currencies: number;
  readonly proposed: number;
  readonly saved: number;
  readonly lines: number;
  readonly decided: number;
  readonly flagged: number;
  readonly open: number;
}

export const listInvoices: QueryHandler<'listInvoices'> = (engine, input) => {
  const { cache } = engine;
  const { where, values } = conditions(input);
  const direction = input.sort.direction === 'ascending' ? 'ASC' : 'DESC';
  const rows = cache.all<InvoiceRow>(
    `SELECT * FROM invoices WHERE ${where}
      ORDER BY ${SORT_COLUMNS[input.sort.by]} ${direction} NULLS LAST, invoice_key LIMIT ? OFFSET ?`,
    ...values,
    input.limit,
    input.offset,
  );
  const totals = cache.get<Totals>(
    `SELECT count(*) AS total, sum(computed_total_e4) AS billed, count(DISTINCT coalesce(currency, '')) AS currencies,
      coalesce(sum(proposed_e4), 0) AS proposed, coalesce(sum(saved_e4), 0) AS saved,
      coalesce(sum(line_count), 0) AS lines, coalesce(sum(decided_count), 0) AS decided,
      coalesce(sum(flagged_count), 0) AS flagged, coalesce(sum(open_count), 0) AS open
      FROM invoices WHERE ${where}`,
    ...values,
  );
  return {
    total: totals?.total ?? 0,
    offset: input.offset,
    rows: rows.map((row) => summaryOf(engine, row)),
    money: moneyOfTotals(totals),
  };
};

function moneyOfTotals(totals: Totals | undefined): MoneySummary {
  // Amounts of several currencies have no sum, and one beyond exact integers is not shown rounded.
  const isOne = totals !== undefined && totals.currencies <= 1 && Number.isSafeInteger(totals.billed);
  return {
    billedE4: isOne ? totals.billed : null,
    proposedE4: totals?.proposed ?? 0,
    savedE4: totals?.saved ?? 0,
    lineCount: totals?.lines ?? 0,
    decidedCount: totals?.decided ?? 0,
    flaggedCount: totals?.flagged ?? 0,
    openCount: totals?.open ?? 0,
  };
}

function conditions(input: Input): { readonly where: string; readonly values: readonly SqlValue[] } {
  const clauses: string[] = ['is_locked = 0'];
  const values: SqlValue[] = [];
  for (const word of input.text?.trim().toLowerCase().split(/\s+/) ?? []) {
    if (word === '') continue;
    clauses.push(`instr(lower(${SEARCHED}), ?) > 0`);
    values.push(word);
  }
  if (input.states !== undefined) {
    clauses.push('state IN (SELECT value FROM json_each(?))');
    values.push(JSON.stringify(input.states));
  }
  return { where: clauses.join(' AND '), values };
}
