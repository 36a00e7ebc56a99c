import type { FindingView } from '#shared/api/workspace.ts';
import type { Finding } from '#shared/domain/finding.ts';
import { RULES } from '#shared/rules/catalogue/catalogue.ts';

export interface FindingRow {
  readonly body: string;
  readonly is_enabled: number;
  readonly reason: string | null;
}

/** Columns for a `FindingRow`, from `findings` alone. */
export const SELECT_FINDINGS = `SELECT findings.body, findings.is_enabled, dismissals.reason FROM findings
  LEFT JOIN dismissals ON dismissals.finding_id = findings.id`;

const RULE_BY_ID = new Map(RULES.map((rule) => [rule.id, rule]));

export function ruleTitle(ruleId: string): string {
  return RULE_BY_ID.get(ruleId)?.title ?? ruleId;
}

export function findingViewOf(row: FindingRow): FindingView {
  const finding = JSON.parse(row.body) as Finding;
  return {
    ...finding,
    ruleTitle: ruleTitle(finding.ruleId),
    authority: RULE_BY_ID.get(finding.ruleId)?.authority ?? '',
    isEnabled: row.is_enabled === 1,
    dismissedReason: row.reason,
  };
}
