import type { Generated } from 'kysely';

/** Amounts and sequences come as numbers: all are safe integers, range-checked where they enter. */
export interface AccountTables {
  server_generation: ServerGenerationTable;
  users: UsersTable;
  recovery_codes: RecoveryCodesTable;
  one_time_tokens: OneTimeTokensTable;
  devices: DevicesTable;
  sessions: SessionsTable;
  refresh_tokens: RefreshTokensTable;
  login_failures: LoginFailuresTable;
  settings: SettingsTable;
}

export interface ServerGenerationTable {
  is_current: Generated<boolean>;
  id: string;
  began_at: Generated<Date>;
}

export interface UsersTable {
  id: string;
  email: string;
  display_name: string;
  role: string;
  state: string;
  password_hash: string | null;
  password_changed_at: Date | null;
  totp_secret: Buffer | null;
  totp_confirmed_at: Date | null;
  totp_last_step: number | null;
  is_demo: Generated<boolean>;
  access_version: Generated<number>;
  /** Of the row `person` that travels (name only): raised with every change of `display_name`. */
  row_version: Generated<number>;
  created_at: Generated<Date>;
}

export interface RecoveryCodesTable {
  user_id: string;
  code_hash: Buffer;
  used_at: Date | null;
}

export interface OneTimeTokensTable {
  token_hash: Buffer;
  purpose: string;
  user_id: string | null;
  expires_at: Date;
  used_at: Date | null;
}

export interface DevicesTable {
  id: string;
  user_id: string;
  name: string;
  platform: string;
  app_version: string;
  schema_version: number;
  last_client_seq: Generated<number>;
  created_at: Generated<Date>;
  last_seen_at: Generated<Date>;
  revoked_at: Date | null;
  ring: Generated<string>;
  arch: string | null;
  update_token_hash: Buffer | null;
  update_contact_at: Date | null;
}

export interface SessionsTable {
  id: string;
  user_id: string;
  kind: string;
  created_at: Date;
  expires_at: Date;
  last_used_at: Date;
  ended_at: Date | null;
  end_reason: string | null;
  ip: string | null;
  user_agent: Generated<string>;
}

export interface RefreshTokensTable {
  token_hash: Buffer;
  session_id: string;
  issued_at: Date;
  spent_at: Date | null;
}

export interface LoginFailuresTable {
  key: string;
  user_id: string | null;
  failures: number;
  window_began_at: Date;
  locked_until: Date | null;
}

export interface SettingsTable {
  name: string;
  value: unknown;
  changed_by: string | null;
  changed_at: Generated<Date>;
}
