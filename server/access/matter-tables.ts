import type { Generated, GeneratedAlways } from 'kysely';

/** Amounts and sequences come as numbers: all are safe integers, range-checked where they enter. */
export interface MatterTables {
  clients: ClientsTable;
  matters: MattersTable;
  grants: GrantsTable;
  walls: WallsTable;
  scope_access: ScopeAccessTable;
  vendors: VendorsTable;
  timekeepers: TimekeepersTable;
  rates: RatesTable;
  discounts: DiscountsTable;
}

export interface ClientsTable {
  id: string;
  number: string;
  name: string;
  guideline_name: string | null;
  created_at: Generated<Date>;
}

export interface MattersTable {
  id: string;
  client_id: string;
  number: string;
  name: string;
  guideline_name: string | null;
  is_confirmed: Generated<boolean>;
  is_closed: Generated<boolean>;
  created_at: Generated<Date>;
  scope_id: GeneratedAlways<string>;
  row_version: Generated<number>;
  updated_seq: number | null;
  deleted_at: Date | null;
}

export interface GrantsTable {
  id: string;
  user_id: string;
  matter_id: string | null;
  granted_by: string | null;
  granted_at: Generated<Date>;
}

export interface WallsTable {
  id: string;
  matter_id: string;
  user_id: string;
  reason: string;
  raised_by: string | null;
  raised_at: Generated<Date>;
  lifted_at: Date | null;
}

export interface ScopeAccessTable {
  user_id: string;
  scope_id: string;
  epoch: Generated<number>;
  granted_at: Generated<Date>;
  revoked_at: Date | null;
}

export interface VendorsTable {
  id: string;
  number: string;
  name: string;
}

export interface TimekeepersTable {
  id: string;
  vendor_id: string;
  number: string;
  name: string;
  classification: string | null;
  client_id: string | null;
  matter_id: string | null;
  approved_from: string | null;
  approved_to: string | null;
}

export interface RatesTable {
  id: string;
  vendor_id: string;
  timekeeper_number: string | null;
  classification: string | null;
  client_id: string | null;
  matter_id: string | null;
  rate_e4: number;
  currency: string | null;
  valid_from: string;
  valid_to: string | null;
}

export interface DiscountsTable {
  id: string;
  vendor_id: string | null;
  client_id: string;
  matter_id: string | null;
  percent_e4: number;
  valid_from: string;
  valid_to: string | null;
}
