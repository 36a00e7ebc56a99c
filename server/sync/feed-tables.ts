import type { Generated, GeneratedAlways } from 'kysely';

/** Amounts and sequences come as numbers: all are safe integers, range-checked where they enter. */
export interface FeedTables {
  change: ChangeTable;
  feed_horizon: FeedHorizonTable;
  mutation_result: MutationResultTable;
  scope_checksum: ScopeChecksumTable;
  events: EventsTable;
  event_horizon: FeedHorizonTable;
  notifications: NotificationsTable;
  audit_log: AuditLogTable;
  audit_head: AuditHeadTable;
}

export interface ChangeTable {
  seq: number;
  scope_id: string;
  table_name: string;
  row_id: string;
  op: string;
  row_version: number;
  tx: Generated<string>;
  at: Generated<Date>;
}

export interface FeedHorizonTable {
  is_current: Generated<boolean>;
  seq: number;
}

export interface MutationResultTable {
  device_id: string;
  client_seq: number;
  mutation_id: string;
  outcome: string;
  code: string | null;
  message: string | null;
  groups: unknown;
  applied_seq: number | null;
  at: Date;
  /** Whose device it is. */
  user_id: Generated<string>;
  /** The mutation was answered before, under another number; this is a copy of that answer. */
  is_repeat: Generated<boolean>;
}

export interface ScopeChecksumTable {
  scope_id: string;
  /** 64 bits, as a decimal string. */
  checksum: string;
  row_count: number;
}

export interface EventsTable {
  seq: number;
  id: string;
  type: string;
  at: Generated<Date>;
  scope_id: string | null;
  subject_id: string | null;
  actor_id: string | null;
  data: Generated<unknown>;
}

export interface NotificationsTable {
  id: string;
  user_id: string;
  created_at: Generated<Date>;
  /** The event it comes from; null for what was written by hand. */
  event_id: Generated<string | null>;
  type: string;
  about_scope_id: string | null;
  subject_id: string | null;
  data: Generated<unknown>;
  read_at: Date | null;
  scope_id: GeneratedAlways<string>;
  row_version: Generated<number>;
  updated_seq: number | null;
  deleted_at: Date | null;
}

export interface AuditLogTable {
  seq: number;
  at: Date;
  actor_id: string | null;
  session_id: string | null;
  device_id: string | null;
  ip: string | null;
  action: string;
  object_type: string | null;
  object_id: string | null;
  scope_id: string | null;
  outcome: string;
  detail: Generated<unknown>;
  previous_hash: Buffer;
  hash: Buffer;
}

/** One row, moved by the database itself. */
export interface AuditHeadTable {
  is_current: boolean;
  last_seq: number;
  last_hash: Buffer;
  entry_count: number;
}
