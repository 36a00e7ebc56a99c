import type { Generated } from 'kysely';

export interface RegisterTables {
  bar_registers: BarRegistersTable;
  bar_entries: BarEntriesTable;
  attorney_verifications: AttorneyVerificationsTable;
}

export interface BarRegistersTable {
  id: string;
  kind: string;
  as_of: string;
  state: string;
  imported_at: Date;
  row_count: Generated<number>;
  sha256: string | null;
}

export interface BarEntriesTable {
  register_id: string;
  registration_number: string;
  given_names: string;
  last_name: string;
  suffix: string | null;
  firm_name: string | null;
  city: string | null;
  state: string | null;
  year_admitted: number | null;
  status_raw: string | null;
  last_key: string;
}

export interface AttorneyVerificationsTable {
  id: string;
  user_id: string;
  matter_id: string | null;
  subject: unknown;
  vendor_number: string | null;
  timekeeper_number: string | null;
  state: string;
  verdict: string | null;
  sources: Generated<unknown>;
  asked_at: Date;
  ended_at: Date | null;
}
