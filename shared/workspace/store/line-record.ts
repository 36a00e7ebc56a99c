import type { InvoiceLine, LineKind } from '#shared/domain/invoice.ts';
import { timekeeperKeyOf } from '#shared/rules/prepare/timekeeper-key.ts';
import { positionOf } from './keys.ts';
import type { LineMarks } from './line-marks.ts';

/** The columns of `line_items` that hold the line as read. */
export interface LineImageRow {
  readonly line_key: number;
  readonly id: string;
  readonly line_number: string;
  readonly kind: LineKind;
  readonly date: string | null;
  readonly timekeeper_id: string | null;
  readonly timekeeper_name: string | null;
  readonly classification: string | null;
  readonly units_e4: number | null;
  readonly unit_cost_e4: number | null;
  readonly adjustment_e4: number | null;
  readonly total_e4: number | null;
  readonly tax_rate_e10: number | null;
  readonly tax_e4: number | null;
  readonly tax_type: string | null;
  readonly task_code: string | null;
  readonly activity_code: string | null;
  readonly expense_code: string | null;
  /** As rewritten, where `original_narrative` is set. */
  readonly narrative: string;
  readonly original_narrative: string | null;
  readonly header_differences: string | null;
  readonly extra: string | null;
}

export const LINE_IMAGE_COLUMNS = `line_key, id, line_number, kind, date, timekeeper_id, timekeeper_name, classification,
  units_e4, unit_cost_e4, adjustment_e4, total_e4, tax_rate_e10, tax_e4, tax_type,
  task_code, activity_code, expense_code, narrative, original_narrative, header_differences, extra`;

/** The line as the file had it, whatever was rewritten since. */
export function lineOfRow(row: LineImageRow): InvoiceLine {
  return {
    id: row.id,
    record: positionOf(row.line_key),
    lineNumber: row.line_number,
    kind: row.kind,
    date: row.date,
    timekeeperId: row.timekeeper_id,
    timekeeperName: row.timekeeper_name,
    classification: row.classification,
    unitsE4: row.units_e4,
    unitCostE4: row.unit_cost_e4,
    adjustmentE4: row.adjustment_e4,
    totalE4: row.total_e4,
    taxRateE10: row.tax_rate_e10,
    taxE4: row.tax_e4,
    taxType: row.tax_type,
    taskCode: row.task_code,
    activityCode: row.activity_code,
    expenseCode: row.expense_code,
    narrative: row.original_narrative ?? row.narrative,
    ...(row.header_differences === null ? {} : { headerDifferences: JSON.parse(row.header_differences) }),
    ...(row.extra === null ? {} : { extra: JSON.parse(row.extra) }),
  };
}

export const INSERT_LINE = `INSERT INTO line_items (
  line_key, id, line_number, kind, date, timekeeper_id, timekeeper_name, timekeeper_key, timekeeper_sort,
  classification, units_e4, unit_cost_e4, adjustment_e4, total_e4, tax_rate_e10, tax_e4, tax_type,
  task_code, activity_code, expense_code, narrative, header_differences, extra,
  severity_mask, worst_severity, rule_ids, proposed_e4
)`;

export function lineValues(lineKey: number, line: InvoiceLine, marks: LineMarks): readonly (string | number | null)[] {
  return [
    lineKey,
    line.id,
    line.lineNumber,
    line.kind,
    line.date,
    line.timekeeperId,
    line.timekeeperName,
    timekeeperKeyOf(line.timekeeperId, line.timekeeperName),
    (line.timekeeperName ?? line.timekeeperId)?.toLowerCase() ?? null,
    line.classification,
    line.unitsE4,
    line.unitCostE4,
    line.adjustmentE4,
    line.totalE4,
    line.taxRateE10,
    line.taxE4,
    line.taxType,
    line.taskCode,
    line.activityCode,
    line.expenseCode,
    line.narrative,
    line.headerDifferences === undefined ? null : JSON.stringify(line.headerDifferences),
    line.extra === undefined ? null : JSON.stringify(line.extra),
    marks.severityMask,
    marks.worstSeverity,
    marks.ruleIds,
    marks.proposedE4,
  ];
}
