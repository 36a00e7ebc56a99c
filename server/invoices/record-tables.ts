import type { Generated } from 'kysely';

/** Amounts and sequences come as numbers: all are safe integers, range-checked where they enter. */
export interface RecordTables {
  files: FilesTable;
  uploads: UploadsTable;
  invoices: InvoicesTable;
  line_items: LineItemsTable;
  findings: FindingsTable;
  finding_lines: FindingLinesTable;
  decisions: DecisionsTable;
  narratives: NarrativesTable;
  dismissals: DismissalsTable;
  comments: CommentsTable;
  invoice_history: InvoiceHistoryTable;
  rule_sums: RuleSumsTable;
  guidelines: GuidelinesTable;
}

export interface FilesTable {
  sha256: string;
  byte_length: number;
  stored_at: Generated<Date>;
}

export interface UploadsTable {
  id: string;
  user_id: string;
  idempotency_key: string;
  sha256: string;
  file_name: string;
  matter_id: string | null;
  guideline_name: string | null;
  state: string;
  error_code: string | null;
  problems: Generated<unknown>;
  attempts: Generated<number>;
  last_error: string | null;
  received_at: Generated<Date>;
  processed_at: Date | null;
}

export interface InvoicesTable {
  id: string;
  matter_id: string;
  client_id: string;
  upload_id: string;
  file_sha256: string;
  ordinal: number;
  vendor_id: string | null;
  vendor_name: string | null;
  invoice_number: string | null;
  date: string | null;
  currency: string | null;
  declared_total_e4: number | null;
  computed_total_e4: number | null;
  body: unknown;
  state: string;
  has_steps: Generated<boolean>;
  submitted_by: string | null;
  assigned_to: string | null;
  due_on: string | null;
  guideline_name: string;
  guideline_version: number;
  has_own_guideline: Generated<boolean>;
  analysed_on: string;
  received_at: Date;
  first_work_date: string | null;
  last_work_date: string | null;
  line_count: number;
  problem_count: number;
  finding_count: Generated<number>;
  worst_severity: Generated<number>;
  proposed_e4: Generated<number>;
  saved_e4: Generated<number>;
  decided_count: Generated<number>;
  flagged_count: Generated<number>;
  open_count: Generated<number>;
  scope_id: string;
  row_version: Generated<number>;
  updated_seq: number | null;
  deleted_at: Date | null;
}

export interface LineItemsTable {
  id: string;
  invoice_id: string;
  record: number;
  line_number: string;
  kind: string;
  date: string | null;
  timekeeper_id: string | null;
  timekeeper_name: string | null;
  timekeeper_key: string | null;
  classification: string | null;
  units_e4: number | null;
  unit_cost_e4: number | null;
  adjustment_e4: number | null;
  total_e4: number | null;
  tax_rate_e10: number | null;
  tax_e4: number | null;
  tax_type: string | null;
  task_code: string | null;
  activity_code: string | null;
  expense_code: string | null;
  narrative: string;
  header_differences: unknown;
  extra: unknown;
  worst_severity: Generated<number>;
  proposed_e4: Generated<number>;
  decision_version: Generated<number>;
  decision_kind: string | null;
  cut_e4: number | null;
  scope_id: string;
  row_version: Generated<number>;
  updated_seq: number | null;
  deleted_at: Date | null;
}

export interface FindingsTable {
  id: string;
  invoice_id: string;
  position: number;
  rule_id: string;
  severity: number;
  is_enabled: Generated<boolean>;
  potential_saving_e4: number;
  body: unknown;
  scope_id: string;
  row_version: Generated<number>;
  updated_seq: number | null;
  deleted_at: Date | null;
}

export interface FindingLinesTable {
  line_id: string;
  finding_id: string;
  cut_e4: number;
}

export interface DecisionsTable {
  line_id: string;
  version: number;
  invoice_id: string;
  kind: string | null;
  hours_e4: number | null;
  rate_e4: number | null;
  percent_e4: number | null;
  pool_id: string | null;
  cut_e4: number | null;
  reason_code: string | null;
  note: string | null;
  finding_ids: Generated<unknown>;
  guideline_version: number | null;
  by_user: string;
  at: Date;
  client_at: Date;
  device_id: string;
  client_seq: number;
  scope_id: string;
  row_version: Generated<number>;
  updated_seq: number | null;
  deleted_at: Date | null;
}

export interface NarrativesTable {
  line_id: string;
  invoice_id: string;
  narrative: string | null;
  by_user: string;
  at: Date;
  scope_id: string;
  row_version: Generated<number>;
  updated_seq: number | null;
  deleted_at: Date | null;
}

export interface DismissalsTable {
  finding_id: string;
  invoice_id: string;
  is_enabled: boolean;
  reason: string | null;
  by_user: string;
  at: Date;
  scope_id: string;
  row_version: Generated<number>;
  updated_seq: number | null;
  deleted_at: Date | null;
}

export interface CommentsTable {
  id: string;
  invoice_id: string;
  line_id: string | null;
  text: string;
  by_user: string;
  at: Date;
  scope_id: string;
  row_version: Generated<number>;
  updated_seq: number | null;
  deleted_at: Date | null;
}

export interface InvoiceHistoryTable {
  id: string;
  invoice_id: string;
  text: string;
  by_user: string | null;
  at: Date;
  scope_id: string;
  row_version: Generated<number>;
  updated_seq: number | null;
  deleted_at: Date | null;
}

/** Kept by the functions of 0011-figures, read by the dashboard. */
export interface RuleSumsTable {
  invoice_id: string;
  rule_id: string;
  scope_id: string;
  proposed_e4: Generated<number>;
  saved_e4: Generated<number>;
}

export interface GuidelinesTable {
  name: string;
  version: number;
  body: unknown;
  saved_by: string | null;
  saved_at: Generated<Date>;
  scope_id: string;
  row_version: Generated<number>;
  updated_seq: number | null;
  deleted_at: Date | null;
}
