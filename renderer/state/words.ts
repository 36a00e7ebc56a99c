import type { InvoiceState, LineRow } from '#shared/api/workspace.ts';
import type { ReasonCode } from '#shared/domain/decision.ts';
import type { Certainty, Severity } from '#shared/domain/finding.ts';
import type { FormatName, LineKind, ProblemSeverity } from '#shared/domain/invoice.ts';

/** The field's words for the closed sets of the contract. */
export const STATE_WORDS: Readonly<Record<InvoiceState, string>> = {
  analysed: 'Checked',
  in_review: 'In review',
  approved: 'Approved',
  exported: 'Exported',
  returned: 'Returned',
  needs_attention: 'Needs attention',
};

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  info: 'Note',
  warn: 'Warning',
  must_fix: 'Must be fixed',
  auto_cut: 'Client cuts',
  reject: 'Client refuses',
};

export const CERTAINTY_WORDS: Readonly<Record<Certainty, string>> = {
  deterministic: 'Certain: a sum, rate or date',
  heuristic: 'Likely: read from the text',
  judgement: 'A person\u2019s judgement',
};

export const REASON_WORDS: Readonly<Record<ReasonCode, string>> = {
  guideline: 'Guideline',
  vague: 'Vague',
  block_billed: 'Block billed',
  duplicate: 'Duplicate',
  excessive: 'Excessive',
  not_billable: 'Not billable',
  rate: 'Rate',
  unapproved: 'Not approved',
  other: 'Other',
};

export const PROBLEM_WORDS: Readonly<Record<ProblemSeverity, string>> = {
  unreadable: 'Unreadable',
  does_not_add_up: 'Does not add up',
  outside_profile: 'Outside the format',
};

export const FORMAT_WORDS: Readonly<Record<FormatName, string>> = {
  ledes1998b: 'LEDES 1998B',
  ledes98bi: 'LEDES 98BI',
  csv: 'Spreadsheet (CSV)',
};

export const KIND_WORDS: Readonly<Record<LineKind, string>> = {
  F: 'Fee',
  E: 'Expense',
  IF: 'Fee adjustment',
  IE: 'Expense adjustment',
};

export const DECISION_WORDS: Readonly<Record<NonNullable<LineRow['decision']>['kind'], string>> = {
  accept: 'Accepted',
  cut_line: 'Cut whole',
  cut_hours: 'Hours cut',
  cut_rate: 'Rate cut',
  cut_percent: 'Percent cut',
  pool: 'Amount cut',
};
