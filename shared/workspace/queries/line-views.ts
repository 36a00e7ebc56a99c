import type { LineFilter, LineSort } from '#shared/api/workspace.ts';
import type { SqlValue } from '../sqlite-driver.ts';
import { keyRange } from '../store/keys.ts';
import { textQuery } from '../store/line-text.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';
import { severityMask } from '../store/severity.ts';

/** What of an invoice changed, as far as the order or choice of lines can depend on it. */
export type ViewChange = 'decisions' | 'findings' | 'words' | 'everything';

/**
 * Filtered, sorted views of an invoice's lines as lists of line keys. A view is read once and kept while
 * nothing it depends on changes, so that a page, a position and the next open line cost no sort of 100,000
 * rows each; and all pages of one view come from one list, so that none repeats or loses a line.
 */
export interface LineViews {
  keysOf(invoiceKey: number, invoiceId: string, filter: LineFilter, sort: LineSort): readonly number[];
  /** Keeps any other figure of an invoice for as long as nothing of kind `dependsOn` changes. */
  remember<Value>(invoiceId: string, name: string, dependsOn: ViewChange, compute: () => Value): Value;
  forget(invoiceId: string, change: ViewChange): void;
}

/** A view of 100,000 keys is under a megabyte; a screen holds one or two. */
const KEPT_VIEWS = 12;

interface KeptView {
  readonly invoiceId: string;
  readonly dependsOn: ReadonlySet<ViewChange>;
  readonly value: unknown;
}

export function lineViews(cache: PreparedSql): LineViews {
  const kept = new Map<string, KeptView>();
  const recall = <Value>(
    name: string,
    invoiceId: string,
    dependsOn: ReadonlySet<ViewChange>,
    compute: () => Value,
  ): Value => {
    const known = kept.get(name);
    kept.delete(name);
    const value = known === undefined ? compute() : (known.value as Value);
    kept.set(name, { invoiceId, dependsOn, value });
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_VIEWS) break;
      kept.delete(oldest);
    }
    return value;
  };
  return {
    keysOf(invoiceKey, invoiceId, filter, sort) {
      const name = JSON.stringify([invoiceId, filter, sort]);
      return recall(name, invoiceId, dependencies(filter, sort), () => readKeys(cache, invoiceKey, filter, sort));
    },
    remember: (invoiceId, name, dependsOn, compute) =>
      recall(`${invoiceId} ${name}`, invoiceId, new Set([dependsOn]), compute),
    forget(invoiceId, change) {
      for (const [name, view] of kept) {
        if (view.invoiceId !== invoiceId) continue;
        if (change === 'everything' || view.dependsOn.has(change)) kept.delete(name);
      }
    },
  };
}

function dependencies(filter: LineFilter, sort: LineSort): ReadonlySet<ViewChange> {
  const on = new Set<ViewChange>();
  if (filter.decision !== undefined) on.add('decisions');
  if (filter.ruleIds !== undefined || filter.severities !== undefined || filter.hasFindings !== undefined)
    on.add('findings');
  if (sort.by === 'severity' || sort.by === 'saving') on.add('findings');
  if (filter.text !== undefined) on.add('words');
  return on;
}

const SORT_COLUMNS: Readonly<Record<LineSort['by'], string>> = {
  record: 'line_key',
  date: 'date',
  timekeeper: 'timekeeper_sort',
  hours: 'units_e4',
  rate: 'unit_cost_e4',
  total: 'total_e4',
  severity: 'worst_severity',
  saving: 'proposed_e4',
};

function readKeys(cache: PreparedSql, invoiceKey: number, filter: LineFilter, sort: LineSort): readonly number[] {
  const { first, last } = keyRange(invoiceKey);
  const clauses: string[] = ['line_key BETWEEN ? AND ?'];
  const values: SqlValue[] = [first, last];
  for (const { sql, value } of conditions(filter)) {
    clauses.push(sql);
    if (value !== undefined) values.push(value);
  }
  const direction = sort.direction === 'ascending' ? 'ASC' : 'DESC';
  const column = SORT_COLUMNS[sort.by];
  // Blank values come last either way; ties go by record, so that a page never repeats or loses a line.
  const order = sort.by === 'record' ? `line_key ${direction}` : `${column} ${direction} NULLS LAST, line_key`;
  const row = cache.get<{ keys: string }>(
    `SELECT json_group_array(line_key ORDER BY ${order}) AS keys FROM line_items WHERE ${clauses.join(' AND ')}`,
    ...values,
  );
  return JSON.parse(row?.keys ?? '[]') as number[];
}

function conditions(filter: LineFilter): readonly { readonly sql: string; readonly value?: SqlValue }[] {
  const list: { sql: string; value?: SqlValue }[] = [];
  const typed = filter.text?.trim() ?? '';
  if (typed !== '') {
    const query = textQuery(typed);
    if (query === null) list.push({ sql: 'FALSE' });
    else list.push({ sql: 'line_key IN (SELECT rowid FROM line_text WHERE line_text MATCH ?)', value: query });
  }
  if (filter.ruleIds !== undefined) {
    const sql = `EXISTS (SELECT 1 FROM json_each(?) WHERE instr(rule_ids, ',' || value || ',') > 0)`;
    list.push({ sql, value: JSON.stringify(filter.ruleIds) });
  }
  if (filter.severities !== undefined) {
    list.push({ sql: 'severity_mask & ? <> 0', value: severityMask(filter.severities) });
  }
  if (filter.timekeeperKeys !== undefined) {
    list.push({
      sql: 'timekeeper_key IN (SELECT value FROM json_each(?))',
      value: JSON.stringify(filter.timekeeperKeys),
    });
  }
  if (filter.kinds !== undefined) {
    list.push({ sql: 'kind IN (SELECT value FROM json_each(?))', value: JSON.stringify(filter.kinds) });
  }
  switch (filter.decision) {
    case undefined:
      break;
    case 'decided':
      list.push({ sql: 'decision_kind IS NOT NULL' });
      break;
    case 'undecided':
      list.push({ sql: 'decision_kind IS NULL' });
      break;
    case 'cut':
      list.push({ sql: `decision_kind <> 'accept'` });
      break;
    case 'accepted':
      list.push({ sql: `decision_kind = 'accept'` });
      break;
  }
  if (filter.hasFindings !== undefined) {
    list.push({ sql: filter.hasFindings ? 'worst_severity > 0' : 'worst_severity = 0' });
  }
  return list;
}
