import type { Generated, Selectable } from 'kysely';

export interface OpinionTables {
  opinion_settings: OpinionSettingsTable;
  opinion_prices: OpinionPricesTable;
  opinion_consents: OpinionConsentsTable;
  opinion_client_caps: { client_id: string; cap_micro: number };
  opinion_months: OpinionMonthsTable;
  opinion_requests: OpinionRequestsTable;
  opinion_answers: OpinionAnswersTable;
  opinion_calls: OpinionCallsTable;
  opinions: OpinionsTable;
  opinion_drafts: OpinionDraftsTable;
}

interface OpinionSettingsTable {
  is_only: Generated<boolean>;
  is_enabled: Generated<boolean>;
  base_url: string;
  interface: 'responses' | 'chat_completions';
  model: string;
  firm_cap_micro: number;
  client_cap_micro: number;
  consent_text: string;
  consent_version: Generated<number>;
  keeps_texts: Generated<boolean>;
}
export type SettingsRow = Selectable<OpinionSettingsTable>;

interface OpinionPricesTable {
  model: string;
  valid_from: string;
  input_micro: number;
  cached_input_micro: number;
  output_micro: number;
}

interface OpinionConsentsTable {
  id: string;
  client_id: string;
  matter_id: string | null;
  kind: 'allow' | 'block';
  given_by: string;
  given_on: string;
  note: Generated<string>;
  text_version: number;
  recorded_by: string | null;
  recorded_at: Date;
  withdrawn_by: string | null;
  withdrawn_at: Date | null;
}

interface OpinionMonthsTable {
  month: string;
  client_id: string;
  reserved_micro: Generated<number>;
  spent_micro: Generated<number>;
}

interface OpinionRequestsTable {
  id: string;
  kind: 'findings' | 'rewrites' | 'guideline';
  invoice_id: string | null;
  client_id: string;
  ask: unknown;
  preview_sha256: string;
  state: Generated<'running' | 'done'>;
  outcome: 'complete' | 'partial' | 'none' | null;
  question_count: number;
  held_count: Generated<number>;
  answered_count: Generated<number>;
  left_out_count: Generated<number>;
  dropped: unknown;
  failures: Generated<unknown>;
  cost_micro: Generated<number>;
  model: string;
  asked_by: string;
  asked_at: Date;
  ended_at: Date | null;
  scope_id: string | null;
}
export type RequestRow = Selectable<OpinionRequestsTable>;

interface OpinionAnswersTable {
  content_key: string;
  client_id: string;
  matter_id: string | null;
  answer: string;
  at: Date;
}

interface OpinionCallsTable {
  id: string;
  request_id: string;
  invoice_id: string | null;
  content_key: string;
  client_id: string;
  matter_id: string | null;
  month: string;
  at: Date;
  ended_at: Date | null;
  provider: string;
  model: string;
  prompt_version: string;
  rule_ids: string[];
  line_count: number;
  state: 'sent' | 'answered' | 'failed' | 'lost';
  reason: string | null;
  attempts: Generated<number>;
  input_tokens: Generated<number>;
  cached_tokens: Generated<number>;
  output_tokens: Generated<number>;
  reserved_micro: number;
  cost_micro: Generated<number>;
  provider_request_id: string | null;
  sent_sha256: string;
  sent_text: string | null;
  answer_text: string | null;
}

interface OpinionsTable {
  id: string;
  request_id: string;
  invoice_id: string;
  digest: string;
  kind: 'second' | 'judgement' | 'rewrite';
  rule_id: string | null;
  finding_id: string | null;
  verdict: 'shares' | 'doubts' | 'unsure' | null;
  line_ids: string[];
  rationale: string;
  quotes: unknown;
  confidence_e4: number;
  narrative: string | null;
  added_words: Generated<string[]>;
  state: Generated<'proposed' | 'accepted' | 'rejected'>;
  decided_by: string | null;
  decided_at: Date | null;
  proposed_at: Date;
  scope_id: string;
}
export type OpinionRow = Selectable<OpinionsTable>;

interface OpinionDraftsTable {
  id: string;
  request_id: string;
  client_id: string;
  name: string;
  title: string;
  prose: string;
  state: Generated<'running' | 'proposed' | 'failed' | 'accepted' | 'rejected'>;
  yaml: string | null;
  left_out: Generated<unknown>;
  asked_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
}
export type DraftRow = Selectable<OpinionDraftsTable>;
