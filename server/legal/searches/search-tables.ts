import type { Generated } from 'kysely';

export interface LegalSearchTables {
  legal_searches: LegalSearchesTable;
  legal_hits: LegalHitsTable;
  legal_answers: LegalAnswersTable;
  legal_saved: LegalSavedTable;
}

export interface LegalSearchesTable {
  id: string;
  user_id: string;
  matter_id: string | null;
  query: string;
  outgoing_text: string | null;
  filters: unknown;
  sources: unknown;
  state: string;
  outcome: string | null;
  failure: unknown;
  question_key: string | null;
  queued_until: Date | null;
  next_page: string | null;
  name: string | null;
  asked_at: Date;
  ended_at: Date | null;
  completed_at: Date | null;
}

export interface LegalHitsTable {
  id: string;
  search_id: string;
  position: number;
  source: string;
  scope_id: string | null;
  body: unknown;
}

export interface LegalAnswersTable {
  key: string;
  body: unknown;
  fetched_at: Date;
  forget_at: Date | null;
}

export interface LegalSavedTable {
  id: string;
  matter_id: string;
  search_id: string | null;
  hit_id: string;
  body: unknown;
  note: string;
  saved_by: string;
  saved_at: Date;
  scope_id: string;
  row_version: Generated<number>;
  updated_seq: number | null;
  deleted_at: Date | null;
}
