import type { GeneratedAlways } from 'kysely';

export interface PassageTables {
  passage_scopes: PassageScopesTable;
  passage_terms: PassageTermsTable;
  passages: PassagesTable;
  passage_words: PassageWordsTable;
  passage_term_totals: PassageTermTotalsTable;
  passage_index: PassageIndexTable;
}

export interface PassageScopesTable {
  number: GeneratedAlways<number>;
  scope_id: string;
  passage_count: number;
  word_count: number;
}

export interface PassageTermsTable {
  number: GeneratedAlways<number>;
  term: string;
}

export interface PassagesTable {
  number: GeneratedAlways<number>;
  id: string;
  kind: string;
  source_key: string;
  position: number;
  scope_number: number;
  scope_id: string;
  title: string;
  body: string;
  word_count: number;
  dated_on: string | null;
  about: unknown;
}

export interface PassageWordsTable {
  term_number: number;
  scope_number: number;
  passage_number: number;
  said: number;
  word_count: number;
}

export interface PassageTermTotalsTable {
  term_number: number;
  scope_number: number;
  passage_count: number;
}

export interface PassageIndexTable {
  is_current: boolean;
  seq: number;
  filling: string | null;
  filled_after: string | null;
}
