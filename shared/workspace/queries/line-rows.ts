import type { LineRow } from '#shared/api/workspace.ts';
import type { Decision } from '#shared/domain/decision.ts';
import type { LineKind } from '#shared/domain/invoice.ts';
import { positionOf } from '../store/keys.ts';
import { ruleIdsOf } from '../store/line-marks.ts';
import type { PreparedSql } from '../store/prepared-sql.ts';
import { severityOf } from '../store/severity.ts';

interface GridRow {
  readonly line_key: number;
  readonly id: string;
  readonly line_number: string;
  readonly kind: LineKind;
  readonly date: string | null;
  readonly timekeeper_name: string | null;
  readonly timekeeper_id: string | null;
  readonly classification: string | null;
  readonly units_e4: number | null;
  readonly unit_cost_e4: number | null;
  readonly total_e4: number | null;
  readonly code: string | null;
  readonly narrative: string;
  readonly is_rewritten: number;
  readonly worst_severity: number;
  readonly rule_ids: string;
  readonly proposed_e4: number;
  readonly decision_kind: Decision['kind'] | null;
  readonly cut_e4: number | null;
  /** The server has the decision that stands. */
  readonly is_confirmed: number;
}

/** The one SELECT behind a page; the bench measures the engine against it alone. */
export const SELECT_GRID_ROWS = `SELECT line_key, id, line_number, kind, date, timekeeper_name, timekeeper_id,
  classification, units_e4, unit_cost_e4, total_e4, coalesce(expense_code, task_code, activity_code) AS code, narrative,
  original_narrative IS NOT NULL AS is_rewritten, worst_severity, rule_ids, proposed_e4, decision_kind, cut_e4,
  decision_version = image_version AS is_confirmed FROM line_items`;

const BY_KEYS = `${SELECT_GRID_ROWS} WHERE line_key IN (SELECT value FROM json_each(?))`;
const BY_RANGE = `${SELECT_GRID_ROWS} WHERE line_key BETWEEN ? AND ? ORDER BY line_key`;

/** The rows of some lines, in the order of their keys as given. */
export function readLineRows(cache: PreparedSql, keys: readonly number[]): readonly LineRow[] {
  const first = keys[0];
  const last = keys.at(-1);
  if (first === undefined || last === undefined) return [];
  // Neighbouring records in file order need neither a list of keys nor sorting.
  if (last - first === keys.length - 1 && isAscending(keys)) {
    return cache.all<GridRow>(BY_RANGE, first, last).map(lineRowOf);
  }
  const rows = new Map(cache.all<GridRow>(BY_KEYS, JSON.stringify(keys)).map((row) => [row.line_key, row]));
  return keys.flatMap((key) => {
    const row = rows.get(key);
    return row === undefined ? [] : [lineRowOf(row)];
  });
}

function isAscending(keys: readonly number[]): boolean {
  return keys.every((key, index) => index === 0 || key > (keys[index - 1] ?? 0));
}

function lineRowOf(row: GridRow): LineRow {
  return {
    lineId: row.id,
    record: positionOf(row.line_key),
    lineNumber: row.line_number,
    kind: row.kind,
    date: row.date,
    timekeeperName: row.timekeeper_name ?? row.timekeeper_id,
    classification: row.classification,
    unitsE4: row.units_e4,
    unitCostE4: row.unit_cost_e4,
    totalE4: row.total_e4,
    code: row.code,
    narrative: row.narrative,
    isRewritten: row.is_rewritten === 1,
    worstSeverity: severityOf(row.worst_severity),
    ruleIds: ruleIdsOf(row.rule_ids),
    proposedE4: row.proposed_e4,
    decision:
      row.decision_kind === null
        ? null
        : {
            kind: row.decision_kind,
            cutE4: row.cut_e4,
            durability: row.is_confirmed === 1 ? 'confirmed' : 'on_this_device',
          },
  };
}
