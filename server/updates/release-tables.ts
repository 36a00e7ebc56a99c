import type { Generated, Selectable } from 'kysely';

export interface ReleaseTables {
  update_keys: UpdateKeysTable;
  update_key_statements: UpdateKeyStatementsTable;
  releases: ReleasesTable;
  release_files: ReleaseFilesTable;
  update_reports: UpdateReportsTable;
}

export interface UpdateKeysTable {
  key_id: string;
  public_key: string;
  added_at: Date;
  retired_at: Date | null;
}

export interface UpdateKeyStatementsTable {
  sequence: number;
  statement: string;
  key_id: string;
  signature: string;
}

export interface ReleasesTable {
  id: string;
  version: string;
  minimum_server: string;
  descriptor: string;
  key_id: string;
  signature: string;
  state: string;
  ring: string | null;
  percentage: Generated<number>;
  paused_at: Date | null;
  pause_reason: string | null;
  added_by: string | null;
  added_at: Date;
}

export type ReleaseRow = Selectable<ReleasesTable>;

export interface ReleaseFilesTable {
  release_id: string;
  name: string;
  sha512: string;
  byte_length: number;
  stored_at: Date | null;
}

export interface UpdateReportsTable {
  device_id: string;
  version: string;
  status: string;
  code: string | null;
  at: Date;
}
